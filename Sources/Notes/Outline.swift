import Markdown

/// The heading tree of a document with what hangs on it: a single pass over the blocks, after the symptoms are known.
struct Outline {
    private let document: Document
    private let title: BilingualText
    private let roles: SectionRoleNames
    private var slugs = SlugRegister()
    private var known: Set<String> = []

    private(set) var sections: [Section] = []
    private(set) var links: [NoteLink] = []
    private(set) var symptoms: [Symptom] = []
    private(set) var commands: [DetectionCommand] = []
    private(set) var resolutions: [Resolution] = []
    private(set) var resolutionCommands: [DetectionCommand] = []
    private(set) var checklist: [ChecklistItem] = []
    private(set) var findings: [Finding] = []

    init(_ document: Document, title: BilingualText, roles: SectionRoleNames) {
        self.document = document
        self.title = title
        self.roles = roles
    }

    /// Finds the symptoms table: under a heading of that role, the first table that is one.
    mutating func readSymptoms() {
        var isUnderSymptoms = false
        var levelOfSymptoms = 0
        for block in document.blocks {
            switch block.kind {
            case .heading(let level) where block.depth == 0:
                if isUnderSymptoms, level > levelOfSymptoms { continue }
                isUnderSymptoms = roles.role(of: BilingualText(HeadingAnchor.cut(block.text).text)) == .symptoms
                levelOfSymptoms = level
            case .table(let rows) where isUnderSymptoms:
                guard let (found, wrong) = SymptomTable.symptoms(in: rows) else { continue }
                symptoms = found
                findings += wrong
                known = Set(found.map(\.id))
                // The symptoms' own anchors come before any heading's, or else `### S1` would take `#s1`.
                for symptom in found { _ = slugs.claim(symptom.anchor) }
                return
            default: break
            }
        }
    }

    /// Reads every section with its text, links, commands, resolutions and check boxes.
    mutating func readSections() {
        var body = TextPile()
        var code = TextPile()
        var targets = TextPile()
        func finish(_ sections: inout [Section], before line: Int) {
            guard !sections.isEmpty else { return }
            sections[sections.count - 1].body = body.take()
            code.add(targets.take())
            sections[sections.count - 1].code = code.take()
            sections[sections.count - 1].endLine = max(sections[sections.count - 1].line, line - 1)
        }
        for block in document.blocks {
            if case .heading(let level) = block.kind, block.depth == 0 {
                finish(&sections, before: block.line)
                open(block, level: level)
            } else {
                if sections.isEmpty { openPreamble(line: block.line) }
                switch block.kind {
                case .code: code.add(block.text)
                case .html: body.add(HTMLText.text(of: block.text))
                default: body.add(block.text)
                }
                if case .code(let info) = block.kind { readCode(block, info: info) }
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
        sections.append(
            Section(level: 0, heading: title, anchors: [], line: line, endLine: line))
    }

    private mutating func open(_ block: Block, level: Int) {
        let (text, explicit) = HeadingAnchor.cut(block.text)
        let heading = BilingualText(text)
        var parent = sections.indices.last
        while let index = parent, sections[index].level >= level || sections[index].level == 0 {
            parent = sections[index].parent
        }
        let inherited = parent.flatMap { sections[$0].role }
        let role = roles.role(of: heading) ?? inherited
        var named: [String] = []
        if role == .detection || role == .resolution {
            if let reference = SymptomReference(text, known: known) {
                named = reference.symptoms.filter { known.contains($0) }
                for id in reference.symptoms where !known.isEmpty && !known.contains(id) {
                    findings.append(
                        Finding(.symptomUnknown, line: block.line, message: "\(id) is not in the symptoms table"))
                }
            } else if let parent, sections[parent].role == role {
                named = sections[parent].symptoms
            }
        }
        var anchors: [String] = []
        let suffix = role == .detection ? "-detect" : "-resolve"
        for id in named where slugs.claim(id.lowercased() + suffix) { anchors.append(id.lowercased() + suffix) }
        if let explicit, slugs.claim(explicit) { anchors.insert(explicit, at: 0) }
        anchors.append(slugs.anchor(for: text))
        if role == .resolution, !named.isEmpty {
            resolutions.append(Resolution(symptoms: named, section: sections.count))
        }
        sections.append(
            Section(
                level: level, heading: heading, anchors: anchors, line: block.line, endLine: block.endLine,
                parent: parent, role: role, symptoms: named))
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
        let section = sections[sections.count - 1]
        if section.role == .resolution, !section.symptoms.isEmpty {
            resolutionCommands += DetectionCommand.commands(
                inBlock: block.text, info: info, blockLine: block.line, section: sections.count - 1,
                symptoms: section.symptoms, known: known)
        }
        guard section.role == .detection else { return }
        // Directly under the role's own heading a block may belong to any symptom.
        let candidates = section.symptoms.isEmpty ? symptoms.map(\.id) : section.symptoms
        let isShared = section.symptoms.isEmpty
        let found = DetectionCommand.commands(
            inBlock: block.text, info: info, blockLine: block.line, section: sections.count - 1, symptoms: candidates,
            known: known)
        commands += isShared ? found.filter { $0.symptoms.count < candidates.count || candidates.count == 1 } : found
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
