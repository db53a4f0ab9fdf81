package import Notes

/// A note that answers a query, by its best section.
package struct SearchHit: Sendable, Equatable {
    /// How the note answers the query, from best to least.
    package enum Match: String, Sendable, Codable, Comparable {
        /// It holds all the words.
        case exact
        /// It holds other forms, translations or regional variants of the words.
        case expanded
        /// It holds words like those typed, which are taken for slips.
        case corrected
        /// It holds some of the words.
        case partial

        package static func < (left: Match, right: Match) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .exact: 0
            case .expanded: 1
            case .corrected: 2
            case .partial: 3
            }
        }
    }

    /// The id of the note.
    package var note: String
    /// Relative to the notes folder.
    package var path: String
    /// Of the note.
    package var title: BilingualText
    /// The heading of the best section, and those above it, the outermost first.
    package var headings: [String]
    /// The headings where the title stands beside them already.
    package var headingsBelowTitle: [String] { headings.filter { $0 != title.full } }
    /// The heading of the best section; empty for the beginning of the note.
    package var heading: String { headings.last ?? "" }
    /// The anchor of the section; empty for the beginning of the note.
    package var anchor: String
    /// The first line that holds a word of the query, or else the section's; 1-based.
    package var line: Int
    /// The symptom that the section is about.
    package var symptom: String?
    /// Of that symptom.
    package var urgency: Urgency?
    /// Of the note, as written.
    package var status: String?
    /// Of the note.
    package var nextReview: CalendarDate?
    /// Higher is better; comparable within one answer only.
    package var score: Double
    /// What the score is made of.
    package var parts: [ScorePart]
    /// Where the words of the query stand in the section.
    package var snippet: Snippet
    /// The words of the section and of its names that answer, as they are written there, each once.
    package var found: [String] = []
    /// How well the note answers, whatever its score.
    package var match: Match
}
