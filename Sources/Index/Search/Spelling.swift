import GRDB

/// Finds the words of the notes that somebody may have meant.
struct Spelling {
    let db: Database

    /// Bytes of the shortest word that is corrected, and only where two of its letters are swapped.
    static let shortest = 3
    /// Bytes of a word that is worth correcting; names of alerts are long.
    private static let lengths = shortest...TokenReader.longestWhole

    /// The nearest words to a folded one, those that begin alike first; at most `limit`.
    ///
    /// One slip is forgiven in a word of four letters, two in one of eight or more; in one of three two swapped letters.
    func corrections(of word: String, limit: Int = 4) throws -> [String] {
        let wanted = Array(word.utf8)
        guard Self.lengths.contains(wanted.count) else { return [] }
        let most = wanted.count >= 8 ? 2 : 1
        let isShort = wanted.count == Self.shortest
        let sizes = isShort ? 3...3 : max(Self.shortest + 1, wanted.count - most)...(wanted.count + most)
        let letters = EditDistance.letters(of: wanted)
        var measure = EditDistance()
        var found: [(word: String, distance: Int, differsAtStart: Bool)] = []
        // Not numbers, of which another one is another thing; in one piece, because nearly all words need no more than a
        // look at their letters.
        let words =
            try String.fetchOne(
                db.cachedStatement(
                    sql: "SELECT group_concat(word, ' ') FROM word WHERE is_number = 0 AND length BETWEEN ? AND ?"),
                arguments: [sizes.lowerBound, sizes.upperBound]) ?? ""
        let text = words.utf8.span
        var start = 0
        while start < text.count {
            var end = start
            var own: UInt32 = 0
            while end < text.count, text[end] != UInt8(ascii: " ") {
                own |= EditDistance.letter(text[end])
                end += 1
            }
            if (own ^ letters).nonzeroBitCount <= most * 2 {
                let candidate = (start..<end).map { text[$0] }
                if let distance = measure.distance(wanted, candidate, limit: most), distance > 0,
                    !isShort || candidate.sorted() == wanted.sorted()
                {
                    let word = String(decoding: candidate, as: UTF8.self)
                    found.append((word, distance, candidate.first != wanted.first))
                }
            }
            start = end + 1
        }
        // A word with one slip less is the likelier one by far.
        let least = found.map(\.distance).min() ?? 0
        return found.filter { $0.distance == least }
            .sorted { ($0.differsAtStart ? 1 : 0, $0.word) < ($1.differsAtStart ? 1 : 0, $1.word) }
            .prefix(limit).map(\.word)
    }
}
