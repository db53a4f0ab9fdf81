/// How long things took, by their labels.
struct Histogram: Sendable {
    private struct Series {
        var count = 0
        var seconds = 0.0
        /// How many were no slower than each bound.
        var buckets: [Int]

        init(_ bounds: [Double]) { buckets = [Int](repeating: 0, count: bounds.count) }

        mutating func add(_ time: Double, _ bounds: [Double]) {
            count += 1
            seconds += time
            for (index, bound) in bounds.enumerated() where time <= bound { buckets[index] += 1 }
        }
    }

    private let bounds: [Double]
    private var series: [[String]: Series] = [:]
    private let labels: [String]

    /// - Parameters:
    ///   - labels: the names of what tells series apart; one that has none is there from the start.
    ///   - bounds: of the buckets, in seconds, in order.
    init(labels: [String] = [], bounds: [Double] = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5]) {
        self.labels = labels
        self.bounds = bounds
        if labels.isEmpty { series[[]] = Series(bounds) }
    }

    mutating func add(_ seconds: Double, _ values: String...) {
        series[values, default: Series(bounds)].add(seconds, bounds)
    }

    var samples: [MetricFamily.Sample] {
        series.sorted { $0.key.lexicographicallyPrecedes($1.key) }.flatMap { values, one in
            let labels = Array(zip(labels, values))
            func bucket(_ bound: String, _ count: Int) -> MetricFamily.Sample {
                .init(suffix: "_bucket", labels: labels + [("le", bound)], value: Double(count))
            }
            return zip(bounds, one.buckets).map { bucket("\($0)", $1) } + [
                bucket("+Inf", one.count), .init(suffix: "_sum", labels: labels, value: one.seconds),
                .init(suffix: "_count", labels: labels, value: Double(one.count)),
            ]
        }
    }
}
