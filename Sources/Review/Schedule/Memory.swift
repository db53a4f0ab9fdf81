package import Notes

/// What FSRS knows of how well a note is remembered.
package struct Memory: Sendable, Hashable {
    /// Days after which the note is recalled with a probability of 0.9; at least 0.001.
    package var stability: Double
    /// How hard the note is, from 1 to 10.
    package var difficulty: Double
    /// The review day on which it was last seen.
    package var lastReview: CalendarDate

    /// A memory as a log or `FSRS` has it; its bounds are not checked here.
    package init(stability: Double, difficulty: Double, lastReview: CalendarDate) {
        self.stability = stability
        self.difficulty = difficulty
        self.lastReview = lastReview
    }
}
