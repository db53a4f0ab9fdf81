import Testing

@testable import Detection

@Suite("A result becomes a verdict")
struct VerdictTests {
    @Test("verdicts have an order of alarm")
    func order() {
        #expect(Verdict.Kind.allCases.shuffled().sorted() == [.firing, .blind, .error, .clear, .observed])
    }

    @Test("what passes is firing, with the value that alarms most")
    func firing() async throws {
        let verdict = try await judge("lag > 10000", ["lag > 10000": [("a", 12_000), ("b", 42_000), ("c", .nan)]])
        #expect(verdict.kind == .firing)
        #expect(verdict.value == 42_000)
        #expect(verdict.labels == ["series": "b"])
        #expect(verdict.threshold?.limit == 10_000)
        #expect(verdict.seriesCount == 3)
        #expect(verdict.message == "42000 > 10000, 3 series.")
        let low = try await judge("free < 10", ["free < 10": [("a", 3), ("b", 1)]])
        #expect(low.value == 1)
    }

    @Test("whole numbers are shown with all their digits, so that they are compared at a glance; others with six")
    func numbers() async throws {
        let verdict = try await judge(
            "slot > 10 * 1024 * 1024 * 1024", ["slot > 10 * 1024 * 1024 * 1024": [("a", 12_884_901_888)]])
        #expect(verdict.measured == "12884901888 > 10737418240")
        let shown = [0.930_001_234, 42_000, -3, 1e20, .infinity, -.infinity, .nan].map { Verdict.shown($0) }
        #expect(shown == ["0.930001", "42000", "-3", "1e+20", "Inf", "-Inf", "NaN"])
        #expect(try await judge("lag > 10000", ["count(lag)": [("", 3)]]).measured == nil)
    }

    @Test("a count that can be none is not believed", arguments: [0.5, -1, .infinity, .nan])
    func noCount(number: Double) async throws {
        #expect(try await judge("lag > 10000", ["count(lag)": [("", number)]]).kind == .error)
    }

    @Test("nothing passes and the data is there: clear")
    func clear() async throws {
        #expect(try await judge("lag > 10000", ["count(lag)": [("", 3)]]).kind == .clear)
    }

    @Test("no such metric: blind, and it is named")
    func noMetric() async throws {
        let verdict = try await judge("rate(lag{a=\"1\"}[5m]) > 1", [:])
        #expect(verdict.kind == .blind)
        #expect(verdict.reason == .noSuchSeries(["lag{a=\"1\"}"]))
    }

    @Test("what was there at no other time is named with that time, for it is there now")
    func noPast() async throws {
        let verdict = try await judge("x > 2 * x offset 1w", ["count(x)": [("", 3)]])
        #expect(verdict.reason == .noSuchSeries(["x offset 1w"]))
    }

    @Test("both sides are there and their labels never match: blind, and it is said")
    func neverMatch() async throws {
        let verdict = try await judge("used / size > 0.85", ["count(used)": [("", 3)], "count(size)": [("", 3)]])
        #expect(verdict.kind == .blind)
        #expect(verdict.reason == .labelsNeverMatch)
        let comparison = try await judge("a != b", ["count(a)": [("", 1)], "count(b)": [("", 1)]])
        #expect(comparison.reason == .labelsNeverMatch)
    }

    @Test("a rate with too few samples: blind")
    func tooFew() async throws {
        let verdict = try await judge("rate(x[5m]) > 1", ["count(x)": [("", 1)]])
        #expect(verdict.reason == .tooFewSamples)
    }

    @Test("a rate that still answers for series that have ended is blind, a bridged gap is not")
    func ended() async throws {
        let rate = try await judge("rate(x[5m]) > 1", ["count(rate(x[5m]))": [("", 1)]])
        #expect(rate.kind == .blind)
        #expect(rate.reason == .noSuchSeries(["x"]))
        let observed = try await judge("stddev(rate(x[5m]))", ["stddev(rate(x[5m]))": [("", 1)]])
        #expect(observed.kind == .blind)
        let bridged = try await judge("max_over_time(x[5m]) > 1", ["count(max_over_time(x[5m]))": [("", 1)]])
        #expect(bridged.kind == .clear)
        let both = ["count(rate(x[5m]))": [("", 1.0)], "count(x)": [("", 1)]]
        #expect(try await judge("rate(x[5m]) > 1", both).kind == .clear)
    }

