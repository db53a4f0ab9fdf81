extension PromQL {
    /// Functions and aggregations that Prometheus 2.42 does not know.
    fileprivate static let newerNames: Set<String> = [
        "double_exponential_smoothing", "end", "first_over_time", "histogram_avg", "histogram_quantiles",
        "histogram_stddev", "histogram_stdvar", "info", "limit_ratio", "limitk", "mad_over_time", "range",
        "sort_by_label", "sort_by_label_desc", "start", "step", "ts_of_first_over_time", "ts_of_last_over_time",
        "ts_of_max_over_time", "ts_of_min_over_time",
    ]
}

extension PromQL.Expression {
    /// What Prometheus 2.42 can't read of its canonical text, each once in the order of the text: names of functions, and
    /// names of metrics and labels that must stand in quotes.
    package var newerParts: [String] {
        var seen: Set<String> = []
        return allNewerParts.filter { seen.insert($0).inserted }
    }

    private var allNewerParts: [String] {
        func quoted(_ labels: [String]) -> [String] { labels.filter { !PromQL.isPlainInList($0) }.map(PromQL.quoted) }
        let own: [String] =
            switch node {
            case .selector(let selector, _), .matrix(let selector, _, _):
                [selector.name].compactMap { $0 }.filter { !PromQL.isPlainMetric($0) }.map(PromQL.quoted)
                    + selector.matchers.map(\.label).filter { !PromQL.isPlainLabel($0) }.map(PromQL.quoted)
            case .call(let function, _): PromQL.newerNames.contains(function.name) ? [function.name] : []
            case .aggregation(let aggregation):
                (PromQL.newerNames.contains(aggregation.name) ? [aggregation.name] : [])
                    + quoted(aggregation.grouping?.labels ?? [])
            case .binary(let binary):
                quoted((binary.matching?.labels ?? []) + (binary.matching?.group?.include ?? []))
            default: []
            }
        return own + children.flatMap(\.allNewerParts)
    }
}
