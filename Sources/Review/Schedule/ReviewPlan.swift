package import Notes

/// What the front matter of a note says about its reviews.
package struct ReviewPlan: Sendable, Hashable {
    /// `review_interval_days`: at least 1.
    package var interval: Int?
    /// `next_review`.
    package var nextReview: CalendarDate?
    /// The day the note was begun; with an interval it gives the first review.
    package var created: CalendarDate?
    /// The day of the last change; it goes before `created`.
    package var updated: CalendarDate?
    /// `status` is `archived` or `draft`: such a note is never due.
    package var isPaused: Bool
    /// `review: fixed`: the author's interval holds for ever.
    package var isFixed: Bool

    /// A plan without a next review and an interval never falls due; an interval below 1 counts as none.
    package init(
        interval: Int? = nil, nextReview: CalendarDate? = nil, created: CalendarDate? = nil,
        updated: CalendarDate? = nil, isPaused: Bool = false, isFixed: Bool = false
    ) {
        self.interval = interval.flatMap { $0 >= 1 ? $0 : nil }
        self.nextReview = nextReview
        self.created = created
        self.updated = updated
        self.isPaused = isPaused
        self.isFixed = isFixed
    }

    /// The day of the next review: `next_review`, else the interval after `updated`, else after `created`; nil when the
    /// front matter does not say.
    package var scheduled: CalendarDate? {
        if let nextReview { return nextReview }
        guard let interval, let start = updated ?? created else { return nil }
        return start.addingClamped(days: interval)
    }

    /// The day on which the note falls due; nil also when it is paused.
    package var due: CalendarDate? { isPaused ? nil : scheduled }
}

extension CalendarDate {
    /// The day that many days later, held within the years that can be written, 0 to 9999.
    package func addingClamped(days: Int) -> CalendarDate {
        let (sum, overflow) = daysSinceEpoch.addingReportingOverflow(days)
        let earliest = -719_528
        let latest = 2_932_896
        guard !overflow else { return CalendarDate(daysSinceEpoch: days < 0 ? earliest : latest) }
        return CalendarDate(daysSinceEpoch: min(max(sum, earliest), latest))
    }
}
