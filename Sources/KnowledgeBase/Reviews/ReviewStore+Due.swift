package import Index
import Notes
import Review

extension ReviewStore {
    /// What is due today, in the order of review, and then what falls due within some days more, by day.
    ///
    /// - Parameter filters: of a search query; its words do not count.
    package func due(withinDays days: Int = 0, filters: [SearchQuery.Filter] = []) throws -> [DueRow] {
        let last = clock.today.addingClamped(days: max(0, days))
        let entries = try schedules(.due(by: last), filters: filters)
        let byPath = Dictionary(entries.map { ($0.path, $0) }) { first, _ in first }
        let queue = DueQueue(entries.map { item($0) }, on: clock.today, scheduler: scheduler, days: days)
        return (queue.notes + queue.upcoming).compactMap { due in byPath[due.note].map { DueRow($0, due) } }
    }

    /// How many reviews this reviewer may still be asked for today.
    package func remainingToday() throws -> Int {
        let done = try log.read().events.count { event in
            event.grade != nil && event.day == clock.today && event.who == reviewer.name
        }
        return max(0, settings.dailyCap - done)
    }
}
