import Index
import Notes
package import Review

/// What was done to the schedule of a note, and how it stands.
package struct NoteReviews: Sendable {
    /// The events of the note, in order; without any where it was never reviewed.
    package let history: NoteHistory
    /// What front matter and log come to together.
    package let status: NoteHistory.Status

    /// Another text after each change of the schedule. Who sends it along with a grade is told when somebody was faster.
    package var state: String {
        let interval = status.plan.interval.map(String.init) ?? ""
        let next = status.plan.nextReview?.description ?? ""
        return Self.state(interval: interval, next: next, last: history.events.last?.id ?? "")
    }

    /// The state that an event leaves behind, as long as nobody does anything more.
    package static func state(after event: ReviewEvent) -> String {
        state(
            interval: String(event.after.interval), next: event.after.nextReview.description, last: event.id)
    }

    private static func state(interval: String, next: String, last: String) -> String {
        [interval, next, last].joined(separator: "/")
    }
}

extension ReviewStore {
    /// The reviews of the note at a path; nil where there is no such note.
    ///
    /// - Parameter history: the whole log.
    package func reviews(ofNoteAt path: String, in history: ReviewLog) throws -> NoteReviews? {
        guard let entry = try schedules(.note(path)).first else { return nil }
        let events = history.events(ofNote: entry.logName)
        return NoteReviews(history: NoteHistory(events), status: status(of: entry))
    }
}
