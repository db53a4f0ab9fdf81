import Notes
import Review
import Testing

@Suite("The scheduler")
struct SchedulerTests {
    private let today = CalendarDate(daysSinceEpoch: 20_515)
    private let scheduler = Scheduler()

    private func plan(_ interval: Int, dueIn days: Int = 0, isFixed: Bool = false) -> ReviewPlan {
        ReviewPlan(interval: interval, nextReview: today.adding(days: days), isFixed: isFixed)
    }

    private func review(_ plan: ReviewPlan, _ grade: Grade, with scheduler: Scheduler? = nil) -> Scheduler.Outcome {
        let scheduler = scheduler ?? self.scheduler
        return scheduler.review(scheduler.seed(plan), plan: plan, grade: grade, on: today)
    }

    @Test("a memory begins at the author's word")
    func seed() throws {
        let memory = try #require(scheduler.seed(plan(14)))
        #expect(memory.stability == 14)
        #expect(memory.lastReview == today.adding(days: -14))
        #expect(abs(scheduler.retrievability(memory, on: today) - 0.9) < 1e-12)
    }

    @Test("without next_review the author's word counts from updated, else from created")
    func seedFromDates() throws {
        let updated = ReviewPlan(interval: 14, created: today.adding(days: -90), updated: today.adding(days: -14))
        #expect(scheduler.seed(updated)?.lastReview == today.adding(days: -14))
        let created = ReviewPlan(interval: 14, created: today.adding(days: -20))
        #expect(scheduler.seed(created)?.lastReview == today.adding(days: -20))
        #expect(scheduler.seed(ReviewPlan(nextReview: today)) == nil)
        #expect(scheduler.seed(ReviewPlan(interval: 0, nextReview: today)) == nil)
    }

    @Test("on the due day Good lengthens the interval and Again shortens it", arguments: [2, 7, 14, 30, 90, 150])
    func goodAndAgain(interval: Int) {
        #expect(review(plan(interval), .good).interval > interval)
        #expect(review(plan(interval), .again).interval < interval)
    }

    @Test("a better grade never comes back sooner", arguments: [1, 3, 14, 60, 180])
    func gradesAreOrdered(interval: Int) {
        let days = Grade.allCases.map { review(plan(interval), $0).interval }
        #expect(days == days.sorted())
    }

    @Test("an early review lengthens less than one on the day, a late one more")
    func earlyAndLate() {
        let early = review(plan(14, dueIn: 7), .good).interval
        let onTime = review(plan(14), .good).interval
        let late = review(plan(14, dueIn: -14), .good).interval
        #expect(early < onTime)
        #expect(onTime < late)
    }

    @Test("no interval is longer than the longest")
    func longest() {
        #expect(review(plan(170), .easy).interval == 180)
        #expect(review(plan(14), .easy, with: Scheduler(longestInterval: 20)).interval == 20)
    }

    @Test("a fixed note keeps its interval whatever the grade", arguments: Grade.allCases)
    func fixed(grade: Grade) {
        let outcome = review(plan(30, dueIn: -5, isFixed: true), grade)
        #expect(outcome.interval == 30)
        #expect(outcome.nextReview == today.adding(days: 30))
    }

    @Test("interval and date always agree")
    func agree() {
        let scheduler = Scheduler(weekdays: [.tuesday], levelsLoad: true)
        for interval in 1...100 {
            for grade in Grade.allCases {
                let outcome = review(plan(interval), grade, with: scheduler)
                #expect(outcome.nextReview == today.adding(days: outcome.interval))
            }
        }
    }

    @Test("weekdays and load never move a note by more than a tenth of its interval, nor to today")
    func atMostATenth() {
        let free = Scheduler(longestInterval: 3650)
        let moved = Scheduler(longestInterval: 3650, weekdays: [.monday], levelsLoad: true)
        for interval in 1...300 {
            let plan = plan(interval)
            let memory = free.seed(plan)
            let wanted = free.review(memory, plan: plan, grade: .hard, on: today).interval
            let placed = moved.review(memory, plan: plan, grade: .hard, on: today) { $0.daysSinceEpoch % 5 }.interval
            #expect(abs(placed - wanted) * 10 <= wanted)
            #expect(placed >= 1)
        }
    }

    @Test("a preferred weekday within reach is taken")
    func weekday() {
        let outcome = review(plan(30), .good, with: Scheduler(weekdays: [.wednesday]))
        #expect(outcome.interval >= 70)
        #expect(Weekday(of: outcome.nextReview) == .wednesday)
    }

    @Test("a crowded day is left for the nearest quiet one")
    func load() {
        let plan = plan(30)
        let levelled = Scheduler(levelsLoad: true)
        let wanted = review(plan, .good).nextReview
        let outcome = levelled.review(levelled.seed(plan), plan: plan, grade: .good, on: today) {
            abs($0.days(since: wanted)) <= 1 ? 5 : 0
        }
        #expect(outcome.nextReview == wanted.adding(days: -2))
    }

    @Test("the preview shows what each grade would do")
    func preview() {
        let plan = plan(14)
        let preview = scheduler.preview(scheduler.seed(plan), plan: plan, on: today)
        for grade in Grade.allCases { #expect(preview[grade] == review(plan, grade)) }
    }

    @Test("1970-01-01 was a Thursday")
    func weekdays() {
        #expect(Weekday(of: CalendarDate(daysSinceEpoch: 0)) == .thursday)
        #expect(Weekday(of: CalendarDate(daysSinceEpoch: -1)) == .wednesday)
        #expect(Weekday(of: CalendarDate(daysSinceEpoch: 20_515)) == .tuesday)
    }

    @Test("hostile numbers end at the borders of the calendar")
    func hostileNumbers() {
        let plan = ReviewPlan(interval: .max, nextReview: CalendarDate(daysSinceEpoch: 0))
        let outcome = review(plan, .good)
        #expect(outcome.interval == 180)
        let fixed = review(ReviewPlan(interval: .max, nextReview: today, isFixed: true), .good)
        #expect(fixed.nextReview.description == "9999-12-31")
    }
}
