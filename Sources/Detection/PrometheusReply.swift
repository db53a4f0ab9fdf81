/// A successful answer of Prometheus's query API, its types checked.
package struct PrometheusReply: Sendable, Hashable {
    /// How many series a verdict keeps for showing; all are counted.
    package static let shownSeries = 50

    /// What an answer holds, by its `resultType`.
    package enum Data: Sendable, Hashable {
        /// Series with one value each, in the server's order.
        case vector([Sample])
        /// Series with many.
        case matrix([Series])
        case scalar(Point)
        case string(String)
    }

    /// A value at a moment; NaN and the infinities are values.
    package struct Point: Sendable, Hashable {
        /// Seconds since 1970, as the server sent it: it may be absurd.
        package let time: Double
        /// The value; NaN and the infinities occur.
        package let value: Double

        /// A value as the server sent it: neither is checked.
        package init(time: Double, value: Double) {
            self.time = time
            self.value = value
        }
    }

    /// One series of a vector.
    package struct Sample: Sendable, Hashable {
        /// The labels, a stranger's text: to be escaped where it is shown.
        package let labels: [String: String]
        /// Seconds since 1970, as the server sent it: it may be absurd.
        package let time: Double
        /// The value at that time.
        package let value: Value

        /// A number or a native histogram.
        package enum Value: Sendable, Hashable {
            case number(Double)
            /// A native histogram: there is data, but no number to hold against a threshold.
            case histogram(count: Double, sum: Double)
        }

        /// The value where it is a number.
        package var number: Double? {
            if case .number(let number) = value { number } else { nil }
        }
    }

    /// One series of a matrix.
    package struct Series: Sendable, Hashable {
        /// The labels, a stranger's text: to be escaped where it is shown.
        package let labels: [String: String]
        /// The values in the server's order, which is that of time.
        package let points: [Point]
        /// How many native histograms the series has beside its points.
        package let histograms: Int
    }

    /// The answer itself.
    package let data: Data
    /// The server's warnings and notes, made visible and cut short.
    package let warnings: [String]
    /// Whether a part of the answer may be missing: such an answer, when empty, proves nothing.
    package let isPartial: Bool

    /// An answer made by hand, as tests and caches do.
    package init(data: Data, warnings: [String] = [], isPartial: Bool = false) {
        self.data = data
        self.warnings = warnings
        self.isPartial = isPartial
    }

    /// Whether it holds nothing; a scalar always holds something.
    package var isEmpty: Bool {
        switch data {
        case .vector(let samples): samples.isEmpty
        case .matrix(let series): series.isEmpty
        case .scalar, .string: false
        }
    }
}
