/// One Prometheus alerting rule made from a symptom.
package struct AlertRule: Sendable {
    /// The alert's name, such as `KafkaPatternsOperationsS1`.
    package let name: String
    /// The expression, which gives a vector.
    package let expression: PromQL.Expression
    /// The text to export; that of the note where there is one, so that a reader finds it again.
    package let source: String
    /// How long it must hold before it fires; nil for at once.
    package let duration: PromQL.Duration?
    /// The label `severity`, such as `critical`.
    package let severity: String
    /// Plain texts; what a template would expand in them is escaped.
    package let summary: String
    /// The longer text, in both languages where the note has them.
    package let description: String
    /// The address of the symptom's anchor.
    package let runbookURL: String

    /// The rule; refused where the expression can't be one of an alert, though promtool would take it.
    package init(
        name: String, expression: PromQL.Expression, source: String? = nil, duration: PromQL.Duration? = nil,
        severity: String, summary: String, description: String, runbookURL: String
    ) throws(AlertRuleError) {
        guard expression.type == .vector else { throw .notAlertable(name: name, type: expression.type) }
        guard !name.isEmpty else { throw .noName }
        self.name = name
        self.expression = expression
        self.source = source ?? expression.text
        self.duration = duration
        self.severity = severity
        self.summary = summary
        self.description = description
        self.runbookURL = runbookURL
    }

    /// A name for the alert of a note's symptom: the note's words without its number, joined, and the symptom.
    package static func name(note: String, symptom: String) -> String {
        let words = note.split { !$0.isLetter && !$0.isNumber }.drop { $0.allSatisfy(\.isNumber) }
        let joined = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        return joined + symptom.filter { $0.isLetter || $0.isNumber }
    }
}

/// Why there is no rule.
package enum AlertRuleError: Error, Hashable, Sendable, CustomStringConvertible {
    case notAlertable(name: String, type: PromQL.ValueType)
    case noName

    /// One sentence for a person.
    package var description: String {
        switch self {
        case .notAlertable(let name, let type):
            "The expression of \(VisibleText.excerpt(name, limit: 80)) gives a \(type), and an alert needs a vector"
                + (type == .scalar ? "; put vector() around it and compare." : ".")
        case .noName: "An alert needs a name."
        }
    }
}
