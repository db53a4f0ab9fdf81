package import Notes

/// Decides when a note is reviewed next. Pure and deterministic: the same history gives the same days.
package struct Scheduler: Sendable {
    /// The model of memory, with the retention that is aimed at.
    package var fsrs: FSRS
    /// Days; no interval that is computed is longer.
    package var longestInterval: Int
    /// Weekdays on which reviews may fall; empty for all.
    package var weekdays: Set<Weekday>
    /// Whether reviews keep away from days that have many.
    package var levelsLoad: Bool

    /// By default, FSRS with its own weights, half a year at most, and any day of the week.
    package init(
        fsrs: FSRS = .standard, longestInterval: Int = 180, weekdays: Set<Weekday> = [], levelsLoad: Bool = false
    ) {
        self.fsrs = fsrs
        self.longestInterval = max(1, longestInterval)
        self.weekdays = weekdays
        self.levelsLoad = levelsLoad
    }

    /// What a review leads to.
    package struct Outcome: Sendable, Hashable {
        /// What is known after the review.
        package var memory: Memory
        /// Days from the review to the next; at least 1.
        package var interval: Int
        /// The day of the next review, near the interval that memory asks for: on a weekday that is wanted, where one
        /// is near.
        package var nextReview: CalendarDate
    }

    /// The memory that the author's word stands for: stability is the interval, last seen an interval before the due day.
    ///
    /// Nil without an interval or a due day: then the first review begins a memory.
    package func seed(_ plan: ReviewPlan) -> Memory? {
        guard let interval = plan.interval, let due = plan.scheduled else { return nil }
        return Memory(
            stability: Double(interval), difficulty: fsrs.first(.good).difficulty,
            lastReview: due.addingClamped(days: -interval))
    }

    /// The outcome of a review on a day. The memory is that of the log, or `seed` where there is none.
    ///
    /// - Parameter load: how many reviews fall on a day already; asked only when the load is levelled.
    package func review(
        _ memory: Memory?, plan: ReviewPlan, grade: Grade, on day: CalendarDate,
        load: (CalendarDate) -> Int = { _ in 0 }
    ) -> Outcome {
        let next = nextMemory(memory, grade: grade, on: day)
        if plan.isFixed, let interval = plan.interval {
            return Outcome(memory: next, interval: interval, nextReview: day.addingClamped(days: interval))
        }
        let wanted = fsrs.interval(stability: next.stability, longest: longestInterval)
        let date = placed(wanted, after: day, load: load)
        return Outcome(memory: next, interval: max(1, date.days(since: day)), nextReview: date)
    }

    /// The outcomes of all four grades, to be shown beside each before it is chosen.
    package func preview(
        _ memory: Memory?, plan: ReviewPlan, on day: CalendarDate, load: (CalendarDate) -> Int = { _ in 0 }
    ) -> [Grade: Outcome] {
        Dictionary(
            uniqueKeysWithValues: Grade.allCases.map { grade in
                (grade, review(memory, plan: plan, grade: grade, on: day, load: load))
            })
    }

    /// The probability that the note is recalled on a day, from 0 to 1.
    package func retrievability(_ memory: Memory, on day: CalendarDate) -> Double {
        fsrs.retrievability(stability: memory.stability, elapsedDays: day.days(since: memory.lastReview))
    }

    private func nextMemory(_ memory: Memory?, grade: Grade, on day: CalendarDate) -> Memory {
        let next =
            if let memory {
                fsrs.next(
                    stability: memory.stability, difficulty: memory.difficulty,
                    elapsedDays: day.days(since: memory.lastReview), grade: grade)
            } else {
                fsrs.first(grade)
            }
        return Memory(stability: next.stability, difficulty: next.difficulty, lastReview: day)
    }

    // MARK: - The day

    /// The best day within a tenth of the interval around the wanted one: a preferred weekday, then the least load, then the
    /// nearest, then the earlier.
    private func placed(_ interval: Int, after day: CalendarDate, load: (CalendarDate) -> Int) -> CalendarDate {
        let wanted = day.addingClamped(days: interval)
        guard !weekdays.isEmpty || levelsLoad else { return wanted }
        let reach = interval / 10
        let latest = min(interval + reach, max(interval, longestInterval))
        let candidates = (max(1, interval - reach)...latest).map { days in
            let date = day.addingClamped(days: days)
            return (
                date: date,
                rank: (
                    weekdays.isEmpty || weekdays.contains(Weekday(of: date)) ? 0 : 1,
                    levelsLoad ? load(date) : 0,
                    abs(days - interval), days
                )
            )
        }
        return candidates.min { $0.rank < $1.rank }?.date ?? wanted
    }
}
