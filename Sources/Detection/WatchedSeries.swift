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

    /// The selector as canonical text, for a person.
    package var name: String { PromQL.Expression(.selector(selector, .none), .vector, 0..<0).text }

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
        switch node {
        case .selector(let selector, let modifiers):
            return [.init(selector: selector, modifiers: modifiers, range: nil, mustContinue: false)]
        case .matrix(let selector, let range, let modifiers):
            return [.init(selector: selector, modifiers: modifiers, range: range, mustContinue: mustContinue)]
        case .call(let function, let arguments):
            let follows = WatchedSeries.changeFunctions.contains(function.name)
            return arguments.flatMap { $0.series(mustContinue: follows) }
        default: return children.flatMap { $0.series(mustContinue: false) }
        }
    }
}
