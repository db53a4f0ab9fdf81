package import Notes

/// What is due on a day, in the order of review.
package struct DueQueue: Sendable {
    /// Due notes, most overdue for their interval first; then the less likely recalled, the more important, the longer due,
    /// and what the item calls the note, in the order of its bytes.
    package let notes: [DueNote]
    /// Notes that fall due later within the days asked for, by day and then in the same order.
    package let upcoming: [DueNote]

    /// - Parameter days: how many days after today `upcoming` reaches.
    package init(_ items: [ReviewItem], on day: CalendarDate, scheduler: Scheduler, days: Int = 0) {
        var due: [DueNote] = []
        var upcoming: [DueNote] = []
        for item in items {
            guard let note = Self.note(item, on: day, scheduler: scheduler) else { continue }
            if note.daysOverdue >= 0 {
                due.append(note)
            } else if note.daysOverdue >= -max(0, days) {
                upcoming.append(note)
            }
        }
        notes = due.sorted(by: Self.isOrdered)
        self.upcoming = upcoming.sorted { left, right in
            left.due == right.due ? Self.isOrdered(left, right) : left.due < right.due
        }
    }

    /// How an item stands on a day; nil when it is never due.
    package static func note(_ item: ReviewItem, on day: CalendarDate, scheduler: Scheduler) -> DueNote? {
        guard let due = item.plan.due else { return nil }
        let overdue = day.days(since: due)
        // Without an interval a day late counts as a day's interval missed.
        let interval = Double(item.plan.interval ?? 1)
        let sinceReview = item.memory.map { Double(day.days(since: $0.lastReview)) } ?? interval + Double(overdue)
        let urgency = max(0, sinceReview) / interval
        return DueNote(
            note: item.note, due: due, daysOverdue: overdue, interval: item.plan.interval, urgency: urgency,
            retrievability: item.memory.map { scheduler.retrievability($0, on: day) }, importance: item.importance)
    }

    private static func isOrdered(_ left: DueNote, _ right: DueNote) -> Bool {
        if left.urgency != right.urgency { return left.urgency > right.urgency }
        let recall = (left.retrievability ?? 1, right.retrievability ?? 1)
        if recall.0 != recall.1 { return recall.0 < recall.1 }
        if left.importance != right.importance { return left.importance > right.importance }
        if left.due != right.due { return left.due < right.due }
        return left.note.utf8.lexicographicallyPrecedes(right.note.utf8)
    }
}
