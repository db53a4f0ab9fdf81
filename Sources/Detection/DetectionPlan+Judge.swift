internal import Notes

extension DetectionPlan {
    /// How an instant query is answered; the text is PromQL. The caller keeps deadlines, caches and limits.
    package typealias Ask = (String) async -> Swift.Result<PrometheusReply, PrometheusFailure>

    /// Asks the expression, and what else is needed to understand an empty answer.
    ///
    /// - Parameter source: the text to send instead of the canonical one, so that a server's error tells its place.
    package func judge(source: String? = nil, ask: Ask) async -> Verdict {
        let reply: PrometheusReply
        switch await ask(source ?? expression.text) {
        case .success(let answer): reply = answer
        case .failure(let failure):
            return Verdict(.error, isOfServer: !failure.isOfQuery, [failure.sentence])
        }
        switch (expression.type, reply.data) {
        case (.scalar, .scalar(let point)): return await scalar(point, reply, ask)
        case (_, .vector(let samples)) where samples.isEmpty: return await empty(reply, ask)
        case (.scalar, .vector(let samples)):
            // VictoriaMetrics gives a number as one series without labels.
            guard samples.count == 1, let sample = samples.first, sample.labels.isEmpty, let value = sample.number
            else { return lie(.vector) }
            return await scalar(.init(time: sample.time, value: value), reply, ask)
        case (_, .vector(let samples)): return await values(samples, reply, ask)
        case (_, .scalar): return lie(.scalar)
        case (_, .matrix): return lie(.matrix)
        case (_, .string): return lie(.string)
        }
    }

    /// The server gives another type than the expression does.
    private func lie(_ type: PromQL.ValueType) -> Verdict {
        .error(PrometheusFailure.notPrometheus(.type(type, due: expression.type)).sentence)
    }

    private func values(
        _ samples: [PrometheusReply.Sample], _ reply: PrometheusReply, _ ask: Ask
    ) async -> Verdict {
        let result = Verdict.Result(samples, worstBy: threshold?.operation ?? comparison?.operation)
        guard !filters.isEmpty else {
            let ended = await missing(expression.continuity, ask)
            if !ended.isEmpty { return blind(.noSuchSeries(ended), reply.warnings) }
            return Verdict(
                .observed, result: result, warnings: reply.warnings,
                [
                    Sentence(
                        "verdict.observed", "Values without a condition to judge them by; series: %1.",
                        "\(result.count)")
                ])
        }
        if let verdict = await numberless(reply, ask) { return verdict }
        // What is silent without data fires for what is there.
        let mayStandIn = noData != .blind && !substituted.isEmpty
        let standIn = mayStandIn ? await missing(substituted, ask).count == substituted.count : false
        return Verdict(
            .firing, reason: standIn ? .fallback : nil, result: result, threshold: threshold,
            warnings: reply.warnings,
            [
                standIn
                    ? Sentence(
                        "verdict.fallback", "It fires on its fallback: no such series as %1.",
                        Self.list(substituted.map(\.name)))
                    : firing(result)
            ])
    }

    private func scalar(_ point: PrometheusReply.Point, _ reply: PrometheusReply, _ ask: Ask) async -> Verdict {
        let sample = PrometheusReply.Sample(labels: [:], time: point.time, value: .number(point.value))
        let result = Verdict.Result([sample], worstBy: nil)
        var judged = false
        if case .binary(let binary) = expression.node, binary.operation.isComparison { judged = true }
        if judged, point.value == 1 {
            if let verdict = await numberless(reply, ask) { return verdict }
            return Verdict(
                .firing, result: result, threshold: threshold, warnings: reply.warnings,
                [Sentence("verdict.holds", "The comparison holds.")])
        }
        if judged || point.value.isNaN, let verdict = await blindness(reply, ask) { return verdict }
        return Verdict(
            judged ? .clear : .observed, result: result, threshold: threshold, warnings: reply.warnings,
            [
                judged
                    ? Sentence("verdict.holds-not", "The comparison does not hold, and its data is there.")
                    : Sentence("verdict.nothing", "A value without a condition to judge it by.")
            ])
    }

    private func empty(_ reply: PrometheusReply, _ ask: Ask) async -> Verdict {
        if reply.isPartial { return blind(.partial, reply.warnings) }
        if let verdict = filters.isEmpty ? await unseen(reply, ask) : await blindness(reply, ask) { return verdict }
        if filters.isEmpty {
            return Verdict(
                .observed, warnings: reply.warnings,
                [Sentence("verdict.no-labels", "No series has these labels now; the metric exists.")])
        }
        // Constants alone say nothing about the world.
        if noData == .blind, expression.watched.isEmpty { return blind(.nothingMeasured, reply.warnings) }
        let sentence =
            if !data.isEmpty || !substituted.isEmpty {
                Sentence("verdict.clear", "Nothing passes the comparison, and the data is there.")
            } else if noData == .firing {
                Sentence("verdict.present", "What must not be absent is there.")
            } else {
                Sentence("verdict.passes-none", "Nothing passes the comparison at this time.")
            }
        return Verdict(.clear, threshold: threshold, warnings: reply.warnings, [sentence])
    }

