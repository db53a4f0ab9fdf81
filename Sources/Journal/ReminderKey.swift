/// A note that a person is to be reminded of, once for each day on which it falls due.
package struct ReminderKey: Sendable, Hashable {
    /// The name of the note in the review log.
    package var note: String
    /// `YYYY-MM-DD`
    package var due: String

    /// The same key stands for the same reminder on every channel.
    package init(note: String, due: String) {
        self.note = note
        self.due = due
    }
}
