import Notes

/// A note with everything that its rows hold, made ready on the thread that parsed it.
struct NoteRows: Sendable {
    let note: Note
    let stamp: FileStamp
    /// Title, id and aliases, a line each: what the title column of the full text holds.
    let names: String
    /// The values of the front matter but for titles and dates, a line each.
    let fields: String
    /// Names by which a link may refer to the note, folded, with their rank.
    let keys: [(key: String, rank: Int)]
    let links: [LinkRow]
    let languages: TextLanguages
    /// What the note says in both languages, folded.
    let pairs: [(String, String)]
    /// What joins the note to those that say the same in other languages; nil where its path names none.
    let parallel: Parallel?

    struct Parallel {
        /// The path with its language left open.
        let key: String
        /// The levels of all sections.
        let outline: String
        /// The title, of the ordinal -1, and the headings, folded.
        let names: [(ordinal: Int, key: String)]
    }

    /// The sections with what the full-text table holds of them.
    let sections: [SectionRow]

    struct SectionRow {
        let section: Section
        /// Its heading and those above it, its own first, a line each.
        let headings: String
        /// The tokens of each column of the table `text`, joined.
        let (title, heading, fields, body, code): ([UInt8], [UInt8], [UInt8], [UInt8], [UInt8])
        /// The same of `name_text`.
        let (noteName, sectionName): ([UInt8], [UInt8])
    }

    struct LinkRow {
        let link: NoteLink
        let key: String
        /// The heading that it names; nil where it names none.
        let heading: String?
    }

    /// - Parameter words: takes the words of the note.
    init(_ note: Note, stamp: FileStamp, words: WordCollector) {
        self.note = note
        self.stamp = stamp
        names = ([note.title.full, note.id] + note.frontMatter.aliases).joined(separator: "\n")
        fields = note.frontMatter.fields
            .filter { !Self.unsearched.contains($0.key) }
            .flatMap(\.value.scalars).joined(separator: "\n")
        var keys = [(key: Self.key(note.id), rank: 0)]
        keys += note.frontMatter.aliases.map { (Self.key($0), 1) }
        keys += [note.title.full, note.title.english, note.title.chinese].compactMap { $0 }.map { (Self.key($0), 2) }
        keys.append((Self.key(ofPath: note.path), 3))
        self.keys = keys.filter { !$0.key.isEmpty }
        languages = TextLanguages(of: note)
        var list = TokenList()
        func tokens(_ text: String) -> [UInt8] {
            list.tokenize(text.utf8.span)
            words.collect(list)
            return list.joined
        }
        let (nameTokens, fieldTokens) = (tokens(names), tokens(fields))
        let indexed = note.indexedSections
        // Each heading stands in the rows of all sections below it.
        let headings = indexed.map(\.headingLine)
        let headingTokens = headings.map(tokens)
        sections = indexed.enumerated().map { ordinal, section in
            var (text, tokensOfText) = (headings[ordinal], headingTokens[ordinal])
            var parent = section.parent
            while let index = parent, indexed[index].level > 0 {
                text += "\n" + headings[index]
                tokensOfText += headingTokens[index]
                parent = indexed[index].parent
            }
            return SectionRow(
                section: section, headings: text, title: nameTokens, heading: tokensOfText,
                fields: ordinal == 0 ? fieldTokens : [], body: tokens(section.body), code: tokens(section.code),
                noteName: ordinal == 0 ? nameTokens : [], sectionName: headingTokens[ordinal])
        }
        let bilingual = [note.title] + note.sections.map(\.heading) + note.symptoms.map(\.description)
        pairs =
            bilingual.compactMap { text in text.halves.map { (Self.key($0.first), Self.key($0.second)) } }
            + note.termPairs.map { (Self.key($0.english), Self.key($0.chinese)) }
        parallel = ParallelPath(note.path).map { path in
            let headings = note.sections.enumerated().filter { $1.level > 0 }
            return Parallel(
                key: path.key, outline: note.sections.map { "\($0.level)" }.joined(),
                names: [(-1, Self.key(note.title.full))] + headings.map { ($0, Self.key($1.heading.full)) })
        }
        links = note.links.compactMap { link in
            switch LinkTarget(link.kind, link.target, inNoteAt: note.path) {
            case .note(let name, let heading): LinkRow(link: link, key: Self.key(name), heading: heading)
            case .file(let path, let heading) where path.lowercased().hasSuffix(".md"):
                LinkRow(link: link, key: Self.key(ofPath: path), heading: heading)
            case .file, .heading, .elsewhere: nil
            }
        }
    }

    /// The form in which names are compared: folded, without spaces around.
    static func key(_ name: String) -> String {
        CharacterFolding.fold(name.trimmingSpaces())
    }

    /// A path is a name of its own kind: no title begins with a slash.
    static func key(ofPath path: String) -> String {
        "/" + path
    }

    private static let unsearched: Set<String> = [
        "title", "aliases", "created", "updated", "next_review", "review_interval_days",
    ]
}

extension Note {
    /// A note without any text still has a title that can be found.
    fileprivate var indexedSections: [Section] {
        guard sections.isEmpty else { return sections }
        return [
            Section(level: 0, heading: title, anchors: [], line: 1, endLine: 1)
        ]
    }
}

extension Section {
    /// The heading on one line; empty before the first.
    fileprivate var headingLine: String {
        guard level > 0 else { return "" }
        // A heading may have a line break of its own; what may begin one is looked for first.
        let full = heading.full
        guard full.utf8.contains(where: { $0 < 0x20 || $0 == 0xC2 || $0 == 0xE2 }) else { return full }
        return full.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
