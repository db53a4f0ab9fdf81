package import Notes

/// How fresh a note is, by its author's word and by the review log.
package struct NoteFreshness: Sendable, Equatable {
    /// By the front matter's word; nil where it names no day.
    package var updated: CalendarDate?
    /// Nil for a note that was never reviewed.
    package var reviewed: CalendarDate?
}
