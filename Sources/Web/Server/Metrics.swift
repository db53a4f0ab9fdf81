import Detection
import Synchronization

/// Counts what the server does.
final class Metrics: Sendable {
    private struct State {
        var requests = Histogram(labels: ["route", "method", "status"])
        var queries = Histogram(labels: ["result"])
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
        return [
            MetricFamily(
                "kb_http_request_duration_seconds", .histogram, "Time from the head of a request to its response.",
                state.requests.samples),
            MetricFamily(
                "kb_prometheus_query_duration_seconds", .histogram, "Time that queries of Prometheus took.",
                state.queries.samples),
            MetricFamily(
                "kb_alerts_received", .counter, "Alerts that began or ended, by the webhooks received.",
                [alerts("firing", .began), alerts("resolved", .ended)]),
            MetricFamily(
                "kb_webhooks_received", .counter, "Webhooks of Alertmanager.",
                [webhooks("accepted", state.webhooks), webhooks("refused", state.refusedWebhooks)]),
        ]
    }
}
