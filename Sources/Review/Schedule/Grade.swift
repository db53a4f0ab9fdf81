/// How well a note was remembered in a review.
package enum Grade: Int, Sendable, Hashable, Codable, CaseIterable, Comparable {
    case again = 1
    case hard, good, easy

    /// Reads `again`, `hard`, `good` or `easy`, in any case.
    package init?(name: some StringProtocol) {
        let name = name.lowercased()
        guard let grade = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = grade
    }

    /// The English word, in lower case, as the log and the command line write it.
    package var name: String {
        switch self {
        case .again: "again"
        case .hard: "hard"
        case .good: "good"
        case .easy: "easy"
        }
    }

    /// Every grade but Again says that the note was remembered.
    package var isRecall: Bool { self != .again }

    package static func < (left: Grade, right: Grade) -> Bool {
        left.rawValue < right.rawValue
    }
}
