/// Figures under one name, to be written in either of the formats that Prometheus reads.
struct MetricFamily: Sendable {
    enum Kind: String, Sendable {
        case counter, gauge, histogram, info
    }

    /// A line of a family.
    struct Sample: Sendable {
        /// What follows the family's name: `_bucket`.
        var suffix = ""
        var labels: [(String, String)] = []
        let value: Double
    }

    enum Format: Sendable {
        /// Prometheus's text format 0.0.4.
        case text
        /// OpenMetrics 1.0.0.
        case openMetrics

        var type: String {
            switch self {
            case .text: "text/plain; version=0.0.4; charset=utf-8"
            case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
            }
        }
    }

    /// With its unit, without what its kind adds (`_total`).
    let name: String
    let kind: Kind
    let help: String
    let samples: [Sample]

    init(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        self.name = name
        self.kind = kind
        self.help = help
        self.samples = samples
    }

    init(gauge name: String, _ help: String, _ value: Double) {
        self.init(name, .gauge, help, [Sample(value: value)])
    }

    /// Families as the body of an answer.
    static func text(_ families: [MetricFamily], as format: Format) -> String {
        families.map { $0.text(as: format) }.joined() + (format == .openMetrics ? "# EOF\n" : "")
    }

    private func text(as format: Format) -> String {
        let mark = kind == .counter ? "_total" : kind == .info ? "_info" : ""
        // The older format names what it describes as the samples are named, and knows no info.
        let described = format == .text ? name + mark : name
        let type = format == .text && kind == .info ? Kind.gauge : kind
        var text = "# HELP \(described) \(help)\n# TYPE \(described) \(type.rawValue)\n"
        if format == .openMetrics, let unit { text += "# UNIT \(described) \(unit)\n" }
        for sample in samples {
            let labels = sample.labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
            text += name + mark + sample.suffix + (labels.isEmpty ? "" : "{\(labels)}") + " \(sample.value)\n"
        }
        return text
    }

    /// With which its name ends, by the conventions of Prometheus.
    private var unit: String? { ["seconds", "bytes"].first { name.hasSuffix("_" + $0) } }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

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
