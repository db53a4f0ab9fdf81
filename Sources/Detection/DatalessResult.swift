/// What an expression answers on a Prometheus that holds no series at all: so it is known beforehand whether it is
/// silent, or fires, when everything it measures is gone.
struct DatalessResult {
    /// One series of an answer; the value is nil where it depends on the moment.
    struct Sample {
        var labels: [String: String]
        var value: Double?
    }

    let samples: [Sample]

    /// Nil where the answer depends on the moment, as with `day_of_week() > 0`.
    init?(_ expression: PromQL.Expression) {
        guard let samples = Self.samples(expression) else { return nil }
        self.samples = samples
    }

    private static func samples(_ expression: PromQL.Expression) -> [Sample]? {
        switch expression.node {
        case .number(let value): [Sample(labels: [:], value: value)]
        case .string, .selector, .matrix: []
        case .subquery(let inner, _, _, _): samples(inner)
        case .call(let function, let arguments): call(function, arguments)
        case .aggregation(let aggregation): samples(aggregation.operand).map { aggregate($0, aggregation) }
        case .negation(let operand): samples(operand)?.map { Sample(labels: $0.labels, value: $0.value.map { -$0 }) }
        case .binary(let binary): self.binary(binary)
        }
    }

    private static func call(_ function: PromQL.Function, _ arguments: [PromQL.Expression]) -> [Sample]? {
        if function.isAbsence {
            guard let argument = arguments.first, let inner = samples(argument) else { return nil }
            return inner.isEmpty ? [Sample(labels: absenceLabels(argument), value: 1)] : []
        }
        if function.name == "vector" { return arguments.first.flatMap(samples) }
        let operand = arguments.first { $0.type == .vector || $0.type == .matrix }
        guard let operand else { return [Sample(labels: [:], value: function.name == "pi" ? .pi : nil)] }
        guard let inner = samples(operand) else { return nil }
        switch function.name {
        case "scalar": return [Sample(labels: [:], value: inner.count == 1 ? inner[0].value : .nan)]
        case "sort", "sort_desc", "sort_by_label", "sort_by_label_desc", "last_over_time", "first_over_time",
            "min_over_time", "max_over_time", "avg_over_time", "label_join":
            return inner
        case "label_replace":
            let texts = arguments.compactMap { if case .string(let text) = $0.node { text } else { String?.none } }
            return inner.map { relabelled($0, texts) }
        default: return inner.map { Sample(labels: $0.labels, value: nil) }
        }
    }

    /// `absent` answers with the labels its selector asks to be equal, each asked once.
    private static func absenceLabels(_ argument: PromQL.Expression) -> [String: String] {
        let selector: PromQL.Selector
        switch argument.node {
        case .selector(let inner, _), .matrix(let inner, _, _): selector = inner
        default: return [:]
        }
        let counts = Dictionary(selector.matchers.map { ($0.label, 1) }, uniquingKeysWith: +)
        let once = selector.matchers.filter { $0.kind == .equal && counts[$0.label] == 1 && $0.label != "__name__" }
        return Dictionary(once.map { ($0.label, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    private static func aggregate(_ inner: [Sample], _ aggregation: PromQL.Aggregation) -> [Sample] {
        if ["topk", "bottomk", "limitk", "limit_ratio"].contains(aggregation.name) { return inner }
        let groups = Dictionary(grouping: inner) { sample in
            guard let grouping = aggregation.grouping else { return [String: String]() }
            return sample.labels.filter { grouping.labels.contains($0.key) != grouping.without }
        }
        return groups.map { labels, members in
            let value: Double? =
                switch aggregation.name {
                case "count": Double(members.count)
                case "group": 1
                case "sum", "avg", "min", "max": members.count == 1 ? members[0].value : nil
                default: nil
                }
            return Sample(labels: labels, value: value)
        }
    }

    private static func binary(_ binary: PromQL.Binary) -> [Sample]? {
        let sides = (left: samples(binary.left), right: samples(binary.right))
        // Without series on its left nothing passes `and` and `unless`, without any on a side nothing is calculated.
        let isSilent = sides.left?.isEmpty == true && binary.operation != .or
        let isUnpaired = sides.right?.isEmpty == true && binary.operation != .or && binary.operation != .unless
        if isSilent || isUnpaired { return [] }
        guard let left = sides.left, let right = sides.right else { return nil }
        let isJoin = binary.left.type == .vector && binary.right.type == .vector
        func key(_ sample: Sample) -> [String: String] {
            guard isJoin, let matching = binary.matching else { return isJoin ? sample.labels : [:] }
            return sample.labels.filter { matching.labels.contains($0.key) == matching.on }
        }
        switch binary.operation {
        case .and, .unless:
            let keys = Set(right.map(key))
            return left.filter { keys.contains(key($0)) == (binary.operation == .and) }
        case .or:
            let keys = Set(left.map(key))
            return left + right.filter { !keys.contains(key($0)) }
        default: break
        }
        let partners = Dictionary(right.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
        var results: [Sample] = []
        let keepsRight = binary.left.type == .scalar
        for one in left {
            // A scalar goes with every series, whichever side it stands on.
            let pairs = keepsRight ? right : partners[key(one)].map { [$0] } ?? []
            for other in pairs {
                var result = keepsRight ? other : one
                let value = one.value.flatMap { a in other.value.flatMap { binary.operation.apply(a, $0) } }
                if binary.isFilter {
                    guard let passes = value else { return nil }
                    if passes == 1 { results.append(result) }
                } else {
                    result.value = value
                    results.append(result)
                }
            }
        }
        return results
    }
}