    @Test("an inner filter may be silent while all is well")
    func innerFilter() async throws {
        let answers: [String: [(String, Double)]] = ["count(up)": [("", 9)], "count(count(up))": [("", 1)]]
        #expect(try await judge("count(up == 0) / count(up) > 0.1", answers).kind == .clear)
        #expect(try await judge("count(up == 0) / count(up) > 0.1", ["count(up)": [("", 9)]]).kind == .blind)
    }

    @Test("one branch of `or` with data is enough, all of `and` must have it")
    func branches() async throws {
        #expect(try await judge("a > 1 or b > 1", ["count(b)": [("", 1)]]).kind == .clear)
        #expect(try await judge("a > 1 and b > 1", ["count(b)": [("", 1)]]).kind == .blind)
    }

    @Test(
        "of two rates joined by `or` one that goes on is enough",
        arguments: [
            "max by (x) (rate(a{outcome=~\"fail.*\"}[20m]) or rate(b[20m])) > 0",
            "sum(rate(b[5m]) or rate(a[5m]) or vector(0)) > 0", "rate(a[5m]) > 1 or rate(b[5m]) > 1",
            "rate(a[5m]) or rate(b[5m])", "rate(a[5m]) or b",
        ])
    func rateBranches(source: String) async throws {
        let plan = try DetectionPlan(PromQL.parse(source))
        let asked = plan.expression.text
        // `b` goes on, and nothing passes; of `a` there is not one series.
        func verdict(bGoesOn: Bool, answers: Bool) async -> Verdict {
            await plan.judge { query in
                let isThere =
                    query == asked
                    ? answers
                    : query == "count(b)"
                        ? bGoesOn
                        : query.hasPrefix("count(") && query.contains("b[")
                let sample = PrometheusReply.Sample(labels: [:], time: 0, value: .number(1))
                return .success(PrometheusReply(data: .vector(isThere ? [sample] : [])))
            }
        }
        let isJudged = !plan.filters.isEmpty
        #expect(await verdict(bGoesOn: true, answers: !isJudged).kind == (isJudged ? .clear : .observed))
        let ended = await verdict(bGoesOn: false, answers: !isJudged)
        #expect(ended.kind == .blind, "\(ended.message)")
    }

    @Test("a branch of `or` that is there does not speak for what stands beside the `or`")
    func besideBranches() async throws {
        let source = "(rate(a[5m]) or rate(b[5m])) / on () rate(c[5m]) > 1"
        let whole = "count((rate(a[5m]) or rate(b[5m])) / on () rate(c[5m]))"
        let gone = try await judge(source, [whole: [("", 1)], "count(b)": [("", 1)]])
        #expect(gone.reason == .noSuchSeries(["c"]))
        let there = try await judge(source, [whole: [("", 1)], "count(b)": [("", 1)], "count(c)": [("", 1)]])
        #expect(there.kind == .clear)
    }

    @Test("an empty answer without a filter is blind only when no branch of `or` has its metric")
    func emptyBranches() async throws {
        let source = "info{ready!=\"True\"} or state{ready!=\"True\"}"
        #expect(try await judge(source, ["count(state)": [("", 1)]]).kind == .observed)
        #expect(try await judge(source, [:]).reason == .noSuchSeries(["info", "state"]))
    }

    @Test("an absence that is silent is clear, one that answers fires")
    func absence() async throws {
        #expect(try await judge("absent(x)", [:]).kind == .clear)
        #expect(try await judge("absent(x) == 1", ["absent(x) == 1": [("", 1)]]).kind == .firing)
    }

    @Test("a fallback that fires without data says so")
    func fallback() async throws {
        let source = "(count(x) or vector(0)) < 1"
        let canonical = try PromQL.parse(source).text
        let verdict = try await judge(source, [canonical: [("", 0)]])
        #expect(verdict.kind == .firing)
        #expect(verdict.reason == .fallback)
        let real = try await judge(source, [canonical: [("", 0)], "count(x)": [("", 1)]])
        #expect(real.reason == nil)
    }

