/// How an answer came about: what was looked for, and in which stages.
package struct SearchExplanation: Sendable, Equatable {
    /// A term of the query with the folded tokens that it is looked for by.
    package struct Term: Sendable, Equatable {
        /// As typed.
        package let text: String
        /// Folded; empty where the text holds nothing that can be looked for.
        package let tokens: [String]
        /// Whether what holds it is left out.
        package let isExcluded: Bool
        /// Where it must stand; nil for anywhere.
        package let scope: SearchQuery.Scope?
    }

    /// A question to the full-text table.
    package struct Stage: Sendable, Equatable {
        /// How notes that this stage brings answer the query.
        package let match: SearchHit.Match
        /// In the language of FTS5.
        package let expression: String
        /// Sections that it brought and that no stage before had brought.
        package let sections: Int
    }

    /// In the order of typing.
    package var terms: [Term] = []
    /// In the order of typing.
    package var filters: [SearchQuery.Filter] = []
    /// In the order in which they were asked, each wider than the one before.
    package var stages: [Stage] = []
}

extension SearchExplanation {
    init(_ query: SearchQuery) {
        terms = query.terms.map { term in
            Term(
                text: term.text, tokens: TermPattern(term.text)?.tokens ?? [], isExcluded: term.isExcluded,
                scope: term.scope)
        }
        filters = query.filters
    }
}

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
