package import Notes

/// One line of the log: something that a person did to the schedule of a note.
package struct ReviewEvent: Sendable, Hashable {
    /// What the person did.
    package enum Action: Sendable, Hashable {
        case review(Grade)
        /// The schedule was set by hand through `kb`.
        case reschedule
        /// Put off to another day; interval and memory stay.
        case snooze
        /// Takes back the event with that id, which may be an undo itself.
        case undo(of: String)
    }

    /// What the front matter said before; its fields may have been missing.
    package struct Before: Sendable, Hashable {
        /// Days; nil where the front matter had none.
        package var interval: Int?
        /// Nil where the front matter had none.
        package var nextReview: CalendarDate?
        /// What was known of how well it is remembered; nil before the first review.
        package var memory: Memory?

        /// Without values it is a note whose front matter said nothing of reviews.
        package init(interval: Int? = nil, nextReview: CalendarDate? = nil, memory: Memory? = nil) {
            self.interval = interval
            self.nextReview = nextReview
            self.memory = memory
        }
    }

    /// What is written to the front matter, and the memory that goes with it.
    package struct After: Sendable, Hashable {
        /// Days.
        package var interval: Int
        /// The day of the next review.
        package var nextReview: CalendarDate
        /// Nil where nothing is known: the schedule was set before any review.
        package var memory: Memory?

        /// What the front matter is to say; an interval without a memory is the author's word.
        package init(interval: Int, nextReview: CalendarDate, memory: Memory? = nil) {
            self.interval = interval
            self.nextReview = nextReview
            self.memory = memory
        }
    }

    /// Unique among all writers, such as a UUID.
    package var id: String
    /// With the offset from UTC of the person's clock; events are ordered by it, then by id.
    package var time: Timestamp
    /// The review day of the person at that time.
    package var day: CalendarDate
    /// The name of the note in the log: its id, or its path where several notes shared the id.
    package var note: String
    /// Where the note was, relative to the notes folder: it tells whose events these are once another note has the id.
    package var path: String?
    /// The name of the writer, such as `alice@laptop`.
    package var who: String
    /// What they did.
    package var action: Action
    /// What it can be undone to.
    package var before: Before
    /// What it led to.
    package var after: After

    /// An event to be appended; one that was read comes from `init(line:)`.
    package init(
        id: String, time: Timestamp, day: CalendarDate, note: String, path: String? = nil, who: String, action: Action,
        before: Before, after: After
    ) {
        self.id = id
        self.time = time
        self.day = day
        self.note = note
        self.path = path
        self.who = who
        self.action = action
        self.before = before
        self.after = after
    }

    /// The grade of a review; nil for other actions.
    package var grade: Grade? {
        if case .review(let grade) = action { grade } else { nil }
    }

    /// The values to be written into the note.
    package var edit: FrontMatterEdit {
        FrontMatterEdit(interval: after.interval, nextReview: after.nextReview)
    }

    /// The order of all events: by time, then by the bytes of the id.
    package static func isOrdered(_ left: ReviewEvent, _ right: ReviewEvent) -> Bool {
        if left.time < right.time { return true }
        if right.time < left.time { return false }
        return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
    }
}
