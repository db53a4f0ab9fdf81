package import Notes

/// What an expression measures, and how its result is to be judged.
///
/// A filter makes a verdict: Prometheus leaves out what does not pass, so a result that is not empty fires. An empty
/// one is clear only where the data is there; `data` says what to ask for that.
package struct DetectionPlan: Sendable {
    /// What leaves series out of a result.
    package enum Filter: String, Sendable, CaseIterable {
        /// A comparison without `bool`.
        case comparison = "cmp"
        /// `and` or `unless`.
        case set
        /// `absent` or `absent_over_time`; what is inside does not count.
        case absent
    }

    /// Where the filters stand.
    package enum Shape: String, Sendable {
        case none
        /// One comparison, on the top.
        case comparison
        /// Comparisons below the top, with or without set operators.
        case nestedComparison = "nested-comparison"
        /// Only set operators.
        case set
        /// Only absence.
        case absent
        case mixed
    }

    /// The expression that is asked.
    package let expression: PromQL.Expression
    /// Where its filters stand.
    package let shape: Shape
    /// The kinds of filter anywhere in it.
    package let filters: Set<Filter>
    /// The comparison on the top, where there is one.
    package let comparison: Comparison?
    /// What the value is held against, for showing; in a chain `x < 14 > 7` the one that alarms, the first that is no
    /// mere guard against zero.
    package let threshold: Threshold?
    /// Whether `bool` is used anywhere.
    package let usesBool: Bool
    /// Whether `or vector(0)` or the like stands in for data that is missing.
    package let hasFallback: Bool
    /// What must answer for an empty result to be clear.
    package let data: DataNeed
    /// The metrics a fallback stands in for, whatever their labels: one of them must exist. None for a fallback on the right
    /// of `unless`.
    package let substituted: [WatchedSeries]
    /// The verdict on a Prometheus without any data; nil where it depends on the day.
    package let noData: Verdict.Kind?

    /// The plan of an expression; a matrix or a string can't be judged.
    package init(_ expression: PromQL.Expression) throws(DetectionError) {
        guard expression.type == .vector || expression.type == .scalar else {
            throw .notJudgeable(expression.type)
        }
        let facts = Facts(expression)
        self.expression = expression
        self.filters = facts.filters
        self.usesBool = facts.usesBool
        self.hasFallback = facts.hasFallback
        self.comparison = Comparison(top: expression)
        self.threshold = Threshold(expression)
        self.data = DataNeed(expression)
        self.substituted = WatchedSeries.distinct(facts.substituted)
        self.shape = Self.shape(facts, isComparison: comparison != nil)
        self.noData = Self.noData(expression, filters: facts.filters)
    }

    private static func shape(_ facts: Facts, isComparison: Bool) -> Shape {
        if facts.filters.isEmpty { return .none }
        if facts.filters == [.absent] { return .absent }
        if facts.filters == [.set] { return .set }
        if facts.filters.contains(.absent) { return .mixed }
        if !isComparison { return .nestedComparison }
        return facts.comparisons == 1 && facts.filters == [.comparison] ? .comparison : .mixed
    }

    private static func noData(_ expression: PromQL.Expression, filters: Set<Filter>) -> Verdict.Kind? {
        guard let result = DatalessResult(expression) else { return nil }
        if result.samples.isEmpty { return .blind }
        if let need = DataNeed.ofNumbers(in: expression), need.isMetWithoutData == false { return .blind }
        return filters.isEmpty ? .observed : .firing
    }
}

/// Why an expression has no plan.
package enum DetectionError: ExplainedError, Hashable, Sendable {
    case notJudgeable(PromQL.ValueType)

    /// One sentence for a person.
    package var sentence: Sentence {
        switch self {
        case .notJudgeable(.matrix):
            Sentence(
                "verdict.matrix",
                "The expression gives a matrix (many values for each series), which can't be judged; "
                    + "put a function such as rate() or max_over_time() around it.")
        case .notJudgeable(let type):
            Sentence(
                "verdict.type",
                "The expression gives a %1, which can't be judged; write one that gives a vector or a scalar.",
                "\(type)")
        }
    }
}
