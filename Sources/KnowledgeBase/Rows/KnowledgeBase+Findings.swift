import Index
package import Notes

extension KnowledgeBase {
    /// What is wrong with the notes, by path and line: links that lead nowhere, and what the commands of runbooks ask in
    /// vain, among it.
    ///
    /// - Parameter advice: the sentence on what to do about a rule.
    package func findings(advice: (Finding.Rule) -> String) throws -> [FindingRow] {
        let detection = try ask { try $0.notes(.runbooks) }.map(\.path)
            .flatMap { path in try note(at: path).note.detectionFindings.map { (path, $0) } }
        let headings = roles.findings.map { (SectionRoleNames.path, $0) }
        return try ask { database in
            let stored = try database.findings().map { ($0.path, $0.finding) }
            let links = try database.links(onlyUnresolved: true).map { ($0.path, $0.finding) }
            return (headings + stored + links + detection).enumerated().sorted {
                ($0.element.0, $0.element.1.line, $0.offset) < ($1.element.0, $1.element.1.line, $1.offset)
            }.map { FindingRow(path: $0.element.0, finding: $0.element.1, advice: advice($0.element.1.rule)) }
        }
    }
}
