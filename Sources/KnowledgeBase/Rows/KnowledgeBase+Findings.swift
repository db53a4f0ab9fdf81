import Index
import Notes

extension KnowledgeBase {
    /// What is wrong with one note or with all, links that lead nowhere among it, by path and line.
    ///
    /// - Parameter path: of the note; nil for all notes.
    package func findings(ofNoteAt path: String? = nil) throws -> [FindingRow] {
        try ask { database in
            let stored = try database.findings().filter { path == nil || $0.path == path }
                .map { FindingRow(path: $0.path, finding: $0.finding) }
            let links = try database.links(ofNoteAt: path, onlyUnresolved: true).map { link in
                FindingRow(
                    path: link.path,
                    finding: Finding(.unresolvedLink, line: link.line, message: "no note is named \"\(link.target)\""))
            }
            return (stored + links).enumerated().sorted {
                ($0.element.path, $0.element.finding.line, $0.offset)
                    < ($1.element.path, $1.element.finding.line, $1.offset)
            }.map(\.element)
        }
    }
}
