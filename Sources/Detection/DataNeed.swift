/// The queries that tell whether an expression's data is there: the expression without any of its filters.
package indirect enum DataNeed: Sendable {
    /// The query must answer something.
    case query(PromQL.Expression)
    /// All must; an empty list needs nothing.
    case all([DataNeed])
    /// One must.
    case any([DataNeed])
    /// The query must not answer several series: `scalar()` makes no number of them, and nothing compares with none.
    case single(PromQL.Expression)

    /// What must answer for an empty result of `expression` to mean that nothing passed its filters.
    package init(_ expression: PromQL.Expression) {
        switch Finding(expression) {
        case .needs(let need): self = need.simplified
        case .always: self = .all([])
        case .nothing(let absent):
            // `absent(x)` speaks up when x is missing. Where it is compared away, its silence says nothing of x.
            let isSilent = DatalessResult(expression)?.samples.isEmpty ?? false
            self = isSilent && !absent.isEmpty ? DataNeed.any(absent).simplified : .all([])
        }
    }

    /// Whether nothing has to be asked.
    package var isEmpty: Bool {
        if case .all(let parts) = self { parts.isEmpty } else { false }
    }

    /// Whether a Prometheus that holds no series meets it; nil where that depends on the moment.
    var isMetWithoutData: Bool? {
        switch self {
        case .query(let query): return DatalessResult(query).map { !$0.samples.isEmpty }
        case .single(let query): return DatalessResult(query).map { $0.samples.count <= 1 }
        case .all(let parts):
            let met = parts.map(\.isMetWithoutData)
            return met.contains(false) ? false : met.contains(nil) ? nil : true
        case .any(let parts):
            let met = parts.map(\.isMetWithoutData)
            return met.contains(true) ? true : met.contains(nil) ? nil : false
        }
    }

    /// The distinct queries, in the order of the expression.
    package var queries: [PromQL.Expression] {
        var seen: Set<String> = []
        return leaves.filter { seen.insert($0.text).inserted }
    }

    private var leaves: [PromQL.Expression] {
        switch self {
        case .query(let query), .single(let query): [query]
        case .all(let parts), .any(let parts): parts.flatMap(\.leaves)
        }
    }

    /// The same need in one form: lists of one are their part, lists in lists of the same kind are one, nothing twice.
    var simplified: DataNeed {
        switch self {
        case .query, .single: return self
        case .all:
            let parts = Self.distinct(flat(\.conjuncts).map(\.simplified).flatMap { $0.flat(\.conjuncts) })
            return parts.count == 1 ? parts[0] : .all(parts)
        case .any:
            let parts = Self.distinct(flat(\.alternatives).map(\.simplified).flatMap { $0.flat(\.alternatives) })
            return parts.count == 1 ? parts[0] : .any(parts)
        }
    }

    private var conjuncts: [DataNeed]? { if case .all(let parts) = self { parts } else { nil } }
    private var alternatives: [DataNeed]? { if case .any(let parts) = self { parts } else { nil } }

    /// The parts of lists in lists of one kind.
    private func flat(_ kind: (DataNeed) -> [DataNeed]?) -> [DataNeed] {
        guard let parts = kind(self) else { return [self] }
        return parts.flatMap { $0.flat(kind) }
    }

    /// A key that is the same for needs that say the same.
    var key: String {
        switch self {
        case .query(let query): query.text
        case .single(let query): "single(\(query.text))"
        case .all(let parts): "all(" + parts.map(\.key).sorted().joined(separator: "; ") + ")"
        case .any(let parts): "any(" + parts.map(\.key).sorted().joined(separator: "; ") + ")"
        }
    }

    private static func distinct(_ parts: [DataNeed]) -> [DataNeed] {
        var seen: Set<String> = []
        return parts.filter { seen.insert($0.key).inserted }
    }
}
