/// An alert as a checklist states it in prose: `lag > 10K 持續 5min`, `disk > 85% for 10 minutes`.
package struct StatedAlert: Hashable, Sendable {
    /// The words before the comparison, in lower case.
    package let subject: [String]
    /// The comparison that alarms.
    package let operation: PromQL.Operator
    /// The number as stated, thousands multiplied out.
    package let limit: Double
    /// Whether the limit was a percentage: 85 % is stated as 85, and an expression may say 0.85.
    package let isPercentage: Bool
    /// How long it must hold; nil where the prose does not say.
    package let duration: PromQL.Duration?

    /// Whether the statement speaks of what an expression measures: operator and number agree, and a word of the
    /// subject stands in a metric's name or in the symptom's own words.
    package func describes(_ plan: DetectionPlan, words: String = "") -> Bool {
        hasThreshold(of: plan) && (names(plan) || names(Self.squeezed(words)))
    }

    /// Of several statements the one that speaks of an expression: one that names its metric, else one that speaks in the
    /// symptom's words and names the metric of no other.
    package static func first(
        of statements: [StatedAlert], describing plan: DetectionPlan, words: String, among others: [DetectionPlan]
    ) -> StatedAlert? {
        let fitting = statements.filter { $0.describes(plan, words: words) }
        return fitting.first { $0.names(plan) }
            ?? fitting.first { stated in !others.contains { stated.hasThreshold(of: $0) && stated.names($0) } }
    }

    /// Whether operator and number are those of what an expression is held against.
    func hasThreshold(of plan: DetectionPlan) -> Bool {
        guard let threshold = plan.threshold, threshold.operation == operation else { return false }
        return isClose(threshold.limit, limit) || (isPercentage && isClose(threshold.limit, limit / 100))
    }

    private func names(_ plan: DetectionPlan) -> Bool {
        plan.expression.metricNames.map(Self.squeezed).contains(where: names)
    }

    private func names(_ squeezed: String) -> Bool {
        subject.contains { word in
            let word = Self.squeezed(word)
            return word.count > 1 && squeezed.contains(word)
        }
    }

    private func isClose(_ left: Double, _ right: Double) -> Bool {
        abs(left - right) <= 1e-9 * max(abs(left), abs(right))
    }

    /// Lower case, letters and digits only: `under-replicated` stands in `…underreplicatedpartitions`.
    private static func squeezed(_ text: String) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}

extension PromQL.Expression {
    /// The names of the metrics in it.
    package var metricNames: [String] {
        switch node {
        case .selector(let selector, _), .matrix(let selector, _, _): selector.name.map { [$0] } ?? []
        default: children.flatMap(\.metricNames)
        }
    }
}
