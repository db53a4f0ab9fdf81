/// What a search found, and what it did to find it.
package struct SearchAnswer: Sendable, Equatable {
    /// Best first; each note once.
    package var hits: [SearchHit]
    /// Notes that hold all the words, or as many as were looked at.
    package var total: Int
    /// Whether there may be more notes than `total`.
    package var isCut = false
    /// Words that were looked for in other forms, corrected, left out or not left out.
    package var changes: [Change]

    /// What was looked for, and how: for `--explain`, and to tell a query that asks for nothing from one nobody answers.
    package var explanation = SearchExplanation()

    /// Something of the query that was not looked for as it was typed.
    package struct Change: Sendable, Equatable {
        /// What was done instead.
        package enum Kind: String, Sendable {
            case corrected, expanded, leftOut
            /// Held by few notes only, so that words like it were looked for, too.
            case similar
            /// A phrase that no note holds, of which the words were looked for.
            case relaxed
            /// To be left out, and looked for all the same, because nothing was found without it.
            case included
            /// A filter by dates, of which one can't be read, so that nothing is chosen by it.
            case unreadable
            /// A filter that no note meets, whatever words stand beside it; what notes have is like the replacements.
            case unmet
        }

        /// Whether it is a filter that no note meets, with values that notes have.
        package var isUnmetButLike: Bool { kind == .unmet && !replacements.isEmpty }

        /// Whether the query is at fault, not the notes.
        package var isAboutFilter: Bool { kind == .unreadable || kind == .unmet }

        /// Decides what `replacements` holds.
        package var kind: Kind
        /// As typed.
        package var word: String
        /// What was looked for in its place or beside it; empty where nothing was.
        package var replacements: [String]
    }

    /// Whether no note answers the query whole: somebody should write one. Where nothing was to be looked for, or a filter
    /// can't be read, the query is at fault, and no note is wanted.
    package var isUnanswered: Bool {
        hits.allSatisfy { $0.match == .partial }
            && explanation.terms.contains { !$0.isExcluded && !$0.tokens.isEmpty }
            && !changes.contains { $0.isAboutFilter }
    }

    /// The answer to a query that asks for nothing.
    package static let nothing = SearchAnswer(hits: [], total: 0, changes: [])
}
