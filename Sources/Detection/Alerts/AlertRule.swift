package import Notes

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
        if let pattern = expression.badPattern { throw .badPattern(pattern) }
        self.name = name
        self.expression = expression
        self.source = source ?? expression.text
        self.duration = duration
        self.severity = severity
        self.summary = summary
        self.description = description
        self.runbookURL = runbookURL
    }
}

/// Why there is no rule.
package enum AlertRuleError: ExplainedError, Hashable, Sendable {
    case notAlertable(name: String, type: PromQL.ValueType)
    case noName
    /// A matcher's regular expression is none.
    case badPattern(String)

    /// One sentence for a person.
    package var sentence: Sentence {
        switch self {
        case .notAlertable(let name, .scalar):
            Sentence(
                "alerts.refused.scalar",
                "The expression of %1 gives a scalar, and an alert needs a vector; put vector() around it and compare.",
                VisibleText.excerpt(name, limit: 80))
        case .notAlertable(let name, let type):
            Sentence(
                "alerts.refused.type",
                "The expression of %1 gives a %2, and an alert needs a vector; rewrite it to give one.",
                VisibleText.excerpt(name, limit: 80), "\(type)")
        case .noName: Sentence("alerts.refused.name", "An alert needs a name.")
        case .badPattern(let pattern):
            Sentence(
                "alerts.refused.pattern",
                "The regular expression `%1` can't be read, for which Prometheus would refuse the whole file; correct it.",
                VisibleText.excerpt(pattern, limit: 80))
        }
    }
}
