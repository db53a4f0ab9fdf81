import Notes
import Review
import Testing

@Suite("What is due")
struct DueQueueTests {
    private let today = CalendarDate(daysSinceEpoch: 20_515)
    private let scheduler = Scheduler()

    private func item(_ note: String, interval: Int? = 10, dueIn days: Int, importance: Int = 0) -> ReviewItem {
        let plan = ReviewPlan(interval: interval, nextReview: today.adding(days: days))
        return ReviewItem(note: note, plan: plan, memory: scheduler.seed(plan), importance: importance)
    }

    private func queue(_ items: [ReviewItem], days: Int = 0) -> DueQueue {
        DueQueue(items, on: today, scheduler: scheduler, days: days)
    }

    @Test("a note is due on its day and after, not before")
    func due() {
        let notes = queue([item("today", dueIn: 0), item("late", dueIn: -3), item("tomorrow", dueIn: 1)]).notes
        #expect(notes.map(\.note) == ["late", "today"])
        #expect(notes.map(\.daysOverdue) == [3, 0])
        #expect(notes.map(\.interval) == [10, 10])
        #expect(abs((notes.last?.retrievability ?? 0) - 0.9) < 1e-12)
    }

    @Test("a note with only an interval is first due that many days after updated, else after created")
    func onlyInterval() {
        let updated = ReviewPlan(interval: 14, created: today.adding(days: -90), updated: today.adding(days: -13))
        #expect(updated.due == today.adding(days: 1))
        #expect(ReviewPlan(interval: 14, created: today.adding(days: -14)).due == today)
        #expect(ReviewPlan(interval: 14).due == nil)
        #expect(ReviewPlan(updated: today).due == nil)
    }

    @Test("archived and draft notes are never due")
    func paused() {
        let plan = ReviewPlan(interval: 1, nextReview: today.adding(days: -100), isPaused: true)
        #expect(queue([ReviewItem(note: "a", plan: plan)]).notes.isEmpty)
    }

    @Test("most overdue for its interval comes first")
    func order() {
        let notes = queue([
            item("long", interval: 100, dueIn: -20), item("short", interval: 5, dueIn: -5), item("now", dueIn: 0),
        ]).notes
        #expect(notes.map(\.note) == ["short", "long", "now"])
        #expect(notes.map(\.urgency) == [2, 1.2, 1])
    }

    @Test("ties go to the more important, then to the id, whatever the order given")
    func ties() {
        let items = [item("b", dueIn: 0), item("a", dueIn: 0), item("c", dueIn: 0, importance: 4)]
        #expect(queue(items).notes.map(\.note) == ["c", "a", "b"])
        #expect(queue(items.reversed()).notes == queue(items).notes)
    }

    @Test("upcoming notes stand by day, within the days asked for")
    func upcoming() {
        let items = [item("in3", dueIn: 3), item("in1", dueIn: 1), item("in9", dueIn: 9), item("now", dueIn: 0)]
        #expect(queue(items, days: 7).upcoming.map(\.note) == ["in1", "in3"])
    }
}

@Suite("Statistics of reviews")
struct ReviewStatisticsTests {
    private let today = CalendarDate(daysSinceEpoch: 20_515)

    private func review(_ id: String, _ grade: Grade, note: String, day: Int, lastDay: Int?) -> ReviewEvent {
        let memory = lastDay.map {
            Memory(stability: 5, difficulty: 5, lastReview: CalendarDate(daysSinceEpoch: 20_515 + $0))
        }
        let after = Memory(
            stability: 9, difficulty: note == "b" ? 8 : 3, lastReview: CalendarDate(daysSinceEpoch: 20_515 + day))
        return event(
            id, day: 20_515 + day, note: note, .review(grade), before: .init(memory: memory),
            after: .init(interval: 9, nextReview: today, memory: after))
    }

    @Test("retention counts reviews at least a day after the one before, and nothing that was taken back")
    func retention() {
        let histories = [
            "a": [
                review("1", .good, note: "a", day: 0, lastDay: nil), review("2", .again, note: "a", day: 5, lastDay: 0),
                review("3", .good, note: "a", day: 5, lastDay: 5), review("4", .hard, note: "a", day: 9, lastDay: 5),
            ],
            "b": [
                review("5", .again, note: "b", day: 5, lastDay: 0),
                event("6", day: 20_521, note: "b", .undo(of: "5")),
                review("7", .easy, note: "b", day: 7, lastDay: 0),
            ],
        ]
        let paused = ReviewPlan(interval: 3, nextReview: today, isPaused: true)
        let statistics = ReviewStatistics(
            histories: histories,
            items: [
                ReviewItem(note: "a", plan: ReviewPlan(interval: 9, nextReview: today)),
                ReviewItem(note: "new", plan: ReviewPlan(interval: 9, nextReview: today)),
                ReviewItem(note: "paused", plan: paused), ReviewItem(note: "plain", plan: ReviewPlan()),
            ])
        #expect(statistics.trueRetention.part == 2)
        #expect(statistics.trueRetention.whole == 3)
        #expect(statistics.grades == [.good: 2, .again: 1, .hard: 1, .easy: 1])
        #expect(statistics.reviewsByDay[today.adding(days: 5)] == 2)
        #expect(statistics.hardest.map(\.note) == ["a", "b"])
        #expect(statistics.hardest.first?.lapses == 1)
        #expect(statistics.neverReviewed == ["new"])
        #expect(ReviewStatistics(histories: [:], items: []).trueRetention.value == nil)
    }

    @Test("the forecast puts what is overdue on the first day")
    func forecast() {
        let items = [-5, 0, 1, 3, 3, 9].map { days in
            ReviewItem(note: "n\(days)", plan: ReviewPlan(interval: 4, nextReview: today.adding(days: days)))
        }
        #expect(ReviewStatistics.forecast(items, from: today, days: 5) == [2, 1, 0, 2, 0])
        #expect(ReviewStatistics.forecast(items, from: today, days: -1).isEmpty)
    }

    @Test("the load of a group is the sum of one over each interval")
    func load() {
        let items = [4, 4, 2].map { interval in
            ReviewItem(note: "n", plan: ReviewPlan(interval: interval, nextReview: today))
        }
        #expect(ReviewStatistics.load(items) { _ in "backend" } == ["backend": 1])
        #expect(ReviewStatistics.load(items) { _ in nil }.isEmpty)
    }
}
