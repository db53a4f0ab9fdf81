package import Notes

/// The reviews of one note, folded together with what its front matter says now.
package struct NoteHistory: Sendable {
    /// In order of time, then id.
    package let events: [ReviewEvent]
    /// Those that no undo has taken back, undos left out.
    package let effective: [ReviewEvent]
    private let undone: Set<String>

    /// - Parameter events: of one note, in order, as `ReviewLog` gives them.
    package init(_ events: [ReviewEvent] = []) {
        var undone: Set<String> = []
        for event in events.reversed() where !undone.contains(event.id) {
            if case .undo(let id) = event.action { undone.insert(id) }
        }
        self.events = events
        self.undone = undone
        effective = events.filter { event in
            if case .undo = event.action { return false }
            return !undone.contains(event.id)
        }
    }

    /// Where the note stands.
    package struct Status: Sendable, Hashable {
        /// What is remembered of the note; nil when neither log nor front matter says.
        package var memory: Memory?
        /// The schedule that holds: of the front matter, or of the log where the file lags behind it.
        package var plan: ReviewPlan
        /// Values that the log holds and the file does not have yet: after a crash between the two, or after a merge.
        package var outstanding: FrontMatterEdit?
        /// The front matter was changed by other hands since the last event, and holds.
        package var isEditedByHand: Bool
    }

    /// Folds the log with the front matter.
    package func status(_ plan: ReviewPlan, scheduler: Scheduler) -> Status {
        Status(plan, folded: folded, scheduler: scheduler)
    }

    /// The events as a cache keeps them; nil without any.
    package var folded: FoldedHistory? {
        let replay = HistoryReplay(events, undone: undone)
        return replay.held.map { held in
            FoldedHistory(
                wanted: held, leftBehind: replay.states, reviewed: effective.last { $0.grade != nil }?.day)
        }
    }

    // MARK: - Writing

    /// Who does something to the note, when, and by which new id.
    package struct Stamp: Sendable, Hashable {
        /// Unique among all writers, such as a UUID.
        package var id: String
        /// With the offset from UTC of the person's clock.
        package var time: Timestamp
        /// The review day of that time.
        package var day: CalendarDate
        /// The name of the writer, such as `alice@laptop`.
        package var who: String

        /// That the id is new is for the caller to see to.
        package init(id: String, time: Timestamp, day: CalendarDate, who: String) {
            self.id = id
            self.time = time
            self.day = day
            self.who = who
        }
    }

    /// The event to log for what is done to the note now. Its time is after that of every earlier event, also where
    /// the clock was set back, so that it stands last.
    package func event(
        _ action: ReviewEvent.Action, note: String, status: Status, after: ReviewEvent.After, stamp: Stamp
    ) -> ReviewEvent {
        var time = stamp.time
        if let last = events.last?.time, !(last < time) {
            time.seconds = last.seconds
            time.nanoseconds = last.nanoseconds + 1
            if time.nanoseconds > 999_999_999 {
                time.seconds += 1
                time.nanoseconds = 0
            }
        }
        return ReviewEvent(
            id: stamp.id, time: time, day: stamp.day, note: note, who: stamp.who, action: action,
            before: ReviewEvent.Before(
                interval: status.plan.interval, nextReview: status.plan.nextReview, memory: status.memory),
            after: after)
    }

    /// The event that takes back the last one that counts; nil when there is none.
    package func undo(status: Status, stamp: Stamp) -> ReviewEvent? {
        guard let last = effective.last else { return nil }
        var undo = event(.undo(of: last.id), note: last.note, status: status, after: last.restored, stamp: stamp)
        // What it found is not what holds without it where somebody else's event, come by a merge, stands before it.
        if let held = NoteHistory(events + [undo]).folded?.wanted { undo.after = held }
        return undo
    }
}
