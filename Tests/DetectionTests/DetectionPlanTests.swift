import Notes
import Testing

@testable import Detection

@Suite("An expression tells how it is to be judged")
struct DetectionPlanTests {
    @Test(
        "the shape says where the filters are",
        arguments: [
            ("up", DetectionPlan.Shape.none), ("x > bool 1", .none), ("(x > 1)", .comparison),
            ("sum(x > 1)", .nestedComparison), ("x > 1 and y < 2", .nestedComparison), ("x and y", .set),
            ("x unless y", .set), ("absent(x == 1)", .absent), ("absent(x) or absent(y)", .absent),
            ("absent(x) == 1", .mixed), ("count(up == 0) / count(up) > 0.1", .mixed), ("x or y > 1", .nestedComparison),
            ("absent(x) or y > 1", .mixed), ("absent_over_time(x[5m])", .absent), ("(x or y) > 1", .comparison),
        ])
    func shape(source: String, shape: DetectionPlan.Shape) throws {
        #expect(try plan(source).shape == shape)
    }

    @Test(
        "the threshold is the number that alarms",
        arguments: [
            ("x > 0.85", ">", 0.85), ("x > -(2 + 3) * 4", ">", -20), ("10 < x", ">", 10),
            ("x < 86400 * 30 > 0", "<", 2_592_000),
            ("0 <= x < 3", "<", 3), ("(x > 0) > 90", ">", 90), ("x > 0", ">", 0), ("x > 0 < 7 > 3", "<", 7),
            ("x < 2 ^ 3 ^ 2", "<", 512), ("scalar(x) > bool 5", ">", 5), ("x > 5m", ">", 300), ("x == 7 % 4", "==", 3),
            ("x > 5 and y < 3", ">", 5), ("1 > x unless on (i) y > 7", "<", 1),
            ("x > 0.9 and x > 0 unless y", ">", 0.9),
            ("0 < x < 3 and y", "<", 3),
        ])
    func threshold(source: String, operation: String, limit: Double) throws {
        let threshold = try #require(try plan(source).threshold)
        #expect(threshold.operation.rawValue == operation)
        #expect(threshold.limit == limit)
    }

    @Test(
        "there is none where both sides are measured, or the value may be one of several",
        arguments: ["x > y", "x > time()", "x", "x > 1 or y > 2", "x and y > 2", "sum(x > 1)", "x > bool 3"])
    func noThreshold(source: String) throws {
        #expect(try plan(source).threshold == nil)
    }

    @Test(
        "the course of the value is that of what is held against the threshold, of the series that count",
        arguments: [
            ("x > 5", "max(x)"), ("3 > sum by (a) (x)", "min(sum by (a) (x))"), ("x", "max(x)"),
            ("x > 1 or y > 2", nil),
            ("x > 5 and on (i) y == 1", "max(x and on (i) y == 1)"), ("x < 5 > 0 unless y", "min(x unless y)"),
        ])
    func trend(source: String, query: String?) throws {
        #expect(try plan(source).trend == query)
    }

    @Test(
        "data is there when the same, asked without filters, answers",
        arguments: [
            ("x > 1", "x"),
            ("sum(rate(x[5m])) by (a) > 1", "sum by (a) (rate(x[5m]))"),
            ("count(up == 0) / count(up) > 0.1", "all(count(up); up)"),
            ("a / b > 0.85", "a / b"),
            ("a / (b > 0) > 0.85", "all(a; b)"),
            ("a != b", "a != bool b"),
            ("a != on (i) group_left b", "a != bool on (i) group_left () b"),
            ("count(a > 1) > b", "all(a; b)"),
            ("a > 1 and b > 2", "all(a; b)"),
            ("a > 1 unless b > 2", "a"),
            ("a > 1 or b > 2", "any(a; b)"),
            ("a > 1 or b > 2 or c", "any(a; b; c)"),
            ("(a > 1 and b > 2) or (a < 1 and b < 2)", "all(a; b)"),
            ("(a > 1 and b > 2) or c > 3", "any(all(a; b); c)"),
            ("absent(x)", "all()"), ("absent(x) == 1", "all()"), ("absent(x) or y > 1", "y"),
            ("absent(x) and y > 1", "y"),
            ("(count(x) or vector(0)) < 1", "all()"),
            ("x > 5 or vector(0) > 1", "x"), ("vector(0) > 1 or x > 5", "x"), ("x > 5 or on () hour() > 30", "x"),
            ("count(x == 0) or vector(0) > 1", "x"), ("absent(x) > 1", "x"),
            ("absent(x) == 0 or absent(y) > 1", "any(x; y)"), ("absent(x) unless absent(y)", "x"),
            ("x > 1 and on () hour() > 8", "x"),
            ("x > scalar(y)", "all(single(y); x; y)"), ("x > scalar(y > 5)", "all(single(y > 5); x; y)"),
            ("x > scalar(1 + max(rate(y[5m])))", "all(1 + max(rate(y[5m])); x)"),
            ("x > time() - 60", "x"),
            ("max_over_time((x > 1)[1h:5m] offset 1d)", "count_over_time(x[1h:5m] offset 1d)"),
            ("round(-x * 100 < 15)", "-x * 100"),
            ("topk(3, x > 1)", "x"),
            ("label_replace(x > 1, \"a\", \"$1\", \"b\", \"(.*)\")", "x"),
            ("info{ready!=\"True\"}", "info{ready!=\"True\"}"),
        ])
    func data(source: String, key: String) throws {
        #expect(try plan(source).data.key == key)
    }

