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
