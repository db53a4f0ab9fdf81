import Testing

@testable import Detection

@Suite("PromQL text becomes a tree and canonical text")
struct PromQLParserTests {
    @Test(
        "an expression is printed in one canonical form",
        arguments: [
            ("up", "up"),
            ("  up # a comment\n", "up"),
            ("# first\nsum(\n  rate(x[5m]) # inside\n) by (a,b,)", "sum by (a, b) (rate(x[5m]))"),
            ("SUM BY(a) (x) AND y OR z UNLESS w", "sum by (a) (x) and y or z unless w"),
            ("a + b * c ^ d ^ e", "a + b * c ^ d ^ e"),
            ("(a + b) * c", "(a + b) * c"),
            ("a - (b - c)", "a - (b - c)"),
            ("(a - b) - c", "a - b - c"),
            ("(a ^ b) ^ c", "(a ^ b) ^ c"),
            ("a ^ (b ^ c)", "a ^ b ^ c"),
            ("-x ^ 2", "-x ^ 2"),
            ("(-x) ^ 2", "(-x) ^ 2"),
            ("-x * y", "-x * y"),
            ("-(x * y)", "-(x * y)"),
            ("x ^ -2", "x ^ (-2)"),
            ("--1", "-(-1)"),
            ("+x", "x"),
            ("x > -0.050", "x > -0.05"),
            ("(0 <= x) < 3", "0 <= x < 3"),
            ("x == bool 1", "x == bool 1"),
            ("1 == BOOL 1", "1 == bool 1"),
            ("a / on(i) group_left b", "a / on (i) group_left () b"),
            ("a * ignoring (x) group_right(y, z) b", "a * ignoring (x) group_right (y, z) b"),
            ("a and on() b", "a and on () b"),
            ("a > on () 0", "a > 0"),
            ("a atan2 b", "a atan2 b"),
            ("x offset 1h30m", "x offset 1h30m"),
            ("x offset -5m", "x offset -5m"),
            ("x @ 1609746000", "x @ 1609746000"),
            ("rate(x[5m] offset 1w @ end())", "rate(x[5m] @ end() offset 1w)"),
            ("x[48h:30m] @ start()", "x[2d:30m] @ start()"),
            ("max_over_time(rate(x[1m])[1h:])", "max_over_time(rate(x[1m])[1h:])"),
            ("(a > 1)[5m:] offset 1d", "(a > 1)[5m:] offset 1d"),
            ("(x offset 5m)[10m:]", "(x offset 5m)[10m:]"),
            ("-x[5m:]", "error"), ("x offset 36h", "x offset 36h"), ("x offset 100d", "x offset 100d"),
            ("x[300]", "x[5m]"),
            ("x > 5m", "x > 300"),
            ("sum by (\"inf\", \"a\") (x)", "sum by (\"inf\", a) (x)"),
            ("topk(3, x)", "topk(3, x)"), ("sum by () (x)", "sum(x)"), ("sum(x) without ()", "sum without () (x)"),
            ("count_values('v', x)", "count_values(\"v\", x)"),
            ("quantile without (a) (0.9, x)", "quantile without (a) (0.9, x)"),
            ("{__name__='x', b=~'c'}", "{__name__=\"x\",b=~\"c\"}"),
            ("x{b=\"2\", a!~`\\d+`,}", "x{a!~\"\\\\d+\",b=\"2\"}"),
            ("{\"my.metric\", \"a.b\"=\"c\"}", "{\"my.metric\",\"a.b\"=\"c\"}"),
            ("{\"plain\"}", "plain"),
            ("sum by (\"a.b\", c) (x)", "sum by (\"a.b\", c) (x)"),
            (
                "x{sum=\"a\",by=\"b\",on=\"c\",inf=\"d\",bool=\"e\"}",
                "x{bool=\"e\",by=\"b\",inf=\"d\",on=\"c\",sum=\"a\"}"
            ),
            ("sum + by + offset", "sum + by + offset"),
            ("sum by (sum, by, and, on) (count)", "sum by (sum, by, and, on) (count)"),
            ("avg{a=\"b\"}", "avg{a=\"b\"}"),
            ("start + end", "start + end"),
            ("job:rate:5m > 1", "job:rate:5m > 1"),
            ("inf", "Inf"), ("-Inf", "-Inf"), ("NaN", "NaN"), ("nan", "NaN"),
            ("0x1F", "31"), ("1e3", "1000"), (".5", "0.5"), ("1_000", "1000"), ("017", "15"), ("1.5e-7", "1.5e-07"),
            ("'it\\'s'", "\"it's\""), ("`raw \\n \"x\"`", "\"raw \\\\n \\\"x\\\"\""),
            ("\"\\u00e9\\x41\\101\\U0001F600\"", "\"éAA😀\""),
            ("\"a\u{202E}b\"", "\"a\\u202eb\""),
        ])
    func canonical(source: String, expected: String) {
        #expect(printed(source) == expected)
    }

    @Test("canonical text parses to the same canonical text", arguments: Self.samples)
    func stable(source: String) throws {
        let once = try PromQL.parse(source).text
        #expect(try PromQL.parse(once).text == once)
    }

    static let samples = [
        "-(-x) ^ 2 ^ -y", "a or b and c unless (d or e)", "a < b < c", "a < (b < c)", "rate((-(a + b))[5m:])",
        "(-x)[5m:]",
        "-Inf", "2 ^ -Inf", "(1 + +Inf) ^ 2", "x @ 1.5 offset 3d", "{a=\"\\n\\t\\\"\\\\\"}",
        "sum(x) by (a) / on (a) group_left (b, c) count(y) without (d)", "a % (b % c) * d / (e * f)",
        "label_replace(x, \"a\", \"$1\", \"b\", \"(.*)\")", "(x[1y2w3d:1ms])", "absent_over_time({\"a b\"}[5m])",
        "scalar(x) > bool 1 == bool vector(1)", "time() - day_of_week() ^ pi()",
    ]

    @Test(
        "what an expression gives is known before it is asked",
        arguments: [
            ("1 + time()", PromQL.ValueType.scalar), ("\"x\"", .string), ("x[5m]", .matrix), ("x[5m:]", .matrix),
            ("x", .vector), ("1 > bool 2", .scalar), ("x > 2", .vector), ("scalar(x)", .scalar),
            ("vector(1)", .vector), ("-x", .vector), ("-1", .scalar), ("sum(x)", .vector), ("5m", .scalar),
        ])
    func types(source: String, type: PromQL.ValueType) throws {
        #expect(try PromQL.parse(source).type == type)
    }

    @Test("a node knows its place in the text")
    func places() throws {
        let source = "# é\nsum (rate(x[5m])) > 3"
        let expression = try PromQL.parse(source)
        let bytes = Array(source.utf8)
        guard case .binary(let binary) = expression.node else {
            Issue.record("not a binary expression")
            return
        }
        #expect(String(decoding: bytes[binary.left.range], as: UTF8.self) == "sum (rate(x[5m]))")
        #expect(String(decoding: bytes[expression.range], as: UTF8.self) == "sum (rate(x[5m])) > 3")
    }

    private func printed(_ source: String) -> String {
        do throws(PromQLError) { return try PromQL.parse(source).text } catch { return "error" }
    }
}
