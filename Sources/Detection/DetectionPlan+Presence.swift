extension DetectionPlan {
    /// Whether the data of a need is there.
    enum Presence {
        case there
        case missing([PromQL.Expression])
        /// `scalar()` makes no number of these, for they have several series.
        case several([PromQL.Expression])
        /// The server answered, but not with everything it has.
        case partial
        case failed(PrometheusFailure)
    }

    /// Asks what a need asks for.
    func presence(_ need: DataNeed, _ ask: Ask) async -> Presence {
        switch need {
        case .query(let query): return await presence(query, ask)
        case .single(let query): return await count(query, ask) { $0 > 1 ? .several([query]) : .there }
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

    /// A query's data is there when it answers, and the series whose change it follows have not ended.
    private func presence(_ query: PromQL.Expression, _ ask: Ask) async -> Presence {
        let answered = await answer(query, ask)
        guard case .there = answered, case .missing = await presence(query.continuity, ask) else { return answered }
        return .missing([query])
    }

    /// Whether a vector has any series.
    private func answer(_ query: PromQL.Expression, _ ask: Ask) async -> Presence {
        await count(query, ask) { $0 > 0 ? .there : .missing([query]) }
    }

    /// What the number of a vector's series means; asked as a count, so that the answer stays small. Only a count is
    /// believed.
    private func count(_ query: PromQL.Expression, _ ask: Ask, means: (Double) -> Presence) async -> Presence {
        let reply: PrometheusReply
        switch await ask("count(\(query.text))") {
        case .failure(let failure): return .failed(failure)
        case .success(let answer): reply = answer
        }
        guard case .vector(let samples) = reply.data, samples.count <= 1 else {
            return .failed(.notPrometheus(.notCount))
        }
        guard let sample = samples.first else { return reply.isPartial ? .partial : means(0) }
        guard let number = sample.number, number >= 0, number == number.rounded(), number.isFinite else {
            return .failed(.notPrometheus(.notCount))
        }
        return means(number)
    }

    /// The names of the series for whose lack a need is not met.
    func missing(_ need: DataNeed, _ ask: Ask) async -> [String] {
        guard case .missing(let queries) = await presence(need, ask) else { return [] }
        return queries.flatMap(\.watched).map(\.name)
    }

    /// The names of those series that are not there.
    func missing(_ watched: [WatchedSeries], _ ask: Ask) async -> [String] {
        await missing(.all(watched.map { .query($0.query) }), ask)
    }
}

extension DetectionPlan.Presence {
    /// What is missing goes before what could not be asked, as blind goes before error.
    fileprivate func worse(_ other: Self) -> Self {
        switch (self, other) {
        case (.missing(let first), .missing(let second)): .missing(first + second)
        case (.missing, _), (_, .there): self
        case (_, .missing), (.there, _): other
        case (.several(let first), .several(let second)): .several(first + second)
        case (.several, _): self
        case (_, .several): other
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
