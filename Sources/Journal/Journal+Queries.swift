import GRDB

extension Journal {
    /// The longest query that is kept, in bytes, and how many of one notes folder: what strangers type stays bounded.
    static let longestQuery = 400
    static let mostQueries = 1_000

    /// Counts a query that nothing answered. Queries that differ only in case and spaces are one.
    ///
    /// - Parameters:
    ///   - notes: the notes folder it was asked of.
    ///   - now: seconds since 1970.
    package func recordUnanswered(_ text: String, notes: String, now: Double) throws {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !words.isEmpty, words.utf8.count <= Self.longestQuery else { return }
        try database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO query VALUES (?, ?, ?, 1, ?)
                    ON CONFLICT DO UPDATE SET count = count + 1, text = excluded.text, last = max(last, excluded.last)
                    """, arguments: [notes, words.lowercased(), words, now])
            try db.execute(
                sql: """
                    DELETE FROM query WHERE notes = ?1 AND key NOT IN
                        (SELECT key FROM query WHERE notes = ?1 ORDER BY count DESC, last DESC, key LIMIT ?2)
                        AND key <> ?3
                    """, arguments: [notes, Self.mostQueries, words.lowercased()])
        }
    }

    /// The queries of a notes folder that nothing answered: the most frequent first, then the newest.
    package func unansweredQueries(notes: String, limit: Int) throws -> [UnansweredQuery] {
        try database.read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT text, count, last FROM query WHERE notes = ? ORDER BY count DESC, last DESC, key LIMIT ?",
                arguments: [notes, limit]
            ).map { UnansweredQuery(text: $0["text"], count: $0["count"], last: $0["last"]) }
        }
    }

    /// Forgets a query that a note answers now.
    package func forgetQuery(_ text: String, notes: String) throws {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        try database.write { db in
            try db.execute(
                sql: "DELETE FROM query WHERE notes = ? AND key = ?", arguments: [notes, words.lowercased()])
        }
    }
}
