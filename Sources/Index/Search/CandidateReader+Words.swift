import GRDB

/// The words that the notes hold.
extension CandidateReader {
    /// Those that words are completed and corrected with.
    var words: WordTable { WordTable(db: db) }

    /// In how many sections an expression matches, counted up to a bound.
    func frequency(of expression: String, upTo bound: Int = 5000) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: "SELECT count(*) FROM (SELECT 1 FROM text WHERE text MATCH ? LIMIT ?)"),
            arguments: [expression, bound]) ?? 0
    }
}
