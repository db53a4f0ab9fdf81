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
        var claimed = BilingualNames<SectionRole>()
        for field in file.fields {
            func report(_ fault: Sentence) {
                findings.append(Finding(.sectionRole, line: field.line, column: field.column, fault))
            }
            guard let role = SectionRole(rawValue: field.key) else {
                let known = SectionRole.allCases.map(\.rawValue).joined(separator: ", ")
                report(Sentence("finding.role.unknown", "`%1` is no role; the roles are %2", field.key, known))
                continue
            }
            let texts = FrontMatter(fields: [field]).texts(field.key)
            if texts.isEmpty {
                report(Sentence("finding.role.empty", "`%1` names no heading", field.key))
            } else if case .list(let values) = field.value, values.count > texts.count {
                report(Sentence("finding.role.value", "`%1` holds something that is no heading", field.key))
            }
            for text in texts {
                let heading = BilingualText(text)
                for name in [heading.full, heading.english, heading.chinese].compactMap(\.self) {
                    if let other = claimed.meaning(ofName: name), other != role {
                        report(
                            Sentence("finding.role.taken", "\"%1\" is a heading of %2 already", name, other.rawValue))
                        continue
                    }
                    claimed.add([name], for: role)
                    further[role, default: []].append(name)
                }
            }
        }
        return (SectionRoleNames(adding: further), findings)
    }
}
