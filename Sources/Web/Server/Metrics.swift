import Detection
import Synchronization

/// Counts what the server does.
final class Metrics: Sendable {
    private struct State {
        var requests = Histogram(labels: ["route", "method", "status"])
        var queries = Histogram(labels: ["result"])
        var runs: [String: Int] = [:]
        /// A command may take minutes.
        var runTimes = Histogram(bounds: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300])
        var changes: [AlertEpisode.Change: Int] = [:]
        var webhooks = 0
        var refusedWebhooks = 0
    }

    private let state = Mutex(State())

    /// - Parameter route: the pattern that was matched, so that the number of series is bounded.
    func count(route: String, method: String, status: Int, seconds: Double) {
        state.withLock { $0.requests.add(seconds, route, method, "\(status)") }
    }

    func countQuery(isAnswered: Bool, took duration: Duration) {
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        state.withLock { $0.queries.add(seconds, isAnswered ? "answered" : "failed") }
    }

    /// Counts a command that was run from a page.
    ///
    /// - Parameter verdict: the word of one.
    func countRun(verdict: String, seconds: Double) {
        state.withLock { state in
            state.runs[verdict, default: 0] += 1
            state.runTimes.add(seconds)
        }
    }

    /// - Parameter changes: what a webhook told; nil for one that was refused.
    func countWebhook(_ changes: [AlertEpisode.Change]?) {
        state.withLock { state in
            guard let changes else {
                state.refusedWebhooks += 1
                return
            }
            state.webhooks += 1
            for change in changes { state.changes[change, default: 0] += 1 }
        }
    }

    /// All that was counted.
    var families: [MetricFamily] {
        let state = state.withLock { $0 }
        func alerts(_ status: String, _ change: AlertEpisode.Change) -> MetricFamily.Sample {
            .init(labels: [("status", status)], value: Double(state.changes[change] ?? 0))
        }
        func webhooks(_ result: String, _ count: Int) -> MetricFamily.Sample {
            .init(labels: [("result", result)], value: Double(count))
        }
        let runs = Verdict.Kind.allCases.map { kind in
            MetricFamily.Sample(
                labels: [("verdict", kind.rawValue)], value: Double(state.runs[kind.rawValue] ?? 0))
        }
        return [
            MetricFamily(
                "kb_http_request_duration_seconds", .histogram, "Time from the head of a request to its response.",
                state.requests.samples),
            MetricFamily(
                "kb_prometheus_query_duration_seconds", .histogram, "Time that queries of Prometheus took.",
                state.queries.samples),
            MetricFamily("kb_runs", .counter, "Commands that were run from pages, by their verdicts.", runs),
            MetricFamily(
                "kb_run_duration_seconds", .histogram, "Time that commands run from pages took.",
                state.runTimes.samples),
            MetricFamily(
                "kb_alerts_received", .counter, "Alerts that began or ended, by the webhooks received.",
                [alerts("firing", .began), alerts("resolved", .ended)]),
            MetricFamily(
                "kb_webhooks_received", .counter, "Webhooks of Alertmanager.",
                [webhooks("accepted", state.webhooks), webhooks("refused", state.refusedWebhooks)]),
        ]
    }
}
