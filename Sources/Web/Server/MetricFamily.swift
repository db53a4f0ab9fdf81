import Notes

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
        text.escaping(["\\": #"\\"#, "\"": #"\""#, "\n": #"\n"#])
    }
}