    @Test("a fallback never makes a metric that does not exist look healthy")
    func fallbackIsSilent() async throws {
        #expect(try await judge("(sum(failed{a=\"1\"}) or vector(0)) > 0", [:]).kind == .blind)
        #expect(try await judge("(sum(failed{a=\"1\"}) or vector(0)) > 0", ["count(failed)": [("", 1)]]).kind == .clear)
    }

    @Test("a fallback on the right of `unless` may stand in for good, as for a maintenance that nobody has announced")
    func fallbackOfException() async throws {
        let source = "up == 0 unless on () (sum(maintenance) or vector(0)) > 0"
        #expect(try await judge(source, ["count(up)": [("", 3)]]).kind == .clear)
        #expect(try await judge(source, [:]).reason == .noSuchSeries(["up"]))
        let firing = try await judge(source, [source: [("a", 0)], "count(up)": [("", 3)]])
        #expect(firing.kind == .firing)
        #expect(firing.reason == nil)
    }

    @Test("what fires beside a fallback that passes nothing does not fire on it")
    func besideFallback() async throws {
        let source = "x == 0 or (sum(y) or vector(0)) > 5"
        let verdict = try await judge(source, [PromQL.parse(source).text: [("a", 0)]])
        #expect(verdict.kind == .firing)
        #expect(verdict.reason == nil)
        let muted = "(count(x) or vector(0)) < 1 and on () hour() > 8"
        #expect(try await judge(muted, [PromQL.parse(muted).text: [("", 0)]]).reason == .fallback)
    }

    @Test("a fallback stands in for labels that nothing has, also where a rate is followed")
    func fallbackOfLabels() async throws {
        let failures = #"sum(rate(req{code="500"}[5m])) or vector(0)"#
        let share = "(\(failures)) / sum(rate(req[5m]))"
        let quiet = ["count(\(share))": [("", 1.0)], "count(req)": [("", 2)], failures: [("", 0)]]
        #expect(try await judge("\(share) > 0.01", quiet).kind == .clear)
        #expect(try await judge(failures, quiet).kind == .observed)
        let ended = quiet.filter { $0.key != "count(req)" }
        #expect(try await judge("\(share) > 0.01", ended).reason == .noSuchSeries(["req"]))
        #expect(try await judge(failures, ended).reason == .noSuchSeries(["req"]))
    }

    @Test(
        "a constant beside `or` measures nothing, and an absence that is compared away says nothing",
        arguments: [
            "sum(rate(http_errors_total[5m])) or vector(0) > 5", "nosuch > 5 or vector(0) > 1",
            "nosuch > 5 or on () hour() > 30", "count(nosuch == 0) or vector(0) > 1", "absent(nosuch) > 1",
            "absent(nosuch) == 0 or absent(other) > 1", "vector(0) > 5",
        ])
    func constants(source: String) async throws {
        let verdict = try await judge(source, [:])
        #expect(verdict.kind == .blind, "\(verdict.message)")
    }

    @Test("where the data is there beside a constant, what does not pass is clear")
    func constantsWithData() async throws {
        #expect(try await judge("x > 5 or vector(0) > 1", ["count(x)": [("", 1)]]).kind == .clear)
        #expect(try await judge("absent(x) > 1", ["count(x)": [("", 1)]]).kind == .clear)
        let muted = try await judge("absent(x) and on () hour() > 8", [:])
        #expect(muted.kind == .clear)
        #expect(!muted.message.contains("is there"))
    }

    @Test("without a filter values are observed, and an empty answer asks the bare metric")
    func observed() async throws {
        #expect(try await judge("stddev(x)", ["stddev(x)": [("", 2)]]).kind == .observed)
        let none = try await judge("info{ready!=\"True\"}", ["count(info)": [("", 5)]])
        #expect(none.kind == .observed)
        #expect(none.seriesCount == 0)
        #expect(try await judge("info{ready!=\"True\"}", [:]).kind == .blind)
    }

