import Markdown

/// The heading tree of a document with what hangs on it: a single pass over the blocks, after the symptoms are known.
struct Outline {
    private let document: Document
    private let title: BilingualText
    /// Those that open sections, in document order.
    private let headings: [Heading]
    private var slugs = SlugRegister()
    private var ids: [String] = []
    private var known: Set<String> = []
    /// What each section is about.
    private var subjects: [Subject?] = []
    private var symptomTables: Set<Int> = []
    private var ties = 0

    /// How often headings and commands of a note may name symptoms. A few bytes can name many.
    private static let mostTies = 10_000

    private struct Subject {
        /// Those of the table; none where the heading names only others.
        var symptoms: [String]
    }

    /// A heading as it is read for symptoms and for sections.
    private struct Heading {
        let text: String
        /// What its author gave it.
        let anchor: String?
        let bilingual: BilingualText
        /// The role that it names itself.
        let role: SectionRole?

        init(_ block: Block, roles: SectionRoleNames) {
            (text, anchor) = HeadingAnchor.cut(block.text)
            bilingual = BilingualText(text)
            role = roles.role(of: bilingual)
        }
    }

    private(set) var sections: [Section] = []
    private(set) var links: [NoteLink] = []
    private(set) var symptoms: [Symptom] = []
    private(set) var commands: [DetectionCommand] = []
    private(set) var resolutions: [Resolution] = []
    private(set) var resolutionCommands: [DetectionCommand] = []
    private(set) var checklist: [ChecklistItem] = []
    private(set) var termPairs: [TermPair] = []
    private(set) var findings: [Finding] = []

    init(_ document: Document, title: BilingualText, roles: SectionRoleNames) {
        self.document = document
        self.title = title
        headings = document.blocks.filter(\.opensSection).map { Heading($0, roles: roles) }
    }

    /// Finds the symptoms tables: under a heading of that role, and under those below it that name nothing else.
    mutating func readSymptoms() {
        var table = SymptomTable()
        var above: [(level: Int, isOfSymptoms: Bool)] = []
        var firstHeading: Int?
        var headings = headings.makeIterator()
        for block in document.blocks {
            switch block.kind {
            case .heading(let level) where block.depth == 0:
                guard let heading = headings.next() else { break }
                while let last = above.last, last.level >= level { above.removeLast() }
                let role = heading.role
                if role == .symptoms, firstHeading == nil { firstHeading = block.line }
                let isBelow =
                    role == nil && above.last?.isOfSymptoms == true && SymptomReference(heading.text) == nil
                above.append((level, role == .symptoms || isBelow))
            case .table(let rows) where above.last?.isOfSymptoms == true:
                if table.read(rows) { symptomTables.insert(block.line) }
            default: break
            }
        }
        symptoms = table.symptoms
        findings += table.findings
        if let firstHeading, symptoms.isEmpty, table.findings.isEmpty {
            findings.append(
                Finding(
                    .symptomsMissing, line: firstHeading,
                    Sentence("finding.symptoms.table", "no table of symptoms stands in this section")))
        }
        ids = symptoms.map(\.id)
        known = Set(ids)
        // The symptoms' own anchors come before any heading's, or else `### S1` would take `#s1`.
        for symptom in symptoms { _ = slugs.claim(symptom.anchor) }
    }

    /// Reads every section with its text, links, commands, resolutions and check boxes.
    mutating func readSections() {
        var body = TextPile()
        var code = TextPile()
        var targets = TextPile()
        var headings = headings.makeIterator()
        func finish(_ sections: inout [Section], before line: Int) {
            guard !sections.isEmpty else { return }
            sections[sections.count - 1].body = body.take()
            code.add(targets.take())
            sections[sections.count - 1].code = code.take()
            sections[sections.count - 1].endLine = max(sections[sections.count - 1].line, line - 1)
        }
        for block in document.blocks {
            if case .heading(let level) = block.kind, block.depth == 0, let heading = headings.next() {
                finish(&sections, before: block.line)
                open(block, heading, level: level)
            } else {
                if sections.isEmpty { openPreamble(line: block.line) }
                switch block.kind {
                case .code: code.add(block.text)
                case .html: body.add(HTMLText.text(of: block.text).trimmingSpaces())
                default: body.add(block.text)
                }
                if case .code(let info) = block.kind { readCode(block, info: info) }
                if case .table(let rows) = block.kind, block.text.hasHan { termPairs += TermTable(rows).pairs }
                if symptomTables.contains(block.line) { forgetSubjects() }
            }
            for link in block.links where link.target != link.text { targets.add(link.target) }
            readLinks(of: block)
            if let task = block.task {
                checklist.append(
                    ChecklistItem(
                        text: block.text, isDone: task == .done, line: block.line, section: sections.count - 1))
            }
        }
        finish(&sections, before: (document.blocks.last?.endLine ?? 0) + 1)
        addHalvesAsAnchors()
    }

    private mutating func openPreamble(line: Int) {
        subjects.append(nil)
        sections.append(
            Section(level: 0, heading: title, anchors: [], line: line, endLine: line))
    }

