import GRDB

/// The words that the notes hold.
extension CandidateReader {
    /// The words of the notes with a beginning, the shortest ones first, numbers last.
    func words(beginning: String, limit: Int) throws -> WordList {
        let some = try String.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT word FROM (
                        SELECT * FROM word WHERE word >= ?1 AND word < ?1 || char(0x10FFFF) ORDER BY word LIMIT ?2
                    ) ORDER BY is_number, length, word
                    """),
            arguments: [beginning, limit + 1])
        return some.count <= limit
            ? WordList(words: some, isAll: true)
            : WordList(words: try shortestWords(beginning: beginning, limit: limit), isAll: false)
    }

    /// Of many words with a beginning the shortest ones, numbers last: a look at each length, without one at the others.
    private func shortestWords(beginning: String, limit: Int) throws -> [String] {
        let find = try db.cachedStatement(
            sql: """
                WITH RECURSIVE each_length (length) AS (
                    SELECT ?2 UNION ALL
                    SELECT (SELECT min(length) FROM word WHERE is_number = ?1 AND word.length > each_length.length) AS next
                    FROM each_length WHERE next IS NOT NULL
                )
                SELECT word FROM each_length CROSS JOIN word USING (length)
                WHERE is_number = ?1 AND word >= ?3 AND word < ?3 || char(0x10FFFF) LIMIT ?4
                """)
        let words = try [false, true].flatMap { isNumber in
            try String.fetchAll(find, arguments: [isNumber, beginning.utf8.count, beginning, limit])
        }
        return Array(words.prefix(limit))
    }

    /// Those of some words of small letters that the notes hold.
    func held(_ words: [String]) throws -> [String] {
        guard !words.isEmpty else { return [] }
        return try String.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT value FROM json_each(?)
                    WHERE EXISTS (SELECT 1 FROM word WHERE is_number = 0 AND length = length(value) AND word = value)
                    ORDER BY key
                    """),
            arguments: ["[\"" + words.joined(separator: "\",\"") + "\"]"])
    }

    /// In how many sections an expression matches, counted up to a bound.
    func frequency(of expression: String, upTo bound: Int = 5000) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: "SELECT count(*) FROM (SELECT 1 FROM text WHERE text MATCH ? LIMIT ?)"),
            arguments: [expression, bound]) ?? 0
    }
}
