import Foundation

/// Finds the words of the notes that somebody may have meant.
struct Spelling {
    let words: WordTable

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
        // Not numbers, of which another one is another thing. Nearly all words need no more than a look at their letters.
        let words = try words.text()
        let text = words.span
        WordTable.forEachWord(in: text) { range in
            guard sizes.contains(range.count) else { return }
            var own: UInt32 = 0
            for index in range { own |= EditDistance.letter(text[index]) }
            guard (own ^ letters).nonzeroBitCount <= most * 2 else { return }
            let candidate = range.map { text[$0] }
            guard let distance = measure.distance(wanted, candidate, limit: most), distance > 0,
                !isShort || candidate.sorted() == wanted.sorted()
            else { return }
            found.append((String(decoding: candidate, as: UTF8.self), distance, candidate.first != wanted.first))
        }
        // A word with one slip less is the likelier one by far.
        let least = found.map(\.distance).min() ?? 0
        return found.filter { $0.distance == least }
            .sorted { ($0.differsAtStart ? 1 : 0, $0.word) < ($1.differsAtStart ? 1 : 0, $1.word) }
            .prefix(limit).map(\.word)
    }
}
