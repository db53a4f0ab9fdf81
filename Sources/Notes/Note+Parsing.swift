import Markdown

extension Note {
    /// Reads a note from the text of its file. Nothing in the text can make this fail; what is wrong becomes findings.
    ///
    /// - Parameter path: where the file is, relative to the notes folder.
    package init(path: String, text: String, roles: SectionRoleNames = .builtIn) {
        let source = NoteSource(text)
        var findings: [Finding] = []
        var frontMatter = FrontMatter()
        if let yaml = source.frontMatter {
            (frontMatter, findings) = FrontMatter.parse(yaml, firstLine: 2)
            findings += frontMatter.findings()
        } else if source.isUnclosed {
            findings.append(Finding(.frontMatterUnclosed, line: 1, message: "the front matter is never closed"))
        } else {
            findings.append(Finding(.frontMatterMissing, line: 1, message: "the note has no front matter"))
        }
        let document = Document(parsing: String(source.body), firstLine: source.bodyLine)
        findings += document.excesses.map { Finding(.markdownLimit, line: $0.line, message: $0.reason) }

        let id = Note.id(ofPath: path)
        let title = BilingualText(Self.title(frontMatter, document) ?? id)
        if frontMatter.title == nil {
            findings.append(
                Finding(.titleMissing, line: 1, message: "the note has no title; \"\(title.full)\" is used"))
        }
        var outline = Outline(document, title: title, roles: roles)
        outline.readSymptoms()
        outline.readSections()
        self.init(
            path: path, id: id, title: title, frontMatter: frontMatter, sections: outline.sections,
            links: outline.links, givenAnchors: document.anchors, symptoms: outline.symptoms,
            commands: outline.commands,
            resolutions: outline.resolutions, resolutionCommands: outline.resolutionCommands,
            checklist: outline.checklist, findings: findings + outline.findings,
            commandsBySymptom: SymptomIndex(outline.commands.map(\.symptoms)),
            resolutionsBySymptom: SymptomIndex(outline.resolutions.map(\.symptoms)),
            resolutionCommandsBySymptom: SymptomIndex(outline.resolutionCommands.map(\.symptoms)))
        self.findings += coverageFindings()
        self.findings.sort { ($0.line, $0.column, $0.rule.rawValue) < ($1.line, $1.column, $1.rule.rawValue) }
    }

    private static func title(_ frontMatter: FrontMatter, _ document: Document) -> String? {
        if let title = frontMatter.title { return title }
        let heading = document.blocks.first { if case .heading = $0.kind { !$0.text.isEmpty } else { false } }
        return heading.map { HeadingAnchor.cut($0.text).text }
    }

    /// What a symptom lacks: a gap that an engineer would meet at night is better found by day.
    private func coverageFindings() -> [Finding] {
        symptoms.flatMap { symptom in
            let found = commandsBySymptom[symptom.id]
            let isMeasured = found.contains { commands[$0].language == "promql" }
            let gaps: [(Finding.Rule, Bool, String)] = [
                (.symptomWithoutDetection, !found.isEmpty, "detection command"),
                (.symptomWithoutPromQL, isMeasured || found.isEmpty, "PromQL expression"),
                (.symptomWithoutResolution, resolution(of: symptom.id) != nil, "resolution"),
            ]
            return gaps.filter { !$0.1 }.map { rule, _, what in
                Finding(rule, line: symptom.line, message: "\(symptom.id) has no \(what)")
            }
        }
    }
}

extension FrontMatter {
    /// What is wrong with the values of known fields.
    fileprivate func findings() -> [Finding] {
        var findings: [Finding] = []
        func report(_ field: Field, _ message: String) {
            findings.append(
                Finding(.frontMatterValue, line: field.line, column: field.column, message: "\(field.key): \(message)"))
        }
        for field in fields {
            switch (field.key, field.value) {
            case ("created", .scalar(let text)), ("updated", .scalar(let text)), ("next_review", .scalar(let text)):
                if CalendarDate(text) == nil { report(field, "\"\(text)\" is not a date") }
            case ("review_interval_days", .scalar(let text)):
                if reviewIntervalDays == nil { report(field, "\"\(text)\" is not a number of days from 1 to 36500") }
            case ("title", .list), ("title", .mapping), ("series", .list), ("series", .mapping), ("chapter", .list),
                ("chapter", .mapping), ("status", .list), ("status", .mapping), ("created", .list),
                ("created", .mapping), ("updated", .list), ("updated", .mapping), ("next_review", .list),
                ("next_review", .mapping), ("review_interval_days", .list), ("review_interval_days", .mapping):
                report(field, "one value is expected here")
            case ("tags", .mapping), ("aliases", .mapping):
                report(field, "a list is expected here")
            default: break
            }
        }
        return findings
    }
}
