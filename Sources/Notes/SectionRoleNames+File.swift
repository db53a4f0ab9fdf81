extension SectionRoleNames {
    /// The file in which a notes folder names further headings, relative to it.
    package static let path = ".kb/roles.yaml"

    /// The built-in names and those of a file, which maps roles to headings: `detection: [How to see it, 如何確認]`. What
    /// can't be understood is left out, with a finding.
    package static func read(_ yaml: String) -> (names: SectionRoleNames, findings: [Finding]) {
        let (file, faults) = FrontMatter.parse(yaml[...], firstLine: 1)
        var findings = faults.map { fault in
            Finding(.sectionRole, line: fault.line, column: fault.column, fault.sentences)
        }
        var further: [SectionRole: [String]] = [:]
        for field in file.fields {
            func report(_ fault: Sentence) {
                findings.append(Finding(.sectionRole, line: field.line, column: field.column, fault))
            }
            guard let role = SectionRole(rawValue: field.key) else {
                let known = SectionRole.allCases.map(\.rawValue).joined(separator: ", ")
                report(Sentence("finding.role.unknown", "`%1` is no role; the roles are %2", field.key, known))
                continue
            }
            let headings = FrontMatter(fields: [field]).texts(field.key).map { BilingualText($0) }
            if headings.isEmpty { report(Sentence("finding.role.empty", "`%1` names no heading", field.key)) }
            further[role, default: []] += headings.flatMap { [$0.full, $0.english, $0.chinese].compactMap(\.self) }
        }
        return (SectionRoleNames(adding: further), findings)
    }
}
