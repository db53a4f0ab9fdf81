/// How an answer came about: what was looked for, and in which stages.
package struct SearchExplanation: Sendable, Equatable {
    /// A term of the query with the folded tokens that it is looked for by.
    package struct Term: Sendable, Equatable {
        package let text: String
        package let tokens: [String]
        package let isExcluded: Bool
        package let scope: SearchQuery.Scope?
    }

    /// A question to the full-text table.
    package struct Stage: Sendable, Equatable {
        package let match: SearchHit.Match
        /// In the language of FTS5.
        package let expression: String
        /// Sections that it brought and that no stage before had brought.
        package let sections: Int
    }

    package var terms: [Term] = []
    package var filters: [SearchQuery.Filter] = []
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

    package let kind: Kind
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
