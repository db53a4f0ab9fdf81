import Notes
import Review
import Testing

@Suite("The history of a note")
struct NoteHistoryTests {
    private let due = CalendarDate(daysSinceEpoch: 20_515)
    private let scheduler = Scheduler()

    private var plan: ReviewPlan { ReviewPlan(interval: 14, nextReview: due) }

    private func stamp(_ id: String, days: Int = 0) -> NoteHistory.Stamp {
        NoteHistory.Stamp(
            id: id, time: Timestamp(seconds: (due.daysSinceEpoch + days) * 86_400 + 3600), day: due.adding(days: days),
            who: "alice")
    }

    private func reviewed(
        _ grade: Grade, _ id: String, days: Int = 0, plan: ReviewPlan, history: NoteHistory
    ) -> (plan: ReviewPlan, history: NoteHistory) {
        let status = history.status(plan, scheduler: scheduler)
        let outcome = scheduler.review(status.memory, plan: status.plan, grade: grade, on: due.adding(days: days))
        let after = ReviewEvent.After(
            interval: outcome.interval, nextReview: outcome.nextReview, memory: outcome.memory)
        let event = history.event(
            .review(grade), note: "n", status: status, after: after, stamp: stamp(id, days: days))
        var written = status.plan
        written.interval = event.edit.interval
        written.nextReview = event.edit.nextReview
        return (written, NoteHistory(history.events + [event]))
    }

    @Test("without a log the front matter is all there is")
    func noLog() {
        let status = NoteHistory().status(plan, scheduler: scheduler)
        #expect(status.memory == scheduler.seed(plan))
        #expect(status.plan == plan)
        #expect(status.outstanding == nil)
    }

    @Test("log and file that agree leave nothing to do")
    func agree() {
        let (written, history) = reviewed(.good, "a", plan: plan, history: NoteHistory())
        let status = history.status(written, scheduler: scheduler)
        #expect(status.outstanding == nil)
        #expect(!status.isEditedByHand)
        #expect(status.memory == history.events.last?.after.memory)
    }

    @Test("a crash between log and file is healed: the write-back is outstanding")
    func crash() {
        let (written, history) = reviewed(.good, "a", plan: plan, history: NoteHistory())
        let status = history.status(plan, scheduler: scheduler)
        #expect(status.outstanding == history.events.last?.edit)
        #expect(status.plan == written)
        #expect(status.memory == history.events.last?.after.memory)
    }

    @Test("a file that a merge left at an earlier review is brought to the last one")
    func mergeBehind() {
        let first = reviewed(.good, "a", plan: plan, history: NoteHistory())
        let second = reviewed(.good, "b", days: 60, plan: first.plan, history: first.history)
        #expect(second.history.status(first.plan, scheduler: scheduler).outstanding == second.history.events.last?.edit)
    }

    @Test("an interval set by hand wins, and keeps what is known of the difficulty")
    func handInterval() {
        let (_, history) = reviewed(.again, "a", plan: plan, history: NoteHistory())
        let byHand = ReviewPlan(interval: 21, nextReview: due.adding(days: 30))
        let status = history.status(byHand, scheduler: scheduler)
        #expect(status.isEditedByHand)
        #expect(status.outstanding == nil)
        #expect(status.plan == byHand)
        #expect(status.memory?.stability == 21)
        #expect(status.memory?.lastReview == due.adding(days: 9))
        #expect(status.memory?.difficulty == history.events.last?.after.memory?.difficulty)
    }

    @Test("a date set by hand puts the review off and leaves the memory")
    func handDate() {
        let (written, history) = reviewed(.good, "a", plan: plan, history: NoteHistory())
        var byHand = written
        byHand.nextReview = due.adding(days: 3)
        let status = history.status(byHand, scheduler: scheduler)
        #expect(status.isEditedByHand)
        #expect(status.memory == history.events.last?.after.memory)
    }

    @Test("undo brings back schedule and memory, and can go on to the review before")
    func undo() throws {
        let first = reviewed(.good, "a", plan: plan, history: NoteHistory())
        let second = reviewed(.again, "b", days: 60, plan: first.plan, history: first.history)
        let status = second.history.status(second.plan, scheduler: scheduler)
        let undo = try #require(second.history.undo(status: status, stamp: stamp("c", days: 60)))
        #expect(undo.edit == first.history.events.last?.edit)
        #expect(undo.after.memory == first.history.events.last?.after.memory)

        let undone = NoteHistory(second.history.events + [undo])
        #expect(undone.status(first.plan, scheduler: scheduler).outstanding == nil)
        #expect(undone.status(second.plan, scheduler: scheduler).outstanding == undo.edit)
        let again = try #require(
            undone.undo(status: undone.status(first.plan, scheduler: scheduler), stamp: stamp("d", days: 60)))
        #expect(again.action == .undo(of: "a"))
        #expect(again.edit == FrontMatterEdit(interval: 14, nextReview: due))
        #expect(again.after.memory == scheduler.seed(plan))
        let none = NoteHistory(undone.events + [again])
        #expect(none.status(plan, scheduler: scheduler).outstanding == nil)
        #expect(none.undo(status: none.status(plan, scheduler: scheduler), stamp: stamp("e")) == nil)
    }

    @Test("undo after an edit by hand brings back the edit")
    func undoToHandEdit() throws {
        let first = reviewed(.good, "a", plan: plan, history: NoteHistory())
        let byHand = ReviewPlan(interval: 21, nextReview: due.adding(days: 30))
        let second = reviewed(.good, "b", days: 30, plan: byHand, history: first.history)
        let undo = try #require(
            second.history.undo(
                status: second.history.status(second.plan, scheduler: scheduler), stamp: stamp("c", days: 30)))
        #expect(undo.edit == FrontMatterEdit(interval: 21, nextReview: due.adding(days: 30)))
        let undone = NoteHistory(second.history.events + [undo])
        #expect(undone.status(byHand, scheduler: scheduler).outstanding == nil)
    }

    @Test("an undo can be undone")
    func redo() throws {
        let first = reviewed(.good, "a", plan: plan, history: NoteHistory())
        let undo = try #require(
            first.history.undo(status: first.history.status(first.plan, scheduler: scheduler), stamp: stamp("b")))
        let undone = NoteHistory(first.history.events + [undo])
        let status = undone.status(plan, scheduler: scheduler)
        let after = try #require(first.history.events.last?.after)
        let redo = undone.event(.undo(of: "b"), note: "n", status: status, after: after, stamp: stamp("c"))
        let redone = NoteHistory(undone.events + [redo])
        #expect(redone.effective.map(\.id) == ["a"])
        #expect(redone.status(first.plan, scheduler: scheduler).outstanding == nil)
    }

    @Test("undo of the first review of a note with only an interval brings back the day it was due")
    func undoIntervalOnly() throws {
        let only = ReviewPlan(interval: 14, updated: due.adding(days: -16))
        let (written, history) = reviewed(.good, "a", plan: only, history: NoteHistory())
        let undo = try #require(
            history.undo(status: history.status(written, scheduler: scheduler), stamp: stamp("b")))
        #expect(undo.edit == FrontMatterEdit(interval: 14, nextReview: due.adding(days: -2)))
    }

    @Test("a clock set back does not put an event before what it follows")
    func clockSetBack() throws {
        let first = reviewed(.good, "z", plan: plan, history: NoteHistory())
        let undo = try #require(
            first.history.undo(
                status: first.history.status(first.plan, scheduler: scheduler), stamp: stamp("a", days: -30)))
        let last = try #require(first.history.events.last)
        #expect(ReviewEvent.isOrdered(last, undo))
    }
}
