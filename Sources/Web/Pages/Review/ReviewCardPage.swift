import Index
import KnowledgeBase
import Notes
import Review

/// A note in a review: first what is asked, then the note, then what each grade leads to.
struct ReviewCardPage: Sendable {
    let title: TextModel
    let href: String
    let path: String
    /// `2 / 5` in a session; nil outside of one.
    let place: String?
    let reasons: [String]
    /// Why nothing was recorded; nil when all went well.
    let problem: String?
    let done: ReviewDone?
    let symptoms: [Symptom]
    let headings: [Heading]
    let html: String
    /// What a reviewer should know beside the note; nil for nothing.
    var condition: ConditionPanel?
    let grades: [GradeButton]
    /// Where the form is sent.
    let action: String
    let state: String
    let isSession: Bool
    let skipped: [String]
    let skipHref: String
    let history: [HistoryRow]
    let hasHistory: Bool
    let curve: RecallCurve?

    /// A symptom without its answer.
    struct Symptom: Sendable {
        let id: String
        let description: TextModel
        let urgency: Badge?
    }

    /// A heading without what stands below it.
    struct Heading: Sendable {
        let text: TextModel
        let depth: Int
    }

    /// A grade with the days that it leads to.
    struct GradeButton: Sendable {
        let name: String
        let label: String
        let key: Int
        let interval: String
        let date: String
    }

    /// Something that was done to the schedule.
    struct HistoryRow: Sendable {
        let day: String
        let who: String
        let what: String
        let next: String
        let interval: String
        let isTakenBack: Bool
    }

    private static let mostRows = 50

    /// - Parameters:
    ///   - reviews: of the note, out of the log.
    ///   - log: the whole.
    init(
        _ loaded: LoadedNote, _ reviews: NoteReviews?, _ log: ReviewLog, _ steps: ReviewSteps, problem: ReviewError?,
        _ store: ReviewStore, _ view: View
    ) throws {
        let words = view.words
        let sentences = view.reviewSentences
        let note = loaded.note
        title = TextModel(note.title)
        href = view.addresses.page(ofNoteAt: note.path)
        path = note.path
        let due = try store.queue(of: [note.path]).first?.due
        reasons = due.map { [sentences.lateness($0.daysOverdue)] + sentences.reasons($0) } ?? []
        self.problem = problem.map { sentences.sentence($0) }
        done = try ReviewDone(steps, log, store, view)
        symptoms = note.symptoms.prefix(100).map {
            Symptom(
                id: $0.id, description: TextModel($0.description), urgency: $0.urgency.map { Badge($0, words) })
        }
        headings = note.headingsToRecall.map { Heading(text: TextModel($0.section.heading), depth: $0.depth) }
        html = view.noteHTML.fragment(of: loaded, omittingTitle: true)
        let outcomes = try store.preview(note.path)
        grades = Grade.allCases.compactMap { grade in
            outcomes[grade].map {
                GradeButton(
                    name: grade.name, label: sentences.grade(grade), key: grade.rawValue,
                    interval: sentences.days($0.interval), date: $0.nextReview.description)
            }
        }
        action = view.addresses.review(ofNoteAt: note.path)
        state = reviews?.state ?? ""
        isSession = steps.isSession
        skipped = steps.skipped
        skipHref = steps.skipping(note.path)
        place = steps.isSession ? try Self.place(steps, log, store, words) : nil
        history = Self.rows(reviews, sentences)
        hasHistory = !history.isEmpty
        curve = reviews.flatMap { RecallCurve($0.status, scheduler: store.scheduler, today: store.clock.today, words) }
    }

    private static func place(
        _ steps: ReviewSteps, _ log: ReviewLog, _ store: ReviewStore, _ words: Words
    ) throws -> String? {
        let left = try store.queueToday(log).count { !steps.skipped.contains($0.path) }
        return left > 0 ? words("review.left", String(left)) : nil
    }

    /// The latest first.
    private static func rows(_ reviews: NoteReviews?, _ sentences: ReviewSentences) -> [HistoryRow] {
        guard let reviews else { return [] }
        let counting = Set(reviews.history.effective.map(\.id))
        return reviews.history.events.suffix(mostRows).reversed().map { event in
            var isUndo = false
            if case .undo = event.action { isUndo = true }
            return HistoryRow(
                day: event.day.description, who: event.who, what: sentences.action(event.action),
                next: event.after.nextReview.description, interval: sentences.days(event.after.interval),
                isTakenBack: !isUndo && !counting.contains(event.id))
        }
    }
}
