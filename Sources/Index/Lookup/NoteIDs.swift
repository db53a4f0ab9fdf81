import GRDB

extension IndexDatabase {
    /// The ids, in any of their cases, that several notes have: a link, too, does not tell them apart.
    static let sharedNames = "SELECT name FROM note GROUP BY name COLLATE NOCASE HAVING count(*) > 1"

    /// The ids, in lower case, that more than one note has, because their files share a name.
    package func sharedIDs() throws -> Set<String> {
        try writer.read { db in
            Set(
                try String.fetchAll(db, sql: Self.sharedNames).map { $0.lowercased() })
        }
    }

    /// The notes that have an id, whatever its case, by path.
    package func notes(withID id: String) throws -> [NoteSummary] {
        try writer.read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT \(NoteSummary.columns) FROM note WHERE name = ? COLLATE NOCASE ORDER BY note.path",
                arguments: [id]
            ).map { NoteSummary($0) }
        }
    }

    /// The notes whose id begins so, whatever its case, by path; none for less than two characters, which tell nothing.
    package func notes(withIDBeginning start: String) throws -> [NoteSummary] {
        guard start.count >= 2 else { return [] }
        return try writer.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT \(NoteSummary.columns) FROM note
                    WHERE substr(name, 1, length(?1)) = ?1 COLLATE NOCASE ORDER BY note.path
                    """,
                arguments: [start]
            ).map { NoteSummary($0) }
        }
    }
}
