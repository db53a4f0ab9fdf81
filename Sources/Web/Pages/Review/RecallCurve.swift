import Notes
import Review

/// How the memory of a note fades from its last review on, as a line; the same in a sentence.
struct RecallCurve: Sendable {
    let summary: String
    /// `x,y` pairs in the drawing's own units.
    let points: String
    /// Where the wanted retention lies.
    let wantedY: Int
    let wanted: String
    let todayX: Int
    let todayY: Int
    let dueX: Int
    let first: String
    let due: String
    let last: String

    private static let width = 600
    private static let height = 120
    /// The lowest probability that is drawn.
    private static let floor = 0.5

    /// Nil where nothing is known of the note's memory.
    init?(_ status: NoteHistory.Status, scheduler: Scheduler, today: CalendarDate, _ words: Words) {
        guard let memory = status.memory, let due = status.plan.scheduled else { return nil }
        let start = memory.lastReview
        // Half as far again as what is to be seen: the due day and today.
        let reach = max(due.days(since: start), today.days(since: start), 1)
        let days = reach > 36_500 ? reach : reach + reach / 2 + 1
        func x(_ day: CalendarDate) -> Int {
            min(max(0, day.days(since: start)), days) * Self.width / days
        }
        func y(_ recall: Double) -> Int {
            let part = (1 - max(Self.floor, min(1, recall))) / (1 - Self.floor)
            return Int((part * Double(Self.height)).rounded())
        }
        let steps = 60
        points = (0...steps).map { step in
            let day = start.addingClamped(days: days * step / steps)
            return "\(x(day)),\(y(scheduler.retrievability(memory, on: day)))"
        }.joined(separator: " ")
        let recall = scheduler.retrievability(memory, on: today)
        wantedY = y(scheduler.fsrs.retention)
        wanted = Self.percent(scheduler.fsrs.retention)
        todayX = x(today)
        todayY = y(recall)
        dueX = x(due)
        first = start.description
        self.due = due.description
        last = start.addingClamped(days: days).description
        summary = words(
            "review.curve.summary", first, Self.percent(recall), self.due,
            Self.percent(
                scheduler.retrievability(memory, on: due)))
    }

    private static func percent(_ part: Double) -> String { String(Int((part * 100).rounded())) }
}
