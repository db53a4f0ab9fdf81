import GRDB

/// Tells which note a section is of, and asks the index once a note: its sections are stored one after the other, and a row
/// of them is long.
struct NoteRanges {
    private let db: Database
    /// Few in one search, so that looking through them takes less than hashing.
    private var known: [(first: Int64, last: Int64, note: Int64)] = []

    init(db: Database) {
        self.db = db
    }

    /// Nil when there is no such section.
    mutating func note(of section: Int64) throws -> Int64? {
        if let range = known.first(where: { $0.first <= section && section <= $0.last }) { return range.note }
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT note,
                        (SELECT id FROM section AS first WHERE first.note = section.note ORDER BY ordinal LIMIT 1),
                        (SELECT id FROM section AS last WHERE last.note = section.note ORDER BY ordinal DESC LIMIT 1)
                    FROM section WHERE id = ?
                    """),
            arguments: [section])
        guard let row else { return nil }
        let (note, first, last): (Int64, Int64, Int64) = (row[0], row[1], row[2])
        known.append((min(first, section), max(last, section), note))
        return note
    }
}
