import KnowledgeBase
import Review

/// What the form of a note asks for.
struct ReviewForm: Sendable {
    enum Kind: Sendable, Equatable {
        case grade(Grade)
        case snooze
        case undo
    }

    let kind: Kind
    /// How the note stood when the form was made, as `NoteReviews.state`.
    let state: String

    /// Nil for a form that is none of ours.
    init?(_ form: FormFields) {
        guard let action = form["action"], let state = form["state"] else { return nil }
        switch action {
        case "snooze": kind = .snooze
        case "undo": kind = .undo
        default:
            guard let grade = Grade(name: action) else { return nil }
            kind = .grade(grade)
        }
        self.state = state
    }

    /// - Throws: `ReviewError`, also when the note does not stand any more as it did.
    func record(_ path: String, in store: ReviewStore) throws {
        switch kind {
        case .grade(let grade): _ = try store.review(path, grade, seen: state)
        case .snooze: _ = try store.snooze(path, days: 1, seen: state)
        case .undo: _ = try store.undo(path, seen: state)
        }
    }
}
