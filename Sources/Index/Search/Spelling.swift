import GRDB

/// Finds the words of the notes that somebody may have meant.
struct Spelling {
    let db: Database

    /// Corrections of a folded word, the nearest first, and of equals those that begin alike; at most `limit`.
    ///
    /// One slip is forgiven in a word of four letters, two in one of eight or more.
    func corrections(of word: String, limit: Int = 4) throws -> [String] {
        let wanted = Array(word.utf8)
        guard (4...40).contains(wanted.count) else { return [] }
        let most = wanted.count >= 8 ? 2 : 1
        let letters = EditDistance.letters(of: wanted)
        var measure = EditDistance()
        var found: [(word: String, distance: Int, differsAtStart: Bool)] = []
        let words = try String.fetchCursor(
            db.cachedStatement(sql: "SELECT word FROM word WHERE length(word) BETWEEN ? AND ?"),
            arguments: [wanted.count - most, wanted.count + most])
        while let candidate = try words.next() {
            let bytes = Array(candidate.utf8)
            guard (EditDistance.letters(of: bytes) ^ letters).nonzeroBitCount <= most * 2,
                let distance = measure.distance(wanted, bytes, limit: most), distance > 0
            else { continue }
            found.append((candidate, distance, bytes.first != wanted.first))
        }
        return found.sorted {
            ($0.distance, $0.differsAtStart ? 1 : 0, $0.word) < ($1.distance, $1.differsAtStart ? 1 : 0, $1.word)
        }
        .prefix(limit).map(\.word)
    }
}
