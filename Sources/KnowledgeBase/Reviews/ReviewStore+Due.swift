package import Index
import Notes
package import Review

extension ReviewStore {
    /// What is due today, in the order of review, and then what falls due within some days more, by day.
    ///
    /// - Parameters:
    ///   - days: negative for what had fallen due some days ago already.
    ///   - filters: of a search query; its words do not count.
    package func due(withinDays days: Int = 0, filters: [SearchQuery.Filter] = []) throws -> [DueRow] {
        let last = clock.today.addingClamped(days: days)
        let entries = try schedules(.due(by: last), filters: filters)
        let byPath = Dictionary(entries.map { ($0.path, $0) }) { first, _ in first }
        let queue = DueQueue(entries.map { item($0) }, on: clock.today, scheduler: scheduler, days: days)
        return (queue.notes + queue.upcoming).filter { $0.due <= last }.compactMap { due in
            byPath[due.note].map { DueRow($0, due) }
        }
    }

    /// What this reviewer is to be asked for today: the head of what is due, as far as the cap of a day still allows.
    ///
    /// - Parameter history: the whole log.
    package func queueToday(_ history: ReviewLog) throws -> [DueRow] {
        Array(try due().prefix(max(0, settings.dailyCap - reviewsToday(history))))
    }

    /// How many reviews of this reviewer count for today; what was taken back does not.
    private func reviewsToday(_ history: ReviewLog) -> Int {
        history.histories.values.reduce(0) { sum, events in
            // Few notes were reviewed today, and only of those it matters what was taken back.
            guard events.contains(where: { isOfToday($0) }) else { return sum }
            return sum + NoteHistory(events).effective.count { isOfToday($0) }
        }
    }

    private func isOfToday(_ event: ReviewEvent) -> Bool {
        event.grade != nil && event.day == clock.today && event.who == reviewer.name
    }

    /// The notes at these paths as the queue has them, due or not, in the order given.
    package func queue(of paths: [String]) throws -> [DueRow] {
        try paths.flatMap { path in
            try schedules(.note(path)).compactMap { entry in
                var item = item(entry)
                // Who names a note wants to review it, whatever it says of itself.
                item.plan.isPaused = false
                if item.plan.scheduled == nil { item.plan.nextReview = clock.today }
                return DueQueue.note(item, on: clock.today, scheduler: scheduler).map { DueRow(entry, $0) }
            }
        }
    }

    /// Where each grade would lead.
    package func preview(_ path: String) throws -> [Grade: Scheduler.Outcome] {
        guard let entry = try schedules(.note(path)).first else { return [:] }
        let status = status(of: entry)
        return scheduler.preview(status.memory, plan: status.plan, on: clock.today, load: try load())
    }

    /// Numbers of the past and the coming reviews.
    ///
    /// - Parameters:
    ///   - history: the whole log.
    ///   - days: how many days the forecast reaches, today being the first.
    package func statistics(_ history: ReviewLog, days: Int) throws -> (
        past: ReviewStatistics, forecast: [Int], loads: [String: Double]
    ) {
        let entries = try schedules(.all)
        let items = entries.map { item($0) }
        // The log has names of its own for notes; items go by paths.
        let names = Dictionary(entries.map { ($0.logName, $0.path) }) { first, _ in first }
        var histories: [String: [ReviewEvent]] = [:]
        for (name, events) in history.histories { histories[names[name] ?? name] = events }
        let series = Dictionary(entries.map { ($0.path, $0.series) }) { first, _ in first }
        return (
            ReviewStatistics(histories: histories, items: items),
            ReviewStatistics.forecast(items, from: clock.today, days: days),
            ReviewStatistics.load(items) { series[$0.note] ?? nil }
        )
    }
}