    /// An empty answer without a filter: the metric itself must exist.
    private func unseen(_ reply: PrometheusReply, _ ask: Ask) async -> Verdict? {
        let verdict = await unmet(expression.existence(of: \.bare), reply, ask) { queries in
            .noSuchSeries(queries.flatMap(\.watched).map(\.name))
        }
        if let verdict { return verdict }
        guard expression.traits.joins, await missing(expression.existence { $0 }, ask).isEmpty else { return nil }
        return blind(.labelsNeverMatch, reply.warnings)
    }

    /// The verdict where an empty answer proves nothing; nil where the data is there.
    private func blindness(_ reply: PrometheusReply, _ ask: Ask) async -> Verdict? {
        if let verdict = await unmet(data, reply, ask, because: { await reason($0, ask) }) { return verdict }
        guard !substituted.isEmpty else { return nil }
        return await unmet(.any(substituted.map { .query($0.query) }), reply, ask) { _ in
            .noSuchSeries(substituted.map(\.name))
        }
    }

    /// The verdict where what fires does so for a number that `scalar()` could not make; nil where it could, or where that
    /// can't be told.
    private func numberless(_ reply: PrometheusReply, _ ask: Ask) async -> Verdict? {
        guard let need = DataNeed.ofNumbers(in: expression) else { return nil }
        let verdict = await unmet(need, reply, ask, because: { await reason($0, ask) })
        switch verdict?.reason {
        case .noSuchSeries?, .labelsNeverMatch?, .tooFewSamples?, .severalSeries?: return verdict
        default: return nil
        }
    }

    /// The verdict where a need is not met; nil where it is.
    private func unmet(
        _ need: DataNeed, _ reply: PrometheusReply, _ ask: Ask,
        because reason: ([PromQL.Expression]) async -> Verdict.Reason
    ) async -> Verdict? {
        switch await presence(need, ask) {
        case .there: nil
        case .partial: blind(.partial, reply.warnings)
        case .failed(let failure):
            .error(
                Sentence("verdict.unasked", "Whether the data is there could not be asked."), failure.sentence)
        case .missing(let queries): blind(await reason(queries), reply.warnings)
        case .several(let queries): blind(.severalSeries(queries.map(\.text)), reply.warnings)
        }
    }

    private func reason(_ queries: [PromQL.Expression], _ ask: Ask) async -> Verdict.Reason {
        for query in queries {
            let gone = await missing(query.existence { $0 }, ask)
            if !gone.isEmpty { return .noSuchSeries(gone) }
        }
        return queries.contains(where: \.traits.joins) ? .labelsNeverMatch : .tooFewSamples
    }

    private func blind(_ reason: Verdict.Reason, _ warnings: [String]) -> Verdict {
        let sentence =
            switch reason {
            case .noSuchSeries(let names):
                Sentence("verdict.no-series", "No such series as %1; nothing is measured.", Self.list(names))
            case .labelsNeverMatch:
                Sentence(
                    "verdict.no-match", "Both sides exist, and their labels never match; nothing is measured.")
            case .tooFewSamples:
                Sentence(
                    "verdict.few-samples",
                    "The series exist and do not answer, perhaps for lack of samples; nothing is measured.")
            case .partial:
                Sentence(
                    "verdict.partial",
                    "The server says that a part of the answer is missing; an empty one proves nothing.")
            case .severalSeries(let names):
                Sentence(
                    "verdict.several-series",
                    "%1 has several series, of which `scalar()` makes no number; nothing is measured: "
                        + "aggregate it, as with `max()`.", Self.list(names))
            case .nothingMeasured:
                Sentence("verdict.no-metric", "The expression looks at no series; nothing is measured.")
            case .fallback:
                Sentence("verdict.stand-in", "A fallback stands in for data that does not exist.")
            }
        return Verdict(.blind, reason: reason, threshold: threshold, warnings: warnings, [sentence])
    }

    private func firing(_ result: Verdict.Result) -> Sentence {
        guard let threshold, let value = result.worst?.number, !value.isNaN else {
            return Sentence("verdict.passed", "Matching series: %1.", "\(result.count)")
        }
        let (shown, limit) = (PromQL.Writer.number(value), PromQL.Writer.number(threshold.limit))
        return Sentence(
            "verdict.firing", "%1 %2 %3, %4 series.", shown, threshold.operation.rawValue, limit, "\(result.count)")
    }

    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(3).map { "`\(VisibleText.excerpt($0, limit: 200))`" }.joined(separator: ", ")
        return names.count > 3 ? "\(shown), +\(names.count - 3)" : shown
    }
}
