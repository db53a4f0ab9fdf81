import Foundation
import GRDB
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

    /// The form in which a text is compared; nil where it is written so, but for capital letters of ASCII.
    private static func folded(_ text: String) -> String? {
        let key = key(text)
        func small(_ byte: UInt8) -> UInt8 { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte }
        return text.utf8.elementsEqual(key.utf8) { small($0) == $1 } ? nil : key
    }

    /// A path is a name of its own kind: no title begins with a slash.
    static func key(ofPath path: String) -> String {
        "/" + path
    }

    private static let unsearched: Set<String> = [
        "title", "aliases", "created", "updated", "next_review", "review_interval_days",
    ]
}

extension NoteRows {
    /// Stores the note; nothing must be stored for its path.
    func store(in db: Database) throws {
        let front = note.frontMatter
        let last = try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(id) FROM section"))
        let firstSection = (last ?? 0) + 1
        let insert = try Insertion(
            """
            INSERT INTO note (
                path, folded_path, name, title, names, fields, status, series, chapter, parallel, outline,
                created, updated, review_interval, next_review, review, is_runbook, has_chinese, has_english,
                size, modified, changed, inode, first_section, last_section
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, in: db)
        try insert(
            note.path, Self.folded(note.path), note.id, note.title.full, names, fields, front.status, front.series,
            front.chapter, parallel?.key, parallel?.outline,
            front.created?.daysSinceEpoch, front.updated?.daysSinceEpoch, front.reviewIntervalDays,
            front.nextReview?.daysSinceEpoch, front.text("review"), note.isRunbook,
            languages.hasChinese, languages.hasEnglish,
            stamp.size, stamp.modified, stamp.changed, stamp.inode,
            firstSection, firstSection + Int64(sections.count) - 1)
        let id = db.lastInsertedRowID
        try storeSections(of: id, from: firstSection, in: db)
        try storeNames(of: id, in: db)
        try storeLinks(of: id, in: db)
        try storeSymptoms(of: id, in: db)
        try storeFindings(of: id, in: db)
    }

    /// Deletes a note with all that belongs to it.
    static func delete(_ id: Int64, in db: Database) throws {
        try forget(
            """
            INSERT INTO text (text, rowid, title, heading, fields, body, code) VALUES ('delete', ?, ?, ?, ?, ?, ?)
            """, told: "section_text", ofNote: id, in: db)
        try forget(
            """
            INSERT INTO name_text (name_text, rowid, title, heading) VALUES ('delete', ?, ?, ?)
            """, told: "section_name", ofNote: id, in: db)
        try db.cachedStatement(
            sql: "DELETE FROM section WHERE id BETWEEN (SELECT first_section FROM note WHERE id = ?1)"
                + " AND (SELECT last_section FROM note WHERE id = ?1)"
        ).execute(arguments: [id])
        for table in ["field", "name", "pair", "parallel_name", "link", "anchor", "symptom", "finding"] {
            try db.cachedStatement(sql: "DELETE FROM \(table) WHERE note = ?").execute(arguments: [id])
        }
        try db.cachedStatement(sql: "DELETE FROM note WHERE id = ?").execute(arguments: [id])
    }

    /// Full-text tables keep no text, and must be told what they held, while that still stands in the others.
    ///
    /// - Parameters:
    ///   - deletion: takes the number of a section, and the tokens of each column.
    ///   - view: tells what the columns held.
    private static func forget(_ deletion: String, told view: String, ofNote id: Int64, in db: Database) throws {
        let old = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT \(view).* FROM note CROSS JOIN section ON \(Schema.isOfNote) JOIN \(view) ON \(view).id = section.id
                    WHERE note.id = ?
                    """),
            arguments: [id])
        let forget = try db.cachedStatement(sql: deletion)
        var list = TokenList()
        for row in old {
            var arguments: StatementArguments = [row[0] as Int64]
            for column in 1..<row.count {
                list.tokenize((row[column] as String).utf8.span)
                arguments += [String(decoding: list.joined, as: UTF8.self)]
            }
            try forget.execute(arguments: arguments)
        }
    }

    private func storeSections(of id: Int64, from firstSection: Int64, in db: Database) throws {
        let insert = try Insertion(
            """
            INSERT INTO section (
                id, note, ordinal, level, headings, anchor, line, end_line, role, symptoms, body, code
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, in: db)
        let insertText = try Insertion(
            "INSERT INTO text (rowid, title, heading, fields, body, code) VALUES (?, ?, ?, ?, ?, ?)", in: db)
        let insertNames = try Insertion("INSERT INTO name_text (rowid, title, heading) VALUES (?, ?, ?)", in: db)
        for (ordinal, row) in sections.enumerated() {
            let section = row.section
            let number = firstSection + Int64(ordinal)
            try insert(
                number, id, ordinal, section.level, row.headings, section.anchors.first ?? "",
                section.line, section.endLine, section.role?.rawValue, section.symptoms.joined(separator: " "),
                section.body, section.code)
            try insertText(number, row.title, row.heading, row.fields, row.body, row.code)
            try insertNames(number, row.noteName, row.sectionName)
        }
    }

    private func storeNames(of id: Int64, in db: Database) throws {
        let insertName = try Insertion("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", in: db)
        for (key, rank) in keys { try insertName(key, rank, id) }
        let insertPair = try Insertion("INSERT OR IGNORE INTO pair VALUES (?, ?, ?)", in: db)
        for (key, text) in pairs {
            try insertPair(id, key, text)
            try insertPair(id, text, key)
        }
        let insertParallel = try Insertion("INSERT INTO parallel_name VALUES (?, ?, ?)", in: db)
        for (ordinal, key) in parallel?.names ?? [] { try insertParallel(id, ordinal, key) }
        let insertField = try Insertion("INSERT INTO field VALUES (?, ?, ?, ?, ?)", in: db)
        var ordinal = 0
        for field in note.frontMatter.fields {
            let values = field.key == "tags" ? note.frontMatter.tags : field.value.scalars
            var known: Set<String> = []
            // Of one value that is written in several ways the first counts.
            for value in values where !value.isEmpty && known.insert(Self.key(value)).inserted {
                let folded = Self.folded(value)
                try insertField(
                    id, ordinal, CharacterFolding.fold(field.key), folded ?? value, folded == nil ? nil : value)
                ordinal += 1
            }
        }
    }

    private func storeLinks(of id: Int64, in db: Database) throws {
        let insert = try Insertion("INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", in: db)
        for (ordinal, row) in links.enumerated() {
            let link = row.link
            let heading = row.heading.flatMap { $0.isEmpty ? nil : $0 }
            try insert(
                id, ordinal, link.section, link.target, row.key, link.text, link.line, heading,
                heading.map { SlugRegister.slug($0) })
        }
        let insertAnchor = try Insertion("INSERT INTO anchor VALUES (?, ?)", in: db)
        let known = Set(sections.compactMap { $0.section.anchors.first })
        for anchor in HeadingAnchors(of: note).names where !known.contains(anchor) {
            try insertAnchor(id, anchor)
        }
    }

    private func storeSymptoms(of id: Int64, in db: Database) throws {
        let insert = try Insertion("INSERT INTO symptom VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", in: db)
        for (ordinal, symptom) in note.symptoms.enumerated() {
            let commands = note.commands(of: symptom.id)
            try insert(
                id, ordinal, symptom.id, symptom.description.full, symptom.impact.full, symptom.urgency?.rank,
                symptom.line, commands.map(\.address).joined(separator: "\n"),
                commands.map(\.command.language).joined(separator: "\n"),
                note.resolution(of: symptom.id)?.anchors.first)
        }
    }

    private func storeFindings(of id: Int64, in db: Database) throws {
        let insert = try Insertion("INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?)", in: db)
        let encoder = JSONEncoder()
        for (ordinal, finding) in note.findings.enumerated() {
            try insert(
                id, ordinal, finding.rule.rawValue, finding.line, finding.column,
                String(decoding: try encoder.encode(finding.sentences), as: UTF8.self))
        }
    }
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
