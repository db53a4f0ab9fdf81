extension PrometheusReply {
    /// The JSON of an answer, as Prometheus's HTTP API documents it; other keys are left alone.
    struct Answer<Payload: Decodable>: Decodable {
        let status: String
        let errorType: String?
        let error: String?
        let data: Payload?
        let warnings: [String]?
        let infos: [String]?
        /// VictoriaMetrics tells this way that a node did not answer.
        let isPartial: Bool?
    }

    struct WireData: Decodable {
        let value: Data

        private enum Keys: String, CodingKey {
            case resultType
            case result
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Keys.self)
            switch try container.decode(String.self, forKey: .resultType) {
            case "vector": value = .vector(try container.decode([WireSample].self, forKey: .result).map(\.sample))
            case "matrix": value = .matrix(try container.decode([WireSeries].self, forKey: .result).map(\.series))
            case "scalar": value = .scalar(try container.decode(WirePoint.self, forKey: .result).point)
            case "string": value = .string(try container.decode(WirePair<String>.self, forKey: .result).second)
            default:
                throw DecodingError.dataCorruptedError(forKey: .resultType, in: container, debugDescription: "unknown")
            }
        }
    }

    private struct WireSample: Decodable {
        let sample: Sample

        private enum Keys: String, CodingKey {
            case metric
            case value
            case histogram
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Keys.self)
            let labels = try container.decode([String: String].self, forKey: .metric)
            if container.contains(.histogram) {
                let pair = try container.decode(WirePair<WireHistogram>.self, forKey: .histogram)
                sample = Sample(labels: labels, time: pair.time, value: pair.second.value)
            } else {
                let point = try container.decode(WirePoint.self, forKey: .value).point
                sample = Sample(labels: labels, time: point.time, value: .number(point.value))
            }
        }
    }

    private struct WireSeries: Decodable {
        let series: Series

        private enum Keys: String, CodingKey {
            case metric
            case values
            case histograms
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Keys.self)
            let labels = try container.decode([String: String].self, forKey: .metric)
            let points = try container.decodeIfPresent([WirePoint].self, forKey: .values) ?? []
            let histograms = try container.decodeIfPresent([WirePair<WireHistogram>].self, forKey: .histograms) ?? []
            series = Series(labels: labels, points: points.map(\.point), histograms: histograms.count)
        }
    }

    /// `[time, second]`.
    private struct WirePair<Second: Decodable>: Decodable {
        let time: Double
        let second: Second

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            time = try container.decode(Double.self)
            second = try container.decode(Second.self)
            guard container.isAtEnd else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "more than a pair")
            }
        }
    }

    private struct WirePoint: Decodable {
        let point: Point

        init(from decoder: any Decoder) throws {
            let pair = try WirePair<WireNumber>(from: decoder)
            point = Point(time: pair.time, value: pair.second.value)
        }
    }

    private struct WireHistogram: Decodable {
        let count: WireNumber
        let sum: WireNumber

        var value: Sample.Value { .histogram(count: count.value, sum: sum.value) }
    }

    /// A number as a string, because JSON has no NaN and no infinity: as Go's `FormatFloat` writes it, and no other.
    struct WireNumber: Decodable {
        let value: Double

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            guard let value = Self.number(try container.decode(String.self)) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a number")
            }
            self.value = value
        }

        static func number(_ text: String) -> Double? {
            switch text {
            case "NaN": return .nan
            case "+Inf", "Inf": return .infinity
            case "-Inf": return -.infinity
            default:
                let allowed = text.utf8.allSatisfy { isDigit($0) || "+-.eE".utf8.contains($0) }
                return allowed ? Double(text) : nil
            }
        }
    }
}
