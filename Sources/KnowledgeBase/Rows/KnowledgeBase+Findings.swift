import Index
package import Notes
import Synchronization

extension KnowledgeBase {
    /// What is wrong with the notes, by path and line: links that lead nowhere, and what the commands of runbooks ask in
    /// vain, among it.
    ///
    /// - Parameter advice: the sentence on what to do about a rule.
    package func findings(advice: (Finding.Rule) -> String) throws -> [FindingRow] {
        try found().enumerated().sorted {
            ($0.element.path, $0.element.finding.line, $0.offset) < (
                $1.element.path, $1.element.finding.line, $1.offset
            )
        }.map {
            FindingRow(path: $0.element.path, finding: $0.element.finding, advice: advice($0.element.finding.rule))
        }
    }

    /// How many there are. Counted again when a file has changed, whoever stored that: runbooks are read for it.
    package func findingCount() throws -> Int {
        let files = try ask { try $0.filesFingerprint() }
        if let files, let counted = counted.withLock({ $0 }), counted.files == files { return counted.findings }
        let findings = try found().count
        counted.withLock { $0 = files.map { ($0, findings) } }
        return findings
    }

    private func found() throws -> [(path: String, finding: Finding)] {
        let roles = roles
        // A file that has gone since the index was brought up to date is no reason to tell nothing.
        let detection = try ask { try $0.notes(.runbooks) }.map(\.path).flatMap { path in
            (try? note(at: path, roles: roles.names))?.note.detectionFindings.map { (path, $0) } ?? []
        }
        let headings = roles.findings.map { (SectionRoleNames.path, $0) }
        return try ask { database in
            let links = try database.links(onlyUnresolved: true).map { ($0.path, $0.finding) }
            return try headings + database.findings() + links + detection
        }
    }
}
