package import Index
import Notes
package import Review

/// The reviews to come as a calendar, and those that have fallen due as an Atom feed.
package struct ReviewFeeds {
    /// What the feeds say in the reader's language.
    package struct Phrases: Sendable {
        /// The name of the feed.
        package var name: String
        /// Why the note comes up again, such as its interval.
        package var details: @Sendable (ScheduleEntry, ReviewPlan) -> String

        /// The words of a feed in one language; `details` may be called on any thread.
        package init(name: String, details: @escaping @Sendable (ScheduleEntry, ReviewPlan) -> String) {
            self.name = name
            self.details = details
        }
    }

    private let store: ReviewStore
    /// Where the pages are, without a slash at the end: `http://127.0.0.1:8080`.
    private let site: String
    private let filters: [SearchQuery.Filter]
    private let addresses: NoteAddresses
    private let phrases: Phrases
    private let entries: [(entry: ScheduleEntry, plan: ReviewPlan)]
    /// What was logged of each note, by its name in the log.
    private let histories: [String: [ReviewEvent]]

    /// - Parameters:
    ///   - site: where the pages are, with or without a slash at the end.
    ///   - filters: what the notes must fulfil, such as a series.
    package init(
        _ store: ReviewStore, site: String, filters: [SearchQuery.Filter] = [], phrases: Phrases
    ) throws {
        self.store = store
        self.site = site.withoutEndingSlashes
        self.filters = filters
        self.phrases = phrases
        addresses = NoteAddresses(sharedIDs: try store.base.ask { try $0.sharedIDs() })
        histories = try store.history().histories
        entries = try store.schedules(.all, filters: filters).map { ($0, store.status(of: $0).plan) }
    }

    /// Every review to come, and those that are overdue on the day they fell due.
    ///
    /// - Parameter alarmMinute: minutes after midnight at which alarms sound; nil for none.
    package func calendar(alarmMinute: Int? = 9 * 60) -> CalendarFeed {
        let events = entries.compactMap { entry, plan in
            plan.due.map { due in
                CalendarFeed.Event(
                    id: entry.logName, title: entry.title, date: due, url: url(entry),
                    details: details(entry, plan), categories: [entry.series].compactMap { $0 },
                    modified: modified(entry), changes: histories[entry.logName]?.count ?? 0)
            }
        }
        return CalendarFeed(name: phrases.name, events: events, alarmMinute: alarmMinute)
    }

    /// The reviews that have fallen due, by the day on which they did.
    ///
    /// - Parameter query: of the address, with its question mark.
    package func atom(query: String = "") -> AtomFeed {
        let midnight = store.clock.today.daysSinceEpoch * 86_400
        let due = entries.compactMap { entry, plan in
            plan.due.flatMap { due in
                due > store.clock.today
                    ? nil
                    : AtomFeed.Entry(
                        id: entry.logName, title: entry.title, date: due, url: url(entry),
                        summary: details(entry, plan), categories: [entry.series].compactMap { $0 },
                        updated: max(modified(entry), Timestamp(seconds: due.daysSinceEpoch * 86_400)))
            }
        }
        return AtomFeed(
            title: phrases.name, scope: [site] + filters.map { ($0.isExcluded ? "-" : "") + "\($0.key)=\($0.value)" },
            url: site + "/feeds/reviews.atom" + query, page: site + "/review",
            updated: Timestamp(seconds: midnight), entries: due)
    }

    /// When the note or its schedule was last changed. The file alone does not say: who copies it may give it an older
    /// time.
    private func modified(_ entry: ScheduleEntry) -> Timestamp {
        let logged = histories[entry.logName]?.last?.time.seconds ?? entry.modified
        return Timestamp(seconds: max(entry.modified, logged))
    }

    /// Nil where there is nothing to say.
    private func details(_ entry: ScheduleEntry, _ plan: ReviewPlan) -> String? {
        let text = phrases.details(entry, plan)
        return text.isEmpty ? nil : text
    }

    private func url(_ entry: ScheduleEntry) -> String { site + addresses.review(ofNoteAt: entry.path) }
}
