import Fixtures
import Notes
import Review
import Testing

@Suite("The history of a note that was reviewed in two clones")
struct MergedHistoryTests {
    private let base = Clone.base

    /// A clone of the notes in which one person reviews a note that is due on 2026-03-03.
    private struct Clone {
        static let day = CalendarDate(daysSinceEpoch: 20_515)
        static let base = ReviewPlan(interval: 14, nextReview: day)
        let who: String
        let scheduler = Scheduler()
        var plan = Clone.base
        var history = NoteHistory()

        init(_ who: String) { self.who = who }

        private func stamp(_ hour: Int) -> NoteHistory.Stamp {
            NoteHistory.Stamp(
                id: "\(who)-\(hour)-\(history.events.count)",
                time: Timestamp(seconds: Self.day.daysSinceEpoch * 86_400 + hour * 3600), day: Self.day, who: who)
        }

        private mutating func log(
            _ action: ReviewEvent.Action, at hour: Int, _ after: (NoteHistory.Status) -> ReviewEvent.After
        ) {
            let status = history.status(plan, scheduler: scheduler)
            add(
                history.event(action, note: "n", status: status, after: after(status), stamp: stamp(hour)))
        }

        private mutating func add(_ event: ReviewEvent) {
            history = NoteHistory(history.events + [event])
            plan.interval = event.after.interval
            plan.nextReview = event.after.nextReview
        }

        mutating func review(_ grade: Grade, at hour: Int) {
            let scheduler = scheduler
            log(.review(grade), at: hour) { status in
                let outcome = scheduler.review(status.memory, plan: status.plan, grade: grade, on: Self.day)
                return ReviewEvent.After(
                    interval: outcome.interval, nextReview: outcome.nextReview, memory: outcome.memory)
            }
        }

        mutating func put(_ action: ReviewEvent.Action, to days: Int, at hour: Int) {
            log(action, at: hour) { status in
                ReviewEvent.After(
                    interval: status.plan.interval ?? 1, nextReview: Self.day.adding(days: days),
                    memory: status.memory)
            }
        }

        mutating func undo(at hour: Int) throws {
            let status = history.status(plan, scheduler: scheduler)
            add(try #require(history.undo(status: status, stamp: stamp(hour))))
        }

        /// As `git pull` leaves it: all events, and what the two files come to without a conflict.
        func merged(_ other: Clone, plan: ReviewPlan) -> NoteHistory.Status {
            var known: Set<String> = []
            let events = (history.events + other.history.events).filter { known.insert($0.id).inserted }
                .sorted(by: ReviewEvent.isOrdered)
            return NoteHistory(events).status(plan, scheduler: scheduler)
        }
    }

    @Test("what one took back of a note that the other had reviewed leaves that review as it is")
    func undoneLater() throws {
        var (alice, bob) = (Clone("alice"), Clone("bob"))
        bob.review(.good, at: 10)
        alice.review(.good, at: 11)
        try alice.undo(at: 12)
        #expect(alice.plan == base, "so that git sees only the other's change")
        let status = alice.merged(bob, plan: bob.plan)
        #expect(status.outstanding == nil)
        #expect(status.plan == bob.plan)
        #expect(status.memory == bob.history.events.last?.after.memory)
    }

    @Test("nor do several that were taken back, or a file that was left at its beginning")
    func severalUndone() throws {
        var (alice, bob) = (Clone("alice"), Clone("bob"))
        bob.review(.good, at: 10)
        alice.review(.again, at: 11)
        alice.review(.hard, at: 12)
        try alice.undo(at: 13)
        try alice.undo(at: 14)
        #expect(alice.merged(bob, plan: bob.plan).outstanding == nil)
        #expect(alice.merged(bob, plan: base).outstanding == bob.history.events.last?.edit)
    }

    @Test("a review that the other recorded between a review and its being taken back stays", arguments: Grade.allCases)
    func between(grade: Grade) throws {
        var (alice, bob) = (Clone("alice"), Clone("bob"))
        alice.review(.good, at: 10)
        bob.review(grade, at: 11)
        try alice.undo(at: 12)
        let status = alice.merged(bob, plan: bob.plan)
        #expect(status.outstanding == nil)
        #expect(status.memory == bob.history.events.last?.after.memory)
    }

