import GRDB

/// A note that links ask for and nobody wrote.
package struct WantedNote: Sendable, Equatable {
    /// The name that the links use, as most of them write it.
    package var target: String
    /// The links, by path and line.
    package var links: [LinkEntry]
}

extension IndexDatabase {
    /// The notes that a note links to, by path; not itself.
    package func notes(linkedFromNoteAt path: String, limit: Int = 1000) throws -> [NoteSummary] {
        try writer.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT \(NoteSummary.columns) FROM note WHERE path != ?1 AND id IN (
                        SELECT (\(Self.resolution(of: "link.key", from: "source.path")))
                        FROM note AS source JOIN link ON link.note = source.id WHERE source.path = ?1)
                    ORDER BY path LIMIT ?2
                    """, arguments: [path, limit]
            ).map { NoteSummary($0) }
        }
    }

    /// What notes link to and nobody wrote: the most wanted first.
    package func wantedNotes() throws -> [WantedNote] {
        let links = try links(onlyUnresolved: true).filter { $0.resolvedPath == nil }
        return Dictionary(grouping: links) { NoteRows.key($0.target) }.values
            .map { WantedNote(target: $0[0].target, links: $0) }
            .sorted { ($1.links.count, $0.target) < ($0.links.count, $1.target) }
    }
}
