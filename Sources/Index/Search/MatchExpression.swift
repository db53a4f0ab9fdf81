/// An expression of FTS5, with what its phrases stand for.
struct MatchExpression {
    let text: String
    /// For each phrase, in the order of the text.
    let phrases: [FTSRank.Phrase]
    /// Whether titles and headings may hold it: no term must stand in the text or in code.
    let mayBeName: Bool

    /// - Parameter terms: the patterns of each, in the order of the text, with what it is worth.
    init(_ text: String, of terms: [(patterns: [TermPattern], worth: Double)], mayBeName: Bool) {
        self.text = text
        self.mayBeName = mayBeName
        var phrases: [FTSRank.Phrase] = []
        var count = 0
        for (number, term) in terms.enumerated() {
            for (index, pattern) in term.patterns.enumerated() {
                for (way, spellings) in pattern.phrases.enumerated() {
                    let phrase = FTSRank.Phrase(
                        word: count, place: index + way == 0 ? number : -1, length: pattern.tokens.count,
                        worth: term.worth)
                    phrases += spellings.map { _ in phrase }
                    count += 1
                }
            }
        }
        self.phrases = phrases
    }
}
