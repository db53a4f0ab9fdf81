extension DetectionPlan {
    /// Whether the data of a need is there.
    enum Presence {
        case there
        case missing([PromQL.Expression])
        /// The server answered, but not with everything it has.
        case partial
        case failed(PrometheusFailure)
    }

    /// Asks a need's queries as counts, so that the answers stay small.
    func presence(_ need: DataNeed, _ ask: Ask) async -> Presence {
        switch need {
        case .query(let query): return await presence(query, ask)
        case .all(let parts):
            var worst = Presence.there
            for part in parts { worst = worst.worse(await presence(part, ask)) }
            return worst
        case .any(let parts):
            var worst = Presence.there
            for part in parts {
                let next = await presence(part, ask)
                if case .there = next { return .there }
                worst = worst.worse(next)
            }
            return worst
        }
    }

    private func presence(_ query: PromQL.Expression, _ ask: Ask) async -> Presence {
        switch await ask(query.type == .scalar ? query.text : "count(\(query.text))") {
        case .failure(let failure): return .failed(failure)
        case .success(let reply):
            if !reply.isEmpty { return .there }
            return reply.isPartial ? .partial : .missing([query])
        }
    }

    /// Those of some selectors that answer nothing, as canonical text.
    func missing(_ selectors: [PromQL.Expression], _ ask: Ask) async -> [String] {
        var missing: [String] = []
        for selector in selectors {
            if case .missing = await presence(selector, ask) { missing.append(selector.text) }
        }
        return missing
    }
}

extension DetectionPlan.Presence {
    /// What is missing goes before what could not be asked, as blind goes before error.
    fileprivate func worse(_ other: Self) -> Self {
        switch (self, other) {
        case (.missing(let first), .missing(let second)): .missing(first + second)
        case (.missing, _), (_, .there): self
        case (_, .missing), (.there, _): other
        case (.partial, _), (_, .failed): self
        default: other
        }
    }
}

extension Verdict.Result {
    /// The series of a vector; the worst is the one furthest in the direction of `operation`.
    init(_ samples: [PrometheusReply.Sample], worstBy operation: PromQL.Operator?) {
        let numbered = samples.filter { $0.number.map { !$0.isNaN } ?? false }
        let worst: PrometheusReply.Sample? =
            switch operation {
            case .greater, .greaterOrEqual: numbered.max { ($0.number ?? 0) < ($1.number ?? 0) }
            case .less, .lessOrEqual: numbered.min { ($0.number ?? 0) < ($1.number ?? 0) }
            default: numbered.first
            }
        self.init(
            count: samples.count, samples: Array(samples.prefix(PrometheusReply.shownSeries)),
            worst: worst ?? samples.first)
    }
}
