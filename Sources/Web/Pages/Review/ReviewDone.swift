import KnowledgeBase
import Review

/// What was recorded last, to be read and taken back.
struct ReviewDone: Sendable {
    let sentence: String
    /// The page of the note.
    let href: String
    /// Where the form is sent; nil when there is nothing to take back.
    let action: String?
    let state: String
    let isSession: Bool
    let skipped: [String]

    /// Nil when nothing was recorded, or not by this person today.
    init?(_ steps: ReviewSteps, _ log: ReviewLog, _ store: ReviewStore, _ view: View) throws {
        guard let path = steps.last, let reviews = try store.reviews(ofNoteAt: path, in: log),
            let event = reviews.history.events.last, event.who == store.reviewer.name,
            event.day == store.clock.today
        else { return nil }
        sentence = view.reviewSentences.sentence(event, today: store.clock.today)
        href = view.addresses.page(ofNoteAt: path)
        var isUndo = false
        if case .undo = event.action { isUndo = true }
        action = isUndo ? nil : view.addresses.review(ofNoteAt: path)
        state = reviews.state
        isSession = steps.isSession
        skipped = steps.skipped
    }
}
