package import Index
package import Notes
package import Review

/// What happened to a schedule, and what cannot happen to it, as sentences in a person's language.
package struct ReviewSentences: Sendable {
    private let phrase: @Sendable (_ key: String, _ arguments: [String]) -> String

    /// - Parameter phrase: a phrase of the catalogue with its arguments in place; notes may have written them.
    package init(_ phrase: @escaping @Sendable (_ key: String, _ arguments: [String]) -> String) {
        self.phrase = phrase
    }

    private func words(_ key: String, _ arguments: String...) -> String { phrase(key, arguments) }

    /// `3 days`, `1 day`, in the language's grammar.
    package func days(_ count: Int) -> String {
        count == 1 ? words("review.days.one") : words("review.days", String(count))
    }

    /// Why a note is due: its rhythm, and how likely it is remembered.
    package func reasons(_ due: DueNote) -> [String] {
        var reasons: [String] = []
        if let interval = due.interval { reasons.append(words("due.every", days(interval))) }
        if let recall = due.retrievability {
            reasons.append(words("due.recall", String(Int((recall * 100).rounded()))))
        }
        return reasons
    }

    /// `3 days late`, `today`, `in 4 days`.
    package func lateness(_ daysOverdue: Int) -> String {
        switch daysOverdue {
        case 0: words("due.today")
        case 1...: words("due.late", days(daysOverdue))
        default: words("due.in", days(-daysOverdue))
        }
    }

    /// What the note has now: `good; next review 2026-03-26, in 23 days`.
    package func sentence(_ event: ReviewEvent, today: CalendarDate) -> String {
        let when = event.after.nextReview.days(since: today)
        let next = words("review.next", event.after.nextReview.description, lateness(-when))
        return words("review.did", event.note, action(event.action), next)
    }

    /// What was done: a grade, or the word for it.
    package func action(_ action: ReviewEvent.Action) -> String {
        switch action {
        case .review(let grade): self.grade(grade)
        case .reschedule: words("review.did.reschedule")
        case .snooze: words("review.did.snooze")
        case .undo: words("review.did.undo")
        }
    }

    /// A number with two digits behind the point.
    package static func hundredths(_ number: Double) -> String {
        let digits = String(Int((min(max(0, number), 1e9) * 100).rounded()) + 1000)
        let whole = (Int(digits.dropLast(2)) ?? 10) - 10
        return "\(whole).\(digits.suffix(2))"
    }

    /// What calendars and feed readers show beside the title: `every 14 days`, and the symptoms' urgency.
    package func feedDetails(_ entry: ScheduleEntry, _ plan: ReviewPlan) -> String {
        var parts = plan.interval.map { [words("due.every", days($0))] } ?? []
        if let urgency = entry.urgency { parts.append(words("terminal.urgency.\(urgency.rawValue)")) }
        return parts.joined(separator: " · ")
    }

    /// The word on the button of a grade.
    package func grade(_ grade: Grade) -> String { words("review.grade.\(grade.name)") }

    /// `3 notes to review`.
    package func reminderSubject(_ count: Int) -> String {
        count == 1 ? words("remind.subject.one") : words("remind.subject", String(count))
    }

    /// How many more wait; empty for none.
    package func reminderClosing(_ count: Int) -> String {
        count > 0 ? words("remind.closing", String(count)) : ""
    }

    /// Why a review was not recorded.
    package func sentence(_ error: ReviewError) -> String {
        switch error {
        case .invalidClock(let text): words("review.error.clock", text)
        case .invalidSetting(let name, let value): words("review.error.setting", name, value)
        case .frontMatter(let path, let error): words("review.error.refused", path, reason(error))
        case .readOnly(let path): words("review.error.read-only", path)
        case .outside(let path): words("review.error.outside", path)
        case .linkedLog(let path): words("review.error.linked", path)
        case .changedMeanwhile(let path): words("review.error.changed", path)
        case .reviewedMeanwhile(let path, let who): words("review.error.meanwhile", path, who ?? "?")
        case .cannotWrite(let path, let reason): words("review.error.write", path, reason)
        case .nothingToUndo(let path?): words("review.error.undo.note", path)
        case .nothingToUndo(nil): words("review.error.undo")
        case .logAhead(let path, let reason): words("review.error.ahead", path, reason)
        }
    }

    /// Why the two values of a front matter cannot be set.
    private func reason(_ error: FrontMatterEditError) -> String {
        switch error {
        case .noFrontMatter: words("review.refused.none")
        case .notClosed: words("review.refused.open")
        case .tooLarge: words("review.refused.large")
        case .beyondLimits: words("review.refused.limits")
        case .invalidYAML(let line, let column, let problem):
            words("review.refused.yaml", String(line), String(column), phrase(problem.key, problem.arguments))
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