    @Test("a scalar is observed, or judged when it is compared")
    func scalar() async throws {
        #expect(try await judge("1 + 1", scalar: ["1 + 1": 2]).kind == .observed)
        let query = "scalar(x) > bool 5"
        #expect(try await judge(query, ["count(x)": [("", 1)]], scalar: [query: 1]).kind == .firing)
        #expect(try await judge(query, ["count(x)": [("", 1)]], scalar: [query: 0]).kind == .clear)
        #expect(try await judge(query, scalar: [query: 0]).kind == .blind)
        #expect(try await judge("scalar(x)", scalar: ["scalar(x)": .nan]).kind == .blind)
    }

    @Test("a number made of several series is none, so what is compared with it is blind")
    func severalSeries() async throws {
        let several = ["count(lag)": [("", 2.0)], "count(x)": [("", 1)]]
        let query = "scalar(lag) > bool 5"
        let judged = try await judge(query, several, scalar: [query: 0])
        #expect(judged.kind == .blind)
        #expect(judged.message.contains("`lag`"))
        #expect(try await judge("x > scalar(lag)", several).kind == .blind)
        #expect(
            try await judge("x > scalar(lag > 5)", several.merging(["count(lag > 5)": [("", 2)]]) { $1 }).kind == .blind
        )
        #expect(try await judge("x > scalar(lag > 5)", several).kind == .clear)
        #expect(try await judge("scalar(lag)", several, scalar: ["scalar(lag)": .nan]).kind == .blind)
        let one = ["count(lag)": [("", 1.0)], "count(x)": [("", 1)]]
        #expect(try await judge("x > scalar(lag)", one).kind == .clear)
        #expect(try await judge(query, one, scalar: [query: 0]).kind == .clear)
    }

    @Test("what is unequal only to a number that does not exist is blind, not firing")
    func unequalToNothing() async throws {
        let scalar = "scalar(x) != bool 1"
        #expect(try await judge(scalar, scalar: [scalar: 1]).reason == .noSuchSeries(["x"]))
        #expect(try await judge(scalar, ["count(x)": [("", 1)]], scalar: [scalar: 1]).kind == .firing)
        #expect(try await judge(scalar, ["count(x)": [("", 2)]], scalar: [scalar: 1]).kind == .blind)
        for vector in ["y != scalar(x)", "(y > bool scalar(x)) == 0"] {
            let answer = try PromQL.parse(vector).text
            #expect(try await judge(vector, [answer: [("", 0)]]).reason == .noSuchSeries(["x"]))
            #expect(try await judge(vector, [answer: [("", 0)], "count(x)": [("", 1)]]).kind == .firing)
        }
    }

    @Test(
        "a missing number takes nothing from what fires without it",
        arguments: ["y > 1 or y != scalar(x)", "y unless y > scalar(x)", "absent(y > scalar(x))"])
    func firesWithoutNumber(source: String) async throws {
        #expect(try await judge(source, [PromQL.parse(source).text: [("", 2)]]).kind == .firing)
    }

    @Test("that a number could not be asked for takes nothing from what fires")
    func numberUnasked() async throws {
        let plan = try DetectionPlan(PromQL.parse("y != scalar(x)"))
        let verdict = await plan.judge { query in
            guard query == plan.expression.text else { return .failure(.status(503)) }
            return .success(PrometheusReply(data: .vector([.init(labels: [:], time: 0, value: .number(1))])))
        }
        #expect(verdict.kind == .firing)
    }

    @Test(
        "what answers a count with anything but a count is not believed",
        arguments: [
            PrometheusReply.Data.string("1"), .matrix([]), .scalar(.init(time: 0, value: 0)),
            .matrix([.init(labels: [:], points: [.init(time: 0, value: 1)], histograms: 0)]),
            .vector([.init(labels: [:], time: 0, value: .histogram(count: 1, sum: 1))]),
        ])
    func lyingCount(data: PrometheusReply.Data) async throws {
        let plan = try DetectionPlan(PromQL.parse("x > 1"))
        let verdict = await plan.judge { query in
            .success(PrometheusReply(data: query == "x > 1" ? .vector([]) : data))
        }
        #expect(verdict.kind == .error)
    }

    @Test("a value that is no number is not said to pass a threshold")
    func notANumber() async throws {
        let verdict = try await judge("x > 5", ["x > 5": [("a", .nan)]])
        #expect(verdict.message == "Matching series: 1.")
        #expect(verdict.measured == "NaN")
    }

    @Test("what could not be asked is an error, also for the data")
    func failing() async throws {
        let plan = try DetectionPlan(PromQL.parse("x > 1"))
        let all = await plan.judge { _ in .failure(.status(503)) }
        #expect(all.kind == .error)
        let data = await plan.judge { query in
            query == "x > 1" ? .success(PrometheusReply(data: .vector([]))) : .failure(.status(503))
        }
        #expect(data.kind == .error)
        #expect(data.message.contains("503"))
    }

    @Test(
        "so it is for what a fallback stands in for, and for a metric without a filter",
        arguments: ["(sum(failed{a=\"1\"}) or vector(0)) > 0", "info{ready!=\"True\"}"])
    func failingElsewhere(source: String) async throws {
        let plan = try DetectionPlan(PromQL.parse(source))
        let verdict = await plan.judge { query in
            query.hasPrefix("count(") ? .failure(.status(503)) : .success(PrometheusReply(data: .vector([])))
        }
        #expect(verdict.kind == .error)
        #expect(verdict.message.contains("503"))
    }

    @Test("a partial answer that is empty is never clear")
    func partial() async throws {
        let plan = try DetectionPlan(PromQL.parse("absent(x)"))
        let verdict = await plan.judge { _ in
            .success(PrometheusReply(data: .vector([]), warnings: ["one store is away"], isPartial: true))
        }
        #expect(verdict.kind == .blind)
        #expect(verdict.reason == .partial)
        #expect(verdict.warnings == ["one store is away"])
    }

    @Test(
        "a server that gives another type than the expression's is not believed",
        arguments: [
            ("x > 1", PrometheusReply.Data.matrix([])), ("x > 1", .string("1")),
            ("x > 1", .scalar(.init(time: 0, value: 1))), ("x", .scalar(.init(time: 0, value: 1))),
            ("scalar(x) > bool 1", .vector([.init(labels: ["a": "b"], time: 0, value: .number(1))])),
            ("scalar(x) > bool 1", .vector([.init(labels: [:], time: 0, value: .histogram(count: 1, sum: 1))])),
            ("scalar(x) > bool 1", .matrix([])),
        ])
    func lie(source: String, data: PrometheusReply.Data) async throws {
        let plan = try DetectionPlan(PromQL.parse(source))
        let verdict = await plan.judge { _ in .success(PrometheusReply(data: data)) }
        #expect(verdict.kind == .error)
        #expect(verdict.message.contains("not one of Prometheus"), "\(verdict.message)")
    }

    @Test("a number that comes as one series without labels, as of VictoriaMetrics, is a number")
    func numberAsVector() async throws {
        let plan = try DetectionPlan(PromQL.parse("scalar(x) > bool 5"))
        for (value, kind) in [(1.0, Verdict.Kind.firing), (0, .clear)] {
            let verdict = await plan.judge { query in
                let number = query.hasPrefix("count(") ? 1 : value
                return .success(PrometheusReply(data: .vector([.init(labels: [:], time: 0, value: .number(number))])))
            }
            #expect(verdict.kind == kind)
        }
    }

    /// Judges with canned answers; what is not among them is empty.
    private func judge(
        _ source: String, _ vectors: [String: [(String, Double)]] = [:], scalar: [String: Double] = [:]
    ) async throws -> Verdict {
        try await DetectionPlan(PromQL.parse(source)).judge { query in
            if let value = scalar[query] {
                return .success(PrometheusReply(data: .scalar(.init(time: 0, value: value))))
            }
            let samples = (vectors[query] ?? []).map {
                PrometheusReply.Sample(labels: ["series": $0.0], time: 0, value: .number($0.1))
            }
            return .success(PrometheusReply(data: .vector(samples)))
        }
    }
}
