package import Notes

/// Numbers about past and coming reviews, counted from the log and the notes.
package struct ReviewStatistics: Sendable {
    /// How many of how many.
    package struct Ratio: Sendable, Hashable {
        /// At most `whole`.
        package var part: Int
        /// 0 where nothing was counted.
        package var whole: Int

        /// From 0 to 1; nil of nothing.
        package var value: Double? { whole > 0 ? Double(part) / Double(whole) : nil }
    }

    /// A note by how often it was forgotten.
    package struct Hardness: Sendable, Hashable {
        /// What the histories call the note.
        package var note: String
        /// Those that were not taken back.
        package var reviews: Int
        /// Reviews graded Again.
        package var lapses: Int
        /// By FSRS, 1 to 10, after the last review; nil when not known.
        package var difficulty: Double?
    }

    /// Reviews that were remembered, of those at least a day after the one before. Reviews of the same day are practice
    /// and say nothing of retention.
    package let trueRetention: Ratio
    /// Reviews on each review day.
    package let reviewsByDay: [CalendarDate: Int]
    /// Reviews by grade.
    package let grades: [Grade: Int]
    /// Reviewed notes, hardest first: by lapses, difficulty, then what they are called.
    package let hardest: [Hardness]
    /// Notes with a schedule that were never reviewed, as the items call them, in the order of their bytes.
    package let neverReviewed: [String]

    /// - Parameters:
    ///   - histories: the events of each note, as `ReviewLog.histories`; what was taken back does not count.
    ///   - items: the notes there are, called as the histories call them.
    package init(histories: [String: [ReviewEvent]], items: [ReviewItem]) {
        var retention = Ratio(part: 0, whole: 0)
        var byDay: [CalendarDate: Int] = [:]
        var grades: [Grade: Int] = [:]
        var hardest: [Hardness] = []
        for (note, events) in histories {
            let reviews = NoteHistory(events).effective.filter { $0.grade != nil }
            guard let last = reviews.last else { continue }
            var lapses = 0
            for review in reviews {
                guard let grade = review.grade else { continue }
                byDay[review.day, default: 0] += 1
                grades[grade, default: 0] += 1
                if !grade.isRecall { lapses += 1 }
                if let seen = review.before.memory?.lastReview, review.day > seen {
                    retention.whole += 1
                    if grade.isRecall { retention.part += 1 }
                }
            }
            hardest.append(
                Hardness(
                    note: note, reviews: reviews.count, lapses: lapses, difficulty: last.after.memory?.difficulty))
        }
        trueRetention = retention
        reviewsByDay = byDay
        self.grades = grades
        self.hardest = hardest.sorted { left, right in
            if left.lapses != right.lapses { return left.lapses > right.lapses }
            let difficulty = (left.difficulty ?? 0, right.difficulty ?? 0)
            if difficulty.0 != difficulty.1 { return difficulty.0 > difficulty.1 }
            return left.note.utf8.lexicographicallyPrecedes(right.note.utf8)
        }
        let reviewed = Set(hardest.map(\.note))
        neverReviewed = items.filter { $0.plan.due != nil && !reviewed.contains($0.note) }.map(\.note)
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// How many notes fall due on each of the coming days, the first being the day itself with all that is overdue.
    package static func forecast(_ items: [ReviewItem], from day: CalendarDate, days: Int) -> [Int] {
        var counts = Array(repeating: 0, count: max(0, days))
        for item in items {
            guard let due = item.plan.due else { continue }
            let place = max(0, due.days(since: day))
            if place < counts.count { counts[place] += 1 }
        }
        return counts
    }

    /// How many reviews a day the notes of each group ask for in the long run: the sum of one over each interval.
    ///
    /// - Parameter group: such as the series of a note; nil leaves a note out.
    package static func load(_ items: [ReviewItem], by group: (ReviewItem) -> String?) -> [String: Double] {
        var loads: [String: Double] = [:]
        for item in items where item.plan.due != nil {
            guard let interval = item.plan.interval, let group = group(item) else { continue }
            loads[group, default: 0] += 1 / Double(interval)
        }
        return loads
    }
}
