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
            let fault = Sentence("finding.front-matter.unclosed", "the front matter is never closed")
            findings.append(Finding(.frontMatterUnclosed, line: 1, fault))
        } else {
            let fault = Sentence("finding.front-matter.missing", "the note has no front matter")
            findings.append(Finding(.frontMatterMissing, line: 1, fault))
        }
        let document = Document(parsing: String(source.body), firstLine: source.bodyLine)
        findings += document.excesses.map {
            Finding(.markdownLimit, line: $0.line, Sentence("finding.markdown.\($0.kind)", $0.reason))
        }

        let id = Note.id(ofPath: path)
        let title = BilingualText(Self.title(frontMatter, document) ?? id)
        if frontMatter.title == nil {
            let fault = Sentence("finding.title", "the note has no title; \"%1\" is used", title.full)
            findings.append(Finding(.titleMissing, line: 1, fault))
        }
        var outline = Outline(document, title: title, roles: roles)
        outline.readSymptoms()
        outline.readSections()
        self.init(
            path: path, id: id, title: title, frontMatter: frontMatter, sections: outline.sections,
            links: outline.links, givenAnchors: document.anchors, symptoms: outline.symptoms,
            commands: outline.commands,
            resolutions: outline.resolutions, resolutionCommands: outline.resolutionCommands,
            checklist: outline.checklist, termPairs: outline.termPairs, findings: findings + outline.findings,
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
            let gaps: [(Finding.Rule, Bool, Sentence)] = [
                (
                    .symptomWithoutDetection, !found.isEmpty,
                    Sentence("finding.gap.detection", "%1 has no detection command", symptom.id)
                ),
                (
                    .symptomWithoutPromQL, isMeasured || found.isEmpty,
                    Sentence("finding.gap.promql", "%1 has no PromQL expression", symptom.id)
                ),
                (
                    .symptomWithoutResolution, resolution(of: symptom.id) != nil,
                    Sentence("finding.gap.resolution", "%1 has no resolution", symptom.id)
                ),
            ]
            return gaps.filter { !$0.1 }.map { rule, _, fault in Finding(rule, line: symptom.line, fault) }
        }
    }
}

extension FrontMatter {
    /// What is wrong with the values of known fields.
    fileprivate func findings() -> [Finding] {
        var findings: [Finding] = []
        func report(_ field: Field, _ fault: Sentence) {
            findings.append(Finding(.frontMatterValue, line: field.line, column: field.column, fault))
        }
        for field in fields {
            switch (field.key, field.value) {
            case ("created", .scalar(let text)), ("updated", .scalar(let text)), ("next_review", .scalar(let text)):
                guard CalendarDate(text) == nil else { break }
                report(field, Sentence("finding.value.date", "%1: \"%2\" is not a date", field.key, text))
            case ("review_interval_days", .scalar(let text)):
                guard reviewIntervalDays == nil else { break }
                report(
                    field,
                    Sentence(
                        "finding.value.days", "%1: \"%2\" is not a number of days from 1 to 36500", field.key, text))
            case ("title", .list), ("title", .mapping), ("series", .list), ("series", .mapping), ("chapter", .list),
                ("chapter", .mapping), ("status", .list), ("status", .mapping), ("created", .list),
                ("created", .mapping), ("updated", .list), ("updated", .mapping), ("next_review", .list),
                ("next_review", .mapping), ("review_interval_days", .list), ("review_interval_days", .mapping):
                report(field, Sentence("finding.value.one", "%1: one value is expected here", field.key))
            case ("tags", .mapping), ("aliases", .mapping):
                report(field, Sentence("finding.value.list", "%1: a list is expected here", field.key))
            default: break
            }
        }
        return findings
    }
}
