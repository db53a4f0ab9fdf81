import Detection
import KnowledgeBase
import Live
import Synchronization

/// Measures symptoms against Prometheus, once for all who look: each expression at most once an interval.
final class Board: Sendable {
    /// Which symptoms somebody looks at.
    enum Scope: Sendable, Hashable {
        case all
        /// Those of the note at a path, with values of its parameters.
        case note(path: String, values: [String: String] = [:])
    }

    /// A symptom as it was measured, with the course of its value.
    struct Reading: Sendable {
        let row: TriageRow
        let trend: Trend?
    }

    private struct Measurement: Sendable {
        let verdict: Verdict?
        let trend: Trend?
        let checkedAt: Int
    }

    /// How long a course serves: it has one value a minute.
    private static let trendLifetime = Duration.seconds(60)
    /// Long enough for the expressions of one round to share what they ask, too short to be taken for another time.
    private static let queryLifetime = Duration.seconds(2)

    let settings: BoardSettings
    private let client: PrometheusClient
    private let metrics: Metrics
    private let now: @Sendable () -> Int
    private let measurements: AnswerCache<Measurement>
    private let queries = AnswerCache<PrometheusClient.Answer>(lifetime: Board.queryLifetime)
    private let trends = AnswerCache<Trend?>(lifetime: Board.trendLifetime)
    private let loaded = AnswerCache<[LoadedAlertRule]>(lifetime: Board.trendLifetime)
    private let measured = Mutex<UInt64>(0)

    init(_ settings: BoardSettings, metrics: Metrics, now: @escaping @Sendable () -> Int) {
        self.settings = settings
        self.metrics = metrics
        self.now = now
        client = PrometheusClient(settings.prometheus)
        measurements = AnswerCache(lifetime: .seconds(settings.interval))
    }

    /// Another number after each measurement.
    var version: UInt64 { measured.withLock { $0 } }

    /// What is known of targets, at most an interval old; in the order of alarm. It takes the settings' time limit at most.
    func readings(of targets: [DetectionTarget]) async -> [Reading] {
        let deadline = ContinuousClock.now.advanced(by: settings.limit)
        let readings = await Triage(targets).measured { target in
            let found = await self.measurement(of: target, until: deadline)
            return Reading(row: TriageRow(target, found.verdict, checkedAt: found.checkedAt), trend: found.trend)
        }
        return readings.sorted { TriageRow.precedes($0.row, $1.row) }
    }

    /// The alerting rules that Prometheus has loaded, none where it can't be asked; at most a minute old.
    func rules() async -> [LoadedAlertRule] {
        await loaded.answer("") { (try? await self.client.alertRules(within: self.settings.limit).get()) ?? [] }
    }

    func shutdown() async { await client.shutdown() }

    private func measurement(of target: DetectionTarget, until deadline: ContinuousClock.Instant) async -> Measurement {
        guard case .expression(let source, let plan) = target.question else {
            let verdict = await target.verdict { _ in .failure(.cutShort) }
            return Measurement(verdict: verdict, trend: nil, checkedAt: now())
        }
        return await measurements.answer(source) {
            let verdict = await target.verdict { await self.answer($0, until: deadline) }
            let checkedAt = self.now()
            let trend = verdict?.kind == .error ? nil : await self.trend(plan, until: deadline)
            self.measured.withLock { $0 &+= 1 }
            return Measurement(verdict: verdict, trend: trend, checkedAt: checkedAt)
        }
    }

    private func answer(_ query: String, until deadline: ContinuousClock.Instant) async -> PrometheusClient.Answer {
        await queries.answer(query) {
            await self.counted { await self.client.instant(query, within: ContinuousClock.now.duration(to: deadline)) }
        }
    }

    private func trend(_ plan: DetectionPlan, until deadline: ContinuousClock.Instant) async -> Trend? {
        guard let query = plan.trend else { return nil }
        return await trends.answer(query) {
            let end = Double(self.now())
            let answer = await self.counted {
                await self.client.range(
                    query, over: (end - Trend.length)...end, step: Trend.length / Double(Trend.steps),
                    within: ContinuousClock.now.duration(to: deadline))
            }
            return (try? answer.get()).flatMap(Trend.init)
        }
    }

    /// Counts what a query costs.
    private func counted(_ ask: () async -> PrometheusClient.Answer) async -> PrometheusClient.Answer {
        let start = ContinuousClock.now
        let answer = await ask()
        var isAnswered = false
        if case .success = answer { isAnswered = true }
        metrics.countQuery(isAnswered: isAnswered, took: start.duration(to: .now))
        return answer
    }
}
