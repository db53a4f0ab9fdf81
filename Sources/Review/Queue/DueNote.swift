package import Notes

/// A note in the queue of a day.
package struct DueNote: Sendable, Hashable {
    /// What the item calls the note.
    package var note: String
    /// The day on which it fell due, or falls due.
    package var due: CalendarDate
    /// Days since it fell due; 0 on the day, negative before.
    package var daysOverdue: Int
    /// Days; nil when the front matter gives none.
    package var interval: Int?
    /// Days since the last review by days of the interval: 1 on the due day; what is most overdue comes first.
    package var urgency: Double
    /// The probability that it is recalled on the day; nil when nothing is known of its memory.
    package var retrievability: Double?
    /// That of the note as the queue saw it.
    package var importance: Int
}
