import Index
package import Notes

extension KnowledgeBase {
    /// What is wrong with the notes, links that lead nowhere among it, by path and line.
    ///
    /// - Parameter advice: the sentence on what to do about a rule.
    package func findings(advice: (Finding.Rule) -> String) throws -> [FindingRow] {
        try ask { database in
            let stored = try database.findings().map { ($0.path, $0.finding) }
            let links = try database.links(onlyUnresolved: true).map { ($0.path, $0.finding) }
            return (stored + links).enumerated().sorted {
                ($0.element.0, $0.element.1.line, $0.offset) < ($1.element.0, $1.element.1.line, $1.offset)
            }.map { FindingRow(path: $0.element.0, finding: $0.element.1, advice: advice($0.element.1.rule)) }
        }
    }
}
