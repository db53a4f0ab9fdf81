import Index
import KnowledgeBase
import Notes
import Review

/// The queue of reviews in its order, what is to come, and what was done.
struct ReviewPage: Sendable {
    let summary: String
    /// The first note of the session; nil when nothing is left for today.
    let start: String?
    let done: ReviewDone?
    let items: [Item]
    let hasItems: Bool
    /// The note that comes up first, where none is due; nil where none is planned within a year.
    let next: Item?
    /// That the rest of a backlog waits; nil when it does not.
    let cap: String?
    let forecast: BarChart
    let heatMap: HeatMap
    let feeds: FeedAddresses

    /// A note in the queue.
    struct Item: Sendable {
        let title: TextModel
        let href: String
        let path: String
        let lateness: Badge
        let reasons: [String]
        let urgency: Badge?
    }

    private static let mostItems = 100
    private static let forecastDays = 30

    init(_ steps: ReviewSteps, _ store: ReviewStore, _ view: View, feeds: FeedAddresses) throws {
        let words = view.words
        let log = try store.history()
        let due = try store.due()
        let today = try store.queueToday(log)
        let (past, forecast, _) = try store.statistics(log, days: Self.forecastDays)
        let reviewed = past.reviewsByDay[store.clock.today] ?? 0
        let overdue = due.count { $0.due.daysOverdue > 0 }
        summary = words("review.summary", String(due.count), String(overdue), String(reviewed))
        start =
            today.first.map { _ in
                var session = steps
                session.isSession = true
                session.skipped = []
                return "/review/next" + session.query
            }
        done = try ReviewDone(steps, log, store, view)
        items = due.prefix(Self.mostItems).map { Item($0, view) }
        hasItems = !items.isEmpty
        next = hasItems ? nil : try store.due(withinDays: 365).first.map { Item($0, view) }
        let waits = today.isEmpty ? "review.cap.reached" : "review.cap"
        cap = due.count > today.count ? words(waits, String(store.settings.dailyCap)) : nil
        self.forecast = BarChart(
            forecast.enumerated().map { (store.clock.today.addingClamped(days: $0.offset), $0.element) },
            name: words("review.forecast"), id: "forecast", words)
        heatMap = HeatMap(past.reviewsByDay, today: store.clock.today, words)
        self.feeds = feeds
    }
}

extension ReviewPage.Item {
    init(_ row: DueRow, _ view: View) {
        let kind =
            switch row.due.daysOverdue {
            case 1...: "overdue"
            case 0: "due"
            default: "soon"
            }
        title = TextModel(row.entry.title)
        href = view.addresses.review(ofNoteAt: row.path)
        path = row.path
        lateness = Badge(kind: kind, label: view.reviewSentences.lateness(row.due.daysOverdue))
        reasons = view.reviewSentences.reasons(row.due)
        urgency = row.entry.urgency.map { Badge($0, view.words) }
    }
}