    private mutating func open(_ block: Block, _ heading: Heading, level: Int) {
        var parent = sections.indices.last
        while let index = parent, sections[index].level >= level || sections[index].level == 0 {
            parent = sections[index].parent
        }
        let role = heading.role ?? parent.flatMap { sections[$0].role }
        let subject = subject(
            of: heading.text, line: block.line, role: role, isRoleItsOwn: heading.role != nil, parent: parent)
        subjects.append(subject)
        let isOfSymptoms = role == .detection || role == .resolution
        let named = isOfSymptoms ? subject?.symptoms ?? [] : []
        var anchors: [String] = []
        let suffix = role == .detection ? "-detect" : "-resolve"
        for id in named where slugs.claim(id.lowercased() + suffix) { anchors.append(id.lowercased() + suffix) }
        if let anchor = heading.anchor, slugs.claim(anchor) { anchors.insert(anchor, at: 0) }
        anchors.append(slugs.anchor(for: heading.text))
        if role == .resolution, !named.isEmpty {
            resolutions.append(Resolution(symptoms: named, section: sections.count))
        }
        sections.append(
            Section(
                level: level, heading: heading.bilingual, anchors: anchors, line: block.line, endLine: block.endLine,
                parent: parent, role: role, symptoms: named))
    }

    /// The symptoms that a section is about: those that its heading names, or else that of the nearest heading above which
    /// names any. Nil when none does.
    private mutating func subject(
        of heading: String, line: Int, role: SectionRole?, isRoleItsOwn: Bool, parent: Int?
    ) -> Subject? {
        guard !known.isEmpty else { return nil }
        if ties <= Self.mostTies, let reference = SymptomReference(heading, known: known) {
            let found = reference.symptoms.filter { known.contains($0) }
            guard isWithinBounds(reference.symptoms.count, line: line) else { return nil }
            let isOfSymptoms = role == .detection || role == .resolution
            if isOfSymptoms, let unknown = reference.symptoms.first(where: { !known.contains($0) }) {
                let others = reference.symptoms.count - found.count - 1
                let fault =
                    others == 0
                    ? Sentence("finding.symptoms.unknown", "%1 is not in the symptoms table", unknown)
                    : Sentence(
                        "finding.symptoms.unknown-more", "%1 and %2 more are not in the symptoms table", unknown,
                        "\(others)")
                findings.append(Finding(.symptomUnknown, line: line, fault))
            }
            return Subject(symptoms: found)
        }
        guard let parent, let above = subjects[parent] else { return nil }
        // `### Detection` below `## S1: Lag` is about S1; below a heading of several symptoms it may be about any.
        if isRoleItsOwn, sections[parent].role != role, above.symptoms.count > 1 { return nil }
        return isWithinBounds(above.symptoms.count, line: line) ? above : nil
    }

    /// Takes back that the sections above are about a symptom: what holds the table of all is not about one.
    private mutating func forgetSubjects() {
        var index = sections.indices.last
        while let section = index {
            subjects[section] = nil
            index = sections[section].parent
        }
    }

    /// Counts what a heading or a command names; false, and once a finding, when it is too much.
    private mutating func isWithinBounds(_ count: Int, line: Int) -> Bool {
        guard ties <= Self.mostTies else { return false }
        ties += count
        guard ties > Self.mostTies else { return true }
        findings.append(
            Finding(
                .symptomLimit, line: line,
                Sentence(
                    "finding.symptoms.ties", "symptoms are named more than %1 times; what follows is left out",
                    "\(Self.mostTies)")))
        return false
    }

    /// Each half of a bilingual heading answers too, where no other heading has that anchor.
    private mutating func addHalvesAsAnchors() {
        for index in sections.indices where sections[index].level > 0 {
            for half in [sections[index].heading.english, sections[index].heading.chinese] {
                guard let half else { continue }
                let slug = SlugRegister.slug(half)
                if slugs.claim(slug) { sections[index].anchors.append(slug) }
            }
        }
    }

    private mutating func readCode(_ block: Block, info: String) {
        let number = sections.count - 1
        let section = sections[number]
        guard ties <= Self.mostTies else { return }
        func found(_ candidates: [String]) -> [DetectionCommand] {
            DetectionCommand.commands(
                inBlock: block.text, info: info, blockLine: block.line, section: number, symptoms: candidates,
                known: known)
        }
        func bounded(_ found: [DetectionCommand]) -> [DetectionCommand] {
            found.filter { isWithinBounds($0.symptoms.count, line: $0.line) }
        }
        switch section.role {
        case .resolution where !section.symptoms.isEmpty:
            resolutionCommands += bounded(found(section.symptoms))
        case .detection where !section.symptoms.isEmpty:
            commands += bounded(found(section.symptoms))
        case .detection:
            // Directly under the role's own heading a block may belong to any symptom, and says to which. The only one of a
            // note need not be named, unless the heading names another.
            let isOfOnlyOne = ids.count == 1 && subjects[number] == nil
            commands += bounded(found(ids).filter { $0.symptoms.count < ids.count || isOfOnlyOne })
        default: break
        }
    }

    private mutating func readLinks(of block: Block) {
        for link in block.links {
            let kind: NoteLink.Kind =
                switch link.kind {
                case .inline: .link
                case .image: .image
                case .wikilink: .wikilink
                case .embed: .embed
                }
            links.append(
                NoteLink(
                    kind: kind, target: link.target, text: link.text, line: link.line,
                    section: max(0, sections.count - 1)))
        }
    }
}

extension Block {
    /// Headings in lists and quotes are text like any other.
    fileprivate var opensSection: Bool { if case .heading = kind { depth == 0 } else { false } }
}

/// Texts joined by line feeds.
private struct TextPile {
    private var text = ""

    mutating func add(_ block: String) {
        guard !block.isEmpty else { return }
        if !text.isEmpty, text.utf8.last != 0x0A { text += "\n" }
        text += block
    }

    mutating func take() -> String {
        defer { text = "" }
        return text
    }
}
