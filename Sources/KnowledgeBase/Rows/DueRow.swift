package import Index
import Notes
package import Review

/// A note that is due for review.
///
/// Keys: `note` (id), `path`, `title`, `next_review` (`YYYY-MM-DD`), `days_overdue` (0 on the day, negative before),
/// `interval_days` (or null), `retrievability` (the probability that it is remembered today, 0 to 1, or null), `urgency`
/// (of its most urgent symptom: `critical`, `high`, `medium`, `low`, or null), `series` (or null).
package struct DueRow: Row {
    /// What is known of the note.
    package let entry: ScheduleEntry
    /// Its place in the queue of the day.
    package let due: DueNote

    /// Both must be of one note.
    package init(_ entry: ScheduleEntry, _ due: DueNote) {
        self.entry = entry
        self.due = due
    }

    package var path: String { entry.path }

    package var object: JSONObject {
        [
            "note": .text(entry.note), "path": .text(entry.path), "title": .text(entry.title),
            "next_review": .text(due.due.description), "days_overdue": .integer(due.daysOverdue),
            "interval_days": due.interval.map { .integer($0) } ?? .null,
            "retrievability": due.retrievability.map { .decimal($0) } ?? .null,
            "urgency": .optional(entry.urgency?.rawValue), "series": .optional(entry.series),
        ]
    }
}