    @Test(
        "what no data at all would give is known",
        arguments: [
            ("x > 1", Verdict.Kind.blind), ("absent(x)", .firing), ("(count(x) or vector(0)) < 1", .firing),
            ("(count(x) or vector(0)) > 1", .blind), ("absent(x) and y", .blind), ("vector(1)", .observed),
            ("sum(x or on () vector(0)) == 0", .firing), ("absent(x{a=\"1\"}) and absent(y{a=\"2\"})", .blind),
            ("absent(x{a=\"1\"}) and on () absent(y{a=\"2\"})", .firing), ("x", .blind),
            ("1 - absent(x) == 0", .firing), ("scalar(x) != bool 1", .blind), ("vector(scalar(x)) != 1", .blind),
            ("scalar(x or vector(3)) != bool 1", .observed), ("absent(x) unless absent(y)", .blind),
            ("x > 1 and on () hour() > 8", .blind), ("hour() > 8 and on () x > 1", .blind),
            ("x > on () hour()", .blind),
            ("x unless on () hour() > 8", .blind), (#"label_replace(absent(x), "job", "a", "", "") == 1"#, .firing),
            (#"label_replace(absent(x{job="a"}), "to", "$1", "job", "(.*)") == 1"#, .firing),
            // What no group found is empty, and an empty label is none.
            (#"absent(x{a="1"}) and label_replace(absent(x{a="1"}), "a", "$1", "a", ".*")"#, .blind),
            (#"absent(x{a="1"}) and label_replace(absent(x{a="1"}), "a", "$0", "a", ".*")"#, .firing),
            (#"absent(x{a="1"}) and label_replace(absent(x{a="1"}), "a", "${1}", "a", "(.+)")"#, .firing),
            (#"absent(x{a="1"}) and label_replace(absent(x{a="1"}), "a", "$1_", "a", "(.+)")"#, .blind),
            (#"absent(x{a="$1"}) and label_replace(vector(1), "a", "$$1", "", "")"#, .firing),
            (#"absent(x{a="$-"}) and label_replace(vector(1), "a", "$-", "", "")"#, .firing),
            (#"absent(x{job="a"}) and label_replace(vector(1), "job", "a", "", "")"#, .firing),
            (#"absent(x{job="a"}) and label_replace(vector(1), "job", "b", "", "")"#, .blind),
        ])
    func noData(source: String, kind: Verdict.Kind) throws {
        #expect(try plan(source).noData == kind)
    }

    @Test("what depends on the day is not guessed")
    func undecided() throws {
        #expect(try plan("absent(x) and on () day_of_week() > 0").noData == nil)
    }

    @Test("a matrix and a string are refused by name", arguments: [("x[5m]", "matrix"), ("\"a\"", "string")])
    func refused(source: String, name: String) {
        let error = #expect(throws: DetectionError.self) { try plan(source) }
        #expect(error?.description.contains(name) == true)
    }

    @Test("a chain of hundreds of links is planned", arguments: ["or", "and", "unless", "+", "> bool"])
    func long(operation: String) throws {
        let source = Array(repeating: "absent(x > 1)", count: 490).joined(separator: " \(operation) ")
        _ = try plan(source)
        _ = try plan(source.replacing("absent(x > 1)", with: "(x or vector(0) > 3)"))
    }

    private func plan(_ source: String) throws -> DetectionPlan { try DetectionPlan(PromQL.parse(source)) }
}
