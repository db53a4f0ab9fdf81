import Fixtures
import Testing

@testable import Detection

/// A line of the public alert expressions, with what was found about it independently.
private struct AlertExpression: Decodable {
    let alert: String
    let expr: String
    let shape: String
    let `operator`: String?
    let threshold: Double?
    let threshold_side: String?
    let filters: [String]
    let bool: Bool
    let fallback: Bool
    let unfiltered: [Need]
    let no_data: String?

    /// A query, or a list of which any or all must answer.
    indirect enum Need: Decodable {
        case query(String)
        case any([Need])
        case all([Need])

        private enum Keys: String, CodingKey {
            case any
            case all
        }

        init(from decoder: any Decoder) throws {
            if let query = try? decoder.singleValueContainer().decode(String.self) {
                self = .query(query)
                return
            }
            let container = try decoder.container(keyedBy: Keys.self)
            if let any = try container.decodeIfPresent([Need].self, forKey: .any) {
                self = .any(any)
            } else {
                self = .all(try container.decode([Need].self, forKey: .all))
            }
        }

        func parsed() throws -> DataNeed {
            switch self {
            case .query(let text): .query(try PromQL.parse(text))
            case .any(let parts): .any(try parts.map { try $0.parsed() })
            case .all(let parts): .all(try parts.map { try $0.parsed() })
            }
        }
    }
}

@Suite(
    "Public alert expressions are understood as they were by others",
    .enabled(
        if: SharedData.exists("detection/alert_expressions.jsonl"), "needs ../shared/detection/alert_expressions.jsonl")
)
struct AlertExpressionTests {
    private let lines: [AlertExpression]

    init() throws { lines = try SharedData.lines("detection/alert_expressions.jsonl", as: AlertExpression.self) }

    @Test("canonical text of each parses to itself")
    func canonical() throws {
        for line in lines {
            let text = try PromQL.parse(line.expr).text
            #expect(try PromQL.parse(text).text == text)
        }
    }

    @Test("shape, filters, operator, threshold and fallback agree")
    func shape() throws {
        for line in lines {
            let plan = try DetectionPlan(PromQL.parse(line.expr))
            #expect(plan.shape.rawValue == line.shape, "\(line.expr)")
            #expect(plan.filters.map(\.rawValue).sorted() == line.filters, "\(line.expr)")
            #expect(plan.comparison?.operation.rawValue == line.operator, "\(line.expr)")
            #expect(plan.comparison?.side?.rawValue == line.threshold_side, "\(line.expr)")
            #expect(isClose(plan.comparison?.constant, line.threshold), "\(line.expr)")
            #expect(plan.usesBool == line.bool, "\(line.expr)")
            #expect(plan.hasFallback == line.fallback, "\(line.expr)")
        }
    }

    @Test("the queries that tell whether data is there agree")
    func data() throws {
        for line in lines {
            let plan = try DetectionPlan(PromQL.parse(line.expr))
            let expected = try DataNeed.all(line.unfiltered.map { try $0.parsed() }).simplified
            #expect(plan.data.key == expected.key, "\(line.expr)")
        }
    }

    @Test("the verdict on an empty Prometheus agrees, by the plan and by judging")
    func noData() async throws {
        for line in lines {
            let plan = try DetectionPlan(PromQL.parse(line.expr))
            if let expected = line.no_data { #expect(plan.noData?.rawValue == expected, "\(line.expr)") }
            let verdict = await plan.judge { query in EmptyPrometheus.answer(query) }
            if let noData = plan.noData { #expect(verdict.kind == noData, "\(line.expr)") }
        }
    }

    private func isClose(_ left: Double?, _ right: Double?) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        return abs(left - right) <= 1e-9 * max(abs(left), abs(right))
    }
}

/// A Prometheus that has never seen a series.
enum EmptyPrometheus {
    static func answer(_ query: String) -> Result<PrometheusReply, PrometheusFailure> {
        guard let expression = try? PromQL.parse(query), let result = DatalessResult(expression) else {
            return .success(PrometheusReply(data: .vector([])))
        }
        if expression.type == .scalar {
            return .success(PrometheusReply(data: .scalar(.init(time: 0, value: result.samples.first?.value ?? 1))))
        }
        let samples = result.samples.map {
            PrometheusReply.Sample(labels: $0.labels, time: 0, value: .number($0.value ?? 1))
        }
        return .success(PrometheusReply(data: .vector(samples)))
    }
}
