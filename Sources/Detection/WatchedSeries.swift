/// The series that a selector of an expression means, and how to ask whether they are there.
package struct WatchedSeries: Sendable {
    let selector: PromQL.Selector
    let modifiers: PromQL.Modifiers
    /// How far back it looks; nil for the newest sample.
    let range: PromQL.Duration?
    /// Whether the function around it follows how series change, so that they must still be there: `rate` answers for
    /// its whole range after an exporter died. Others, such as `last_over_time`, are there to bridge a gap.
    let mustContinue: Bool

    /// The same metric, whatever its labels say.
    var bare: WatchedSeries {
        WatchedSeries(selector: selector.bare, modifiers: modifiers, range: range, mustContinue: mustContinue)
    }

    /// The query that answers exactly when they are there.
    package var query: PromQL.Expression {
        guard let range, !mustContinue, let function = PromQL.Function.named("present_over_time") else {
            return .init(.selector(selector, modifiers), .vector, 0..<0)
        }
        let matrix = PromQL.Expression(.matrix(selector, range: range, modifiers), .matrix, 0..<0)
        return .init(.call(function, [matrix]), .vector, 0..<0)
    }

    /// The selector as canonical text, for a person; with its moment, for `x` of now may be there where `x offset 1w` is
    /// not.
    package var name: String { PromQL.Expression(.selector(selector, modifiers), .vector, 0..<0).text }

    static func distinct(_ series: [WatchedSeries]) -> [WatchedSeries] {
        var seen: Set<String> = []
        return series.filter { seen.insert($0.query.text).inserted }
    }

    fileprivate static let changeFunctions: Set<String> = [
        "changes", "delta", "deriv", "double_exponential_smoothing", "holt_winters", "idelta", "increase", "irate",
        "predict_linear", "rate", "resets",
    ]
}

extension PromQL.Expression {
    /// The distinct series it looks at, in the order of the text.
    package var watched: [WatchedSeries] { WatchedSeries.distinct(series(mustContinue: false)) }

    private func series(mustContinue: Bool) -> [WatchedSeries] {
        if let series = ownSeries(mustContinue: mustContinue) { return [series] }
        return children.flatMap { $0.series(mustContinue: isFollowing) }
    }

    /// The series of a selector; nil for what is none.
    private func ownSeries(mustContinue: Bool) -> WatchedSeries? {
        switch node {
        case .selector(let selector, let modifiers):
            WatchedSeries(selector: selector, modifiers: modifiers, range: nil, mustContinue: false)
        case .matrix(let selector, let range, let modifiers):
            WatchedSeries(selector: selector, modifiers: modifiers, range: range, mustContinue: mustContinue)
        default: nil
        }
    }

    /// Whether it follows how the series right below it change.
    private var isFollowing: Bool {
        if case .call(let function, _) = node { WatchedSeries.changeFunctions.contains(function.name) } else { false }
    }

    /// The branches of `or`; nil for what is none.
    private var branches: [PromQL.Expression]? {
        guard case .binary(let binary) = node, binary.operation == .or else { return nil }
        return [binary.left, binary.right]
    }

    /// Whether one of the branches answers whatever data there is, as in `x{code="500"} or vector(0)`: it stands in for
    /// labels that nothing has, not for a metric that does not exist.
    private var hasFallback: Bool { branches?.contains(where: \.traits.alwaysAnswers) ?? false }

    /// What must exist of the series it looks at, each changed by `change`: all, but of the branches of `or` those of
    /// one. A branch that looks at none, such as `vector(0)`, stands for the labels of another, not for its metric.
    func existence(of change: (WatchedSeries) -> WatchedSeries) -> DataNeed {
        (existing(isFollowed: false, change) ?? .all([])).simplified
    }

    private func existing(isFollowed: Bool, _ change: (WatchedSeries) -> WatchedSeries) -> DataNeed? {
        if let series = ownSeries(mustContinue: isFollowed) { return .query(change(series).query) }
        let isSubstituted = hasFallback
        let needs = children.compactMap {
            $0.existing(isFollowed: isFollowing) { isSubstituted ? $0.bare : change($0) }
        }
        guard !needs.isEmpty else { return nil }
        return branches == nil ? .all(needs) : .any(needs)
    }

    /// What must still exist for an answer to be one of now: the series whose change is followed, of the branches of `or`
    /// those of one; a branch that follows none must answer itself.
    var continuity: DataNeed { (continuing(isFollowed: false) { $0 } ?? .all([])).simplified }

    private func continuing(isFollowed: Bool, _ change: (WatchedSeries) -> WatchedSeries) -> DataNeed? {
        if let series = ownSeries(mustContinue: isFollowed) {
            return series.mustContinue ? .query(change(series).query) : nil
        }
        if let branches {
            let isSubstituted = hasFallback
            let needs = branches.map { $0.continuing(isFollowed: false) { isSubstituted ? $0.bare : change($0) } }
            guard needs.contains(where: { $0 != nil }) else { return nil }
            return .any(
                zip(branches, needs).compactMap { branch, need in
                    need ?? (branch.traits.alwaysAnswers ? nil : .query(branch))
                })
        }
        let needs = children.compactMap { $0.continuing(isFollowed: isFollowing, change) }
        return needs.isEmpty ? nil : .all(needs)
    }
}
