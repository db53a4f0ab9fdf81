package import Index
package import Notes
package import Review

extension ReviewPlan {
    /// What a front matter says of reviews.
    package init(_ front: FrontMatter) {
        self.init(
            interval: front.reviewIntervalDays, nextReview: front.nextReview, created: front.created,
            updated: front.updated, isPaused: NoteStatus.isPaused(front.status),
            isFixed: front.text("review")?.lowercased() == "fixed")
    }

    /// The same, as the index keeps it.
    package init(_ entry: ScheduleEntry) {
        self.init(
            interval: entry.interval, nextReview: entry.nextReview, created: entry.created, updated: entry.updated,
            isPaused: entry.isPaused, isFixed: entry.isFixed)
    }
}
