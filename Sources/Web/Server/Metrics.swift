import Synchronization

/// Figures of what the server did, in the text format of Prometheus.
final class Metrics: Sendable {
    private struct Series {
        var count = 0
        var seconds = 0.0
        /// Requests no slower than each bound.
        var buckets = [Int](repeating: 0, count: Metrics.bounds.count)
    }

    private struct Key: Hashable {
        var route: String
        var method: String
        var status: Int
    }

    private static let bounds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5]
    private let series = Mutex<[Key: Series]>([:])

    /// - Parameter route: the pattern that was matched, so that the number of series is bounded.
    func count(route: String, method: String, status: Int, seconds: Double) {
        let key = Key(route: route, method: method, status: status)
        series.withLock { all in
            var one = all[key] ?? Series()
            one.count += 1
            one.seconds += seconds
            for (index, bound) in Self.bounds.enumerated() where seconds <= bound { one.buckets[index] += 1 }
            all[key] = one
        }
    }

    /// The figures of all requests and further gauges.
    func text(gauges: [(name: String, help: String, value: Double)]) -> String {
        var text = ""
        for gauge in gauges {
            text += "# HELP \(gauge.name) \(gauge.help)\n# TYPE \(gauge.name) gauge\n\(gauge.name) \(gauge.value)\n"
        }
        let name = "kb_http_request_duration_seconds"
        text += "# HELP \(name) Time from the head of a request to its response.\n# TYPE \(name) histogram\n"
        let all = series.withLock { $0 }
        for (key, one) in all.sorted(by: { ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status) }) {
            let labels = "route=\"\(key.route)\",method=\"\(key.method)\",status=\"\(key.status)\""
            for (bound, count) in zip(Self.bounds, one.buckets) {
                text += "\(name)_bucket{\(labels),le=\"\(bound)\"} \(count)\n"
            }
            text += "\(name)_bucket{\(labels),le=\"+Inf\"} \(one.count)\n"
            text += "\(name)_sum{\(labels)} \(one.seconds)\n\(name)_count{\(labels)} \(one.count)\n"
        }
        return text
    }
}
