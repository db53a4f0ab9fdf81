import GRDB
import Notes

/// Finds the Chinese words of the notes that somebody may have meant who wrote one character wrong inside a word.
///
/// A wrong character at either end leaves most of the pairs of characters that a word is looked for by; inside a short one it
/// leaves none. No list of Chinese words is kept: the pairs that the notes hold lead to what may stand in its place.
struct HanSpelling {
    let reader: CandidateReader

    /// Characters that may stand behind another one, of which no more are tried.
    private static let mostTried = 2_000
    /// Corrections whose pairs are held, which are looked for one by one.
    private static let mostLookedFor = 32

    /// Words that differ from one in a character that is neither its first nor its last, each as its pairs; empty where all
    /// pairs stand in the notes, so that a rare word is no slip.
    ///
    /// - Parameter pairs: of a word of three characters or more.
    func corrections(of pairs: [String]) throws -> [[String]] {
        guard (2...TermPattern.mostTokens).contains(pairs.count), pairs.allSatisfy(\.isPair) else { return [] }
        let unknown = try pairs.indices.filter { try reader.frequency(of: "\"\(pairs[$0])\"", upTo: 1) == 0 }
        guard let first = unknown.first, let last = unknown.last, last - first <= 1 else { return [] }
        // The character between two pairs belongs to both.
        let places = (1..<pairs.count).filter { $0 == first && $0 == last || $0 == first + 1 && $0 >= last }
        return try places.flatMap { place -> [[String]] in
            let (before, after) = (String(pairs[place - 1].prefix(1)), String(pairs[place].suffix(1)))
            return try middles(between: before, after).map { middle in
                var corrected = pairs
                (corrected[place - 1], corrected[place]) = (before + middle, middle + after)
                return corrected
            }
        }.prefix(Self.mostLookedFor).map { $0 }
    }

    /// The characters that the notes hold behind one character and before another: from pair to pair, since to go from
    /// place to place would take as long as the notes are.
    private func middles(between before: String, _ after: String) throws -> [String] {
        try String.fetchAll(
            reader.db.cachedStatement(
                sql: """
                    WITH RECURSIVE pair (term) AS (
                        SELECT ?1 UNION ALL
                        SELECT (SELECT term FROM vocabulary WHERE term >= pair.term || char(1) LIMIT 1) AS next FROM pair
                        WHERE next < ?1 || char(0x10FFFF) LIMIT ?3
                    )
                    SELECT substr(term, 2) AS middle FROM pair
                    WHERE length(term) = 2 AND EXISTS (SELECT 1 FROM vocabulary WHERE term = middle || ?2)
                    """),
            arguments: [before, after, Self.mostTried])
    }
}

extension String {
    fileprivate var isPair: Bool { unicodeScalars.count == 2 && hasHan }
}
