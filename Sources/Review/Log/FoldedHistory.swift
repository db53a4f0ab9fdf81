package import Notes

/// What a schedule needs of the log of one note: small enough to be kept in a cache for thousands of notes.
package struct FoldedHistory: Sendable, Hashable {
    /// The two values of a front matter, which may be missing.
    package struct Written: Sendable, Hashable {
        /// Days; nil where the field is missing or holds no number.
        package var interval: Int?
        /// Nil where the field is missing or names no day.
        package var nextReview: CalendarDate?

        /// Without values it is a front matter that says nothing of reviews.
        package init(interval: Int? = nil, nextReview: CalendarDate? = nil) {
            self.interval = interval
            self.nextReview = nextReview
        }

        init(_ before: ReviewEvent.Before) {
            self.init(interval: before.interval, nextReview: before.nextReview)
        }

        init(_ after: ReviewEvent.After) {
            self.init(interval: after.interval, nextReview: after.nextReview)
        }
    }

    /// Rises when events are folded in another way, so that what caches keep of before is folded anew.
    package static let version = 3

    /// What the file should hold by the log alone, with the memory that goes with it.
    package var wanted: ReviewEvent.After
    /// What the file held at one time, by the log: a file that holds it again lags behind.
    package var leftBehind: Set<Written>
    /// The day of the last review that counts; nil where there was none, only dates set by hand.
    package var reviewed: CalendarDate?

    /// A history that was folded before, as a cache gives it back.
    package init(wanted: ReviewEvent.After, leftBehind: Set<Written>, reviewed: CalendarDate? = nil) {
        self.wanted = wanted
        self.leftBehind = leftBehind
        self.reviewed = reviewed
    }
}

extension NoteHistory.Status {
    /// Folds the log with the front matter.
    ///
    /// The front matter either agrees with the log; or holds a state that the log has left behind, and is to be written
    /// again; or holds what nobody logged, an edit by hand, which wins. A hand that changed only the date put the review off
    /// and leaves the memory; a new interval is the author's word anew.
    ///
    /// - Parameter folded: nil for a note without a log.
    package init(_ plan: ReviewPlan, folded: FoldedHistory?, scheduler: Scheduler) {
        guard let folded else {
            self.init(memory: scheduler.seed(plan), plan: plan, outstanding: nil, isEditedByHand: false)
            return
        }
        let wanted = folded.wanted
        let written = FoldedHistory.Written(interval: plan.interval, nextReview: plan.nextReview)
        let target = FoldedHistory.Written(wanted)
        if written == target {
            self.init(memory: wanted.memory, plan: plan, outstanding: nil, isEditedByHand: false)
        } else if folded.leftBehind.contains(written) {
            var healed = plan
            healed.interval = wanted.interval
            healed.nextReview = wanted.nextReview
            let edit = FrontMatterEdit(interval: wanted.interval, nextReview: wanted.nextReview)
            self.init(memory: wanted.memory, plan: healed, outstanding: edit, isEditedByHand: false)
        } else {
            var memory = plan.interval == wanted.interval ? wanted.memory : scheduler.seed(plan)
            if let difficulty = wanted.memory?.difficulty { memory?.difficulty = difficulty }
            self.init(memory: memory, plan: plan, outstanding: nil, isEditedByHand: true)
        }
    }
}
