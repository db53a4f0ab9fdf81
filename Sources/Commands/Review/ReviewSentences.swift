import Catalogue
import KnowledgeBase
import Notes
import Review

/// What happened to a schedule, and what cannot happen to it, as sentences in the person's language.
struct ReviewSentences {
    let words: Catalogue

    /// `3 days`, `1 day`, in the language's grammar.
    func days(_ count: Int) -> String {
        count == 1 ? words("review.days.one") : words("review.days", String(count))
    }

    /// `3 days late`, `today`, `in 4 days`.
    func lateness(_ daysOverdue: Int) -> String {
        switch daysOverdue {
        case 0: words("due.today")
        case 1...: words("due.late", days(daysOverdue))
        default: words("due.in", days(-daysOverdue))
        }
    }

    /// What the note has now: `good; next review 2026-03-26, in 23 days`.
    func sentence(_ event: ReviewEvent, today: CalendarDate) -> String {
        let when = event.after.nextReview.days(since: today)
        let next = words("review.next", event.after.nextReview.description, lateness(-when))
        let what =
            switch event.action {
            case .review(let grade): self.grade(grade)
            case .reschedule: words("review.did.reschedule")
            case .snooze: words("review.did.snooze")
            case .undo: words("review.did.undo")
            }
        return words("review.did", ControlCharacters.visible(event.note), what, next)
    }

    func grade(_ grade: Grade) -> String { words("review.grade.\(grade.name)") }

    /// Why a review was not recorded.
    func sentence(_ error: ReviewError) -> String {
        func shown(_ text: String) -> String { ControlCharacters.visible(text) }
        return switch error {
        case .invalidClock(let text): words("terminal.error.clock", shown(text))
        case .invalidSetting(let name, let value): words("review.error.setting", name, shown(value))
        case .frontMatter(let path, let error): words("review.error.refused", shown(path), shown(reason(error)))
        case .readOnly(let path): words("review.error.read-only", shown(path))
        case .outside(let path): words("review.error.outside", shown(path))
        case .changedMeanwhile(let path): words("review.error.changed", shown(path))
        case .cannotWrite(let path, let reason): words("review.error.write", shown(path), reason)
        case .nothingToUndo(let path?): words("review.error.undo.note", shown(path))
        case .nothingToUndo(nil): words("review.error.undo")
        case .logAhead(let path, let reason): words("review.error.ahead", shown(path), shown(reason))
        }
    }

    /// Why the two values of a front matter cannot be set.
    private func reason(_ error: FrontMatterEditError) -> String {
        switch error {
        case .noFrontMatter: words("review.refused.none")
        case .notClosed: words("review.refused.open")
        case .tooLarge: words("review.refused.large")
        case .invalidYAML(let line, let column, let problem):
            words("review.refused.yaml", String(line), String(column), problem)
        case .notAMapping(let line): words("review.refused.fields", String(line))
        case .valueIsCollection(let key, let line): words("review.refused.collection", String(line), key)
        case .anchorInUse(let key, let anchor, let line): words("review.refused.anchor", String(line), key, anchor)
        case .tagForbids(let key, let tag, let line): words("review.refused.tag", String(line), tag, key)
        case .unsupportedKey(let line): words("review.refused.key", String(line))
        case .dateOutOfRange: words("review.refused.date")
        case .unsafe(let key): words("review.refused.unsafe", key)
        }
    }
}
