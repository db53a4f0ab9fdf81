package import Detection
package import Notes

/// A symptom as it was measured.
///
/// Keys: `note` (id), `path`, `symptom` (`S1`), `description`, `urgency` (`critical`, `high`, `medium`, `low`, or null),
/// `verdict` (`firing`, `blind`, `error`, `clear`, `observed`, or null where nothing measures it), `value` (of the series
/// that alarms most; null where there is none, or it is no finite number), `operator` and `threshold` (what the value is
/// held against, or null), `expression` (as sent, or null), `labels` (of that series), `series` (how many answered),
/// `checked_at` (RFC 3339, or null), `message` (one sentence), `warnings` (of the server), `command` (address of the
/// command, or null), `line` (of the expression or the symptom, 1-based).
package struct TriageRow: Row {
    /// What was measured, or that nothing measures it.
    package let target: DetectionTarget
    /// Nil where nothing measures the symptom.
    package let verdict: Verdict?
    /// Seconds since 1970.
    package let checkedAt: Int

    /// A verdict that is nil says that there was nothing to ask, not that the answer is missing.
    package init(_ target: DetectionTarget, _ verdict: Verdict?, checkedAt: Int) {
        self.target = target
        self.verdict = verdict
        self.checkedAt = checkedAt
    }

    package var path: String { target.path }

    /// What is said of the verdict, or that there is none.
    package var sentences: [Sentence] {
        if let verdict { return verdict.sentences }
        guard case .gap(let languages) = target.question, !languages.isEmpty else {
            return [Sentence("verdict.gap.commands", "No command detects it; nothing is measured.")]
        }
        return [Sentence("verdict.gap.promql", "No PromQL measures it; run its commands by hand.")]
    }

    /// The same in English, in every language of the interface: programs look for its words.
    package var message: String { sentences.map(\.english).joined(separator: " ") }

    package var object: JSONObject {
        [
            "note": .text(target.note), "path": .text(target.path), "symptom": .text(target.symptom.id),
            "description": .text(target.symptom.description.full),
            "urgency": .optional(target.symptom.urgency?.rawValue), "verdict": .optional(verdict?.kind.rawValue),
            "value": Self.number(verdict?.value), "operator": .optional(verdict?.threshold?.operation.rawValue),
            "threshold": Self.number(verdict?.threshold?.limit), "expression": .optional(target.source),
            "labels": .texts(verdict?.labels ?? [:]), "series": .integer(verdict?.seriesCount ?? 0),
            "checked_at": verdict == nil ? .null : .text(RowTime.text(checkedAt)), "message": .text(message),
            "warnings": .texts(verdict?.warnings ?? []), "command": .optional(target.command),
            "line": .integer(target.line),
        ]
    }

    private static func number(_ number: Double?) -> RowValue { number.map { .decimal($0) } ?? .null }

    /// The order of a board: by alarm, what nothing measures last; of equals the more urgent first, then by path and in
    /// the order of the note.
    package static func precedes(_ left: TriageRow, _ right: TriageRow) -> Bool {
        (left.rank, left.path, left.target.ordinal, left.target.line)
            < (right.rank, right.path, right.target.ordinal, right.target.line)
    }

    private var rank: Int {
        let alarm = verdict.flatMap { Verdict.Kind.allCases.firstIndex(of: $0.kind) } ?? Verdict.Kind.allCases.count
        return alarm * 10 + (target.symptom.urgency?.rank ?? 9)
    }
}