    @Test("taking back a review after the merge brings back the other's, not what stood before both")
    func undoAfterMerge() throws {
        var (alice, bob) = (Clone("alice"), Clone("bob"))
        bob.review(.good, at: 10)
        alice.review(.again, at: 11)
        alice.history = NoteHistory(
            (alice.history.events + bob.history.events).sorted(by: ReviewEvent.isOrdered))
        try alice.undo(at: 12)
        #expect(alice.history.events.last?.edit == bob.history.events.last?.edit)
        #expect(alice.history.events.last?.after.memory == bob.history.events.last?.after.memory)
    }

    @Test("an edit by hand that a review taken back had found holds, also beside events of a clone that was behind")
    func handEdit() throws {
        var (alice, bob) = (Clone("alice"), Clone("bob"))
        bob.review(.good, at: 10)
        alice.review(.good, at: 11)
        try alice.undo(at: 12)
        bob.plan.nextReview = Clone.day.adding(days: 40)
        let edited = bob.plan
        bob.review(.good, at: 13)
        try bob.undo(at: 14)
        #expect(bob.plan == edited)
        #expect(alice.merged(bob, plan: edited).outstanding == nil)
    }

    @Test("who puts off what the other had reviewed brings neither its interval back nor the review nearer")
    func snoozed() {
        var (alice, bob) = (Clone("alice"), Clone("bob"))
        bob.review(.good, at: 10)
        alice.put(.snooze, to: 1, at: 11)
        let status = alice.merged(bob, plan: bob.plan)
        #expect(status.outstanding == nil)
        #expect(status.plan == bob.plan)
        #expect(status.memory == bob.history.events.last?.after.memory)
        // The file as it was put off lags behind.
        #expect(alice.merged(bob, plan: alice.plan).plan == bob.plan)
    }

    @Test("a date alone that was set behind the other's review holds, with the interval and the memory of the review")
    func dateAlone() {
        var (alice, bob) = (Clone("alice"), Clone("bob"))
        bob.review(.good, at: 10)
        alice.put(.reschedule, to: 5, at: 11)
        let status = alice.merged(bob, plan: bob.plan)
        #expect(status.plan.nextReview == Clone.day.adding(days: 5))
        #expect(status.plan.interval == bob.plan.interval)
        #expect(status.memory == bob.history.events.last?.after.memory)
    }

    @Test("of two reviews that had not heard of each other the later one holds")
    func laterHolds() {
        var (alice, bob) = (Clone("alice"), Clone("bob"))
        bob.review(.good, at: 10)
        alice.review(.again, at: 11)
        #expect(alice.merged(bob, plan: bob.plan).outstanding == alice.history.events.last?.edit)
    }

    @Test("in one clone the log wants what was written last, whatever was done", arguments: 0..<40)
    func oneClone(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var clone = Clone("alice")
        var before: [FrontMatterEdit] = []
        for step in 0..<30 {
            switch Int.random(in: 0..<8, using: &random) {
            case 0: clone.plan.nextReview = Clone.day.adding(days: 1000 + step)
            case 1: clone.plan.interval = 300 + step
            case 2, 3, 4:
                guard let wanted = before.popLast() else { continue }
                try clone.undo(at: step)
                #expect(clone.history.events.last?.edit == wanted)
            default:
                let interval = try #require(clone.plan.interval)
                let next = try #require(clone.plan.nextReview)
                before.append(FrontMatterEdit(interval: interval, nextReview: next))
                switch random.pick([0, 1, 2]) {
                case 0: clone.put(.snooze, to: step, at: step)
                case 1: clone.put(.reschedule, to: 2 * step, at: step)
                default: clone.review(random.pick(Grade.allCases), at: step)
                }
            }
            guard let last = clone.history.events.last, clone.plan.nextReview == last.after.nextReview,
                clone.plan.interval == last.after.interval
            else { continue }
            let status = clone.history.status(clone.plan, scheduler: clone.scheduler)
            #expect(status.outstanding == nil && !status.isEditedByHand)
            #expect(status.memory == last.after.memory)
        }
    }
}
