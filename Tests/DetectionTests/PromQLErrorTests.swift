import Testing

@testable import Detection

@Suite("What is no PromQL is an error with a place")
struct PromQLErrorTests {
    @Test(
        "the error says what is wrong, and where",
        arguments: [
            ("", "1:1: there is no expression here"),
            ("# only a comment", "1:17: there is no expression here"),
            ("sum(up", "1:7: the text ends among the arguments, where `)` is due"),
            ("up\n  )", "2:3: unexpected `)` after the expression"),
            ("rates(x[5m])", "1:1: there is no function `rates`"),
            ("rate(x)", "1:6: `rate` takes a matrix as argument 1, not a vector"),
            ("rate(x[5m], 1)", "1:1: `rate` takes another number of arguments than 2"),
            ("1 > 2", "1:3: two scalars are compared with `> bool`"),
            ("x and 1", "1:3: `and` works on two vectors"),
            ("x + bool y", "1:3: `bool` can only follow a comparison"),
            ("x + \"a\"", "1:3: `+` works on scalars and vectors, not on a string"),
            ("x[5m] + 1", "1:7: `+` works on scalars and vectors, not on a matrix"),
            ("{}", "1:1: a selector needs a name, or a matcher that not everything passes"),
            ("{a=~\".*\"}", "1:1: a selector needs a name, or a matcher that not everything passes"),
            ("x{__name__=\"y\"}", "1:1: the metric's name is given twice"),
            ("x{a=1}", "1:5: unexpected `1` after a matcher's operator, where a quoted string is due"),
            ("x{a==\"b\"}", "1:4: unexpected `==` after a label's name, where `=`, `!=`, `=~` or `!~` is due"),
            ("(x)[5m]", "1:4: a range can only follow a selector; after others, write `[5m:]`"),
            ("x[0s]", "1:2: a range must be longer than nothing"),
            ("(x) offset 5m", "1:5: `offset` and `@` can only follow a selector or a subquery"),
            ("x offset 5m offset 5m", "1:13: `offset` and `@` may stand only once"),
            ("x and on(a) group_left y", "1:3: `group_left` and `group_right` do not go with `and`"),
            ("1 + on(a) 2", "1:3: `on` and `ignoring` work between two vectors"),
            ("1[5m:]", "1:2: a subquery needs a vector, not a scalar"),
            ("topk(x)", "1:1: `topk` takes two arguments"),
            ("topk(\"a\", x)", "1:1: `topk` takes a scalar first, not a string"),
            ("sum(1)", "1:5: `sum` takes a vector, not a scalar"),
            ("5mm", "1:1: this is neither a number nor a length of time"),
            ("x[1m1h]", "1:3: this is neither a number nor a length of time"),
            ("1e999", "1:1: this is neither a number nor a length of time"),
            ("\"a", "1:1: this quoted string is not closed"),
            ("\"a\nb\"", "1:1: a quoted string ends before the end of its line"),
            ("\"\\q\"", "1:2: this escape is not known in a string"),
            ("\"\\ud800\"", "1:2: this escape is not known in a string"),
            ("\"\\xff\"", "1:1: this string is not UTF-8"),
            ("x\u{200B}", "1:2: unexpected character \\u{200B}"),
            ("訂單 > 1", "1:1: unexpected character 訂"),
            ("x ! y", "1:3: unexpected character !"),
            ("on(x)", "1:1: unexpected `on` where an expression is due"),
            ("$__rate_interval", "1:1: unexpected character $"),
            ("x[999999999999999y]", "1:3: this length of time is too long"),
        ])
    func message(source: String, expected: String) {
        #expect(throws: PromQLError.self) { try PromQL.parse(source) }
        do throws(PromQLError) { _ = try PromQL.parse(source) } catch { #expect(error.description == expected) }
    }

    @Test(
        "a megabyte of nesting is refused with a place, not a crash",
        arguments: ["(", "-", "sum(", "x+(", "{", "[", "x[5m:", "a or ", "1^", "x{a=\"", "\\", "abs(-(", "1 + "])
    func hostile(unit: String) {
        let text = String(repeating: unit, count: 1_000_000 / unit.utf8.count)
        #expect(throws: PromQLError.self) { try PromQL.parse(text) }
        #expect(throws: PromQLError.self) { try PromQL.parse(text + "x") }
    }

    @Test("deep but allowed trees are printed and read again")
    func deep() throws {
        let chain = Array(repeating: "x", count: PromQL.highest).joined(separator: " + ")
        #expect(try PromQL.parse(chain).text == chain)
        let nested = String(repeating: "abs(", count: 150) + "x" + String(repeating: ")", count: 150)
        #expect(try PromQL.parse(nested).text == nested)
    }

    @Test("any cut of an expression is read or refused, never a crash")
    func cuts() {
        let source =
            "sum by (\"a.b\") (rate({\"m\",l=~'é\\n'}[1h5m:30s] @ 1e3 offset -5m)) >= on(a) group_left(b) 0x1F # c"
        let bytes = Array(source.utf8)
        var read = 0
        for start in bytes.indices {
            for end in start...bytes.count {
                let text = String(decoding: bytes[start..<end], as: UTF8.self)
                if (try? PromQL.parse(text)) != nil { read += 1 }
            }
        }
        #expect(read > 50)
    }
}

@Suite("A fenced block holds one expression or several")
struct PromQLStatementTests {
    @Test(
        "it is divided where one expression can't go on",
        arguments: [
            ("up == 0", ["1: up == 0"]),
            ("# S4: uneven\nstddev(x) by (topic)\n", ["2: stddev(x) by (topic)"]),
            ("up == 0\nx > 1\n", ["1: up == 0", "2: x > 1"]),
            ("up == 0 # down\n# next\n\nx > 1\n", ["1: up == 0", "4: x > 1"]),
            ("a\n  and b\n\n  or c", ["1: a\n  and b\n\n  or c"]),
            ("up\n(x > 1)", ["1: up", "2: (x > 1)"]),
            ("sum(\n\n  up # why\n)", ["1: sum(\n\n  up # why\n)"]),
            ("up == 0\n\nrate(x) > 1\n\ny < 2", ["1: up == 0", "error 3:6", "5: y < 2"]),
            ("", []), ("# nothing\n\n", []),
            ("up up", ["error 1:4"]),
        ])
    func statements(block: String, expected: [String]) {
        let found = PromQL.statements(in: block).map { result in
            switch result {
            case .success(let statement): "\(statement.line): \(statement.source)"
            case .failure(let part): "error \(part.error.line):\(part.error.column)"
            }
        }
        #expect(found == expected)
    }

    @Test("each of many broken paragraphs is told of")
    func many() {
        let block = String(repeating: "x y\n\n", count: 50_000)
        #expect(PromQL.statements(in: block).count == 50_000)
    }
}
