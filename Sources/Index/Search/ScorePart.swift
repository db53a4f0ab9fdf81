/// A part of the score of a hit.
package struct ScorePart: Sendable, Equatable {
    /// What a part of the score is given for.
    package enum Kind: Sendable, Equatable {
        /// What a word of the query brings alone.
        case word(String)
        /// All words side by side.
        case phrase
        /// All words close together.
        case nearness
        /// The query is a title or heading in whole, or its beginning.
        case wholeName
        /// What further sections of the note add.
        case otherSections
    }

    /// What it is given for.
    package let kind: Kind
    /// Above 0; the parts of a hit add up to its score.
    package let value: Double
}

extension NoteGathering.Entry {
    /// The parts of the score that are not nothing; they add up to it.
    ///
    /// - Parameter terms: the texts of the terms, in the order of `words`.
    func parts(_ terms: [String]) -> [ScorePart] {
        let words = zip(terms, words).map { ScorePart(kind: .word($0), value: $1) }
        let others = [
            ScorePart(kind: .phrase, value: together.phrase), ScorePart(kind: .nearness, value: together.nearness),
            ScorePart(kind: .wholeName, value: together.wholeName),
            ScorePart(kind: .otherSections, value: otherSections),
        ]
        return (words + others).filter { $0.value > 0 }
    }
}
