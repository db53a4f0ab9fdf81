import Notes
import Testing

@testable import Detection

@Suite("Sample values become parameters")
struct ParameterInferenceTests {
    @Test("they are found in commands, named after what they are, with the labels that carry them")
    func inferred() {
        let parameters = Parameter.inferred(from: [
            .init(
                language: "bash",
                text: "queue-admin --broker localhost:9092 \\\r\n  --describe --group my-reader-group --state"),
            .init(language: "bash", text: "queue-admin --broker localhost:9092 --list\r\nmy-queue,my-queue"),
            .init(language: "promql", text: "# S4\nrate(messages_total{queue=\"my-queue\"}[5m]) > 1"),
            .init(language: "bash", text: "kubectl logs <pod_name> -n your_namespace; curl http://db.example.com/x"),
        ])
        #expect(
            parameters.map { "\($0.name)=\($0.sample)" } == [
                "broker=localhost:9092", "reader-group=my-reader-group", "queue=my-queue", "pod-name=<pod_name>",
                "namespace=your_namespace", "address=db.example.com",
            ])
        #expect(parameters[2].labels == ["queue"])
    }

    @Test(
        "what only looks like one is left alone",
        arguments: [
            "localhost", "myself", "my-", "localhost:http", "a<b>c", "<a b>", "localhost:99999", "example.com.evil",
            ".example.com", ".example",
        ])
    func notSamples(text: String) {
        #expect(Parameter.inferred(from: [.init(language: "bash", text: text)]).isEmpty)
    }

    @Test("a note with thousands of samples gets no more fields than a person could fill in")
    func many() {
        let text = (0..<5000).map { "x{a=\"my-\($0)-queue\"}" }.joined(separator: "\n")
        #expect(Parameter.inferred(from: [.init(language: "promql", text: text)]).count == Parameter.most)
    }

    @Test("a label carries a sample that its matcher spells as a pattern, whichever command stands first")
    func labelsOfPatterns() {
        let parameters = Parameter.inferred(from: [
            .init(language: "promql", text: #"up{instance=~"db\\.example\\.com:.*"} == 0"#),
            .init(language: "bash", text: "ping db.example.com"),
        ])
        #expect(parameters.map(\.sample) == ["db.example.com"])
        #expect(parameters.first?.labels == ["instance"])
    }

    @Test("an alert's labels give their values, but none that can't be used")
    func labels() {
        let parameters = [
            Parameter(name: "reader-group", sample: "my-reader-group"),
            Parameter(name: "queue", sample: "my-queue", labels: ["topic"]),
            Parameter(name: "host", sample: "localhost:1"),
        ]
        let values = ParameterValues.fromLabels(
            ["readergroup": "orders", "topic": "payments", "host": "$(reboot)"], for: parameters)
        #expect(values == ["reader-group": "orders", "queue": "payments"])
    }
}

@Suite("Values go into commands safely, or not at all")
struct ParameterValueTests {
    private let parameters = [
        Parameter(name: "broker", sample: "localhost:9092"),
        Parameter(name: "queue", sample: "my-queue", labels: ["queue"]),
        Parameter(name: "group", sample: "my-queue-group"),
    ]

    @Test("every whole occurrence is replaced, in one pass")
    func shell() throws {
        let values = ParameterValues(
            parameters, ["broker": "my-queue:1", "queue": "localhost:9092", "group": "g"])
        #expect(
            try values.shell("x localhost:9092 'my-queue' my-queue-group my-queue-list my-queue.log a/my-queue.")
                == "x my-queue:1 'localhost:9092' g my-queue-list my-queue.log a/localhost:9092.")
    }

    @Test("without a value the text stays byte for byte")
    func untouched() throws {
        let text = "x  localhost:9092\r\n\t# my-queue"
        #expect(try ParameterValues(parameters, [:]).shell(text) == text)
        #expect(try ParameterValues(parameters, ["queue": "my-queue"]).shell(text) == text)
    }

    @Test(
        "what could mean something else anywhere in a shell is refused with a sentence",
        arguments: [
            "", " ", "a b", "-rf", "--help", "$(reboot)", "`id`", "${HOME}", "$HOME", "a;b", "a|b", "a&b", "a>b", "a<b",
            "a'b", "a\"b", "a\\b", "a\nb", "a\rb", "a\tb", "a\0b", "*", "?", "[a]", "{a,b}", "~", "~root", "!x", "#x",
            "a(b)", "a^b", "\u{202E}abc", "a\u{200B}b", "ａ", "а", "訂單", "\u{1B}[2J", String(repeating: "a", count: 257),
        ])
    func refused(value: String) {
        let error = #expect(throws: ParameterError.self) {
            try ParameterValues(parameters, ["queue": value]).shell("cat 'my-queue'")
        }
        let sentence = error?.description ?? ""
        #expect(sentence.hasSuffix("."))
        #expect(!VisibleText.deceives(sentence))
    }

    @Test("plain words are taken", arguments: ["orders", "10.0.0.1:9092,b:1", "a/b@c%d+e=f", "_x", "UPPER.case-1"])
    func taken(value: String) throws {
        #expect(try ParameterValues(parameters, ["queue": value]).shell("q my-queue") == "q \(value)")
    }

    @Test("a declared pattern narrows, and widens only where quoting is sure")
    func patterns() throws {
        let parameter = Parameter(name: "queue", sample: "my-queue", pattern: try Pattern("[a-z ]+"))
        let values = ParameterValues([parameter], ["queue": "two words"])
        let error = #expect(throws: ParameterError.self) { try values.shell("cat my-queue") }
        #expect(error == .notPlain(name: "queue", value: "two words"))
        let query = try values.promql(PromQL.parse("x{queue=\"my-queue\"}"))
        #expect(query.text == "x{queue=\"two words\"}")
        #expect(throws: ParameterError.self) {
            try ParameterValues([parameter], ["queue": "UPPER"]).shell("cat my-queue")
        }
    }

    @Test("in PromQL it is a literal, and in a regular expression an escaped one")
    func promql() throws {
        let any = Parameter(name: "queue", sample: "my-queue", pattern: try Pattern("(?s).*"))
        let values = ParameterValues([any], ["queue": "a\"} or vector(1) #\\.*"])
        let query = try values.promql(
            PromQL.parse("sum(rate(x{queue=\"my-queue\",q=~\"my-queue|b.*\"}[5m])) > 1 and y{z=\"my-queue-2\"}"))
        #expect(
            query.text
                == #"sum(rate(x{q=~"a\"\\} or vector\\(1\\) #\\\\\\.\\*|b.*",queue="a\"} or vector(1) #\\.*"}[5m])) > 1"#
                .replacing(#"a\"\\}"#, with: #"a\"\\}"#) + #" and y{z="my-queue-2"}"#)
        #expect(try PromQL.parse(query.text).text == query.text)
    }

    @Test(
        "in a regular expression the sample is found however it is spelled, and the value means itself",
        arguments: [
            (#"up{instance=~"db\\.example\\.com:.*"} == 0"#, #"up{instance=~"db1\\.prod:.*"} == 0"#),
            (#"up{instance!~"(db[.]example[.]com|x):9"}"#, #"up{instance!~"(db1\\.prod|x):9"}"#),
            (#"up{instance=~"db.example.com:.*"}"#, #"up{instance=~"db1\\.prod:.*"}"#),
            (#"up{instance=~`a|db\.example\.com`}"#, #"up{instance=~"a|db1\\.prod"}"#),
            (#"up{instance="db\\.example\\.com"}"#, #"up{instance="db\\.example\\.com"}"#),
            (#"up{instance=~"db\\.example\\.com\\.evil"}"#, #"up{instance=~"db\\.example\\.com\\.evil"}"#),
            (#"up{instance=~"mydb\\.example\\.com"}"#, #"up{instance=~"mydb\\.example\\.com"}"#),
        ])
    func spellings(source: String, filled: String) throws {
        let values = ParameterValues([Parameter(name: "address", sample: "db.example.com")], ["address": "db1.prod"])
        #expect(try values.promql(PromQL.parse(source)).text == filled)
    }

    @Test("a value for an escaped sample is checked as any other")
    func escapedChecked() throws {
        let values = ParameterValues([Parameter(name: "address", sample: "db.example.com")], ["address": "a b"])
        #expect(throws: ParameterError.self) {
            try values.promql(PromQL.parse(#"up{instance=~"db\\.example\\.com:.*"}"#))
        }
    }

    @Test("a sample that is a number is replaced where PromQL has that number")
    func numbers() throws {
        let parameters = [Parameter(name: "n", sample: "10000"), Parameter(name: "q", sample: "my-queue")]
        let query = try PromQL.parse("lag{queue=\"my-queue\",n=\"10000\"} > 1e4 and x > 10 < 10000")
        let values = ParameterValues(parameters, ["n": "20000", "q": "orders"])
        #expect(try values.promql(query).text == "lag{n=\"20000\",queue=\"orders\"} > 20000 and x > 10 < 20000")
        #expect(try ParameterValues(parameters, [:]).promql(query).text == query.text)
    }

    @Test("what takes the place of a number must be one", arguments: ["orders", "NaN", "Inf", "1+1", "x"])
    func noNumber(value: String) throws {
        let values = ParameterValues([Parameter(name: "n", sample: "10000")], ["n": value])
        let error = #expect(throws: ParameterError.self) { try values.promql(PromQL.parse("lag > 10000")) }
        #expect(error?.description.contains("number") == true)
        #expect(try values.promql(PromQL.parse("lag > 5")).text == "lag > 5")
    }

    @Test("many long samples that almost stand change nothing")
    func almost() throws {
        let parameters = (0..<64).map { Parameter(name: "p\($0)", sample: String(repeating: "/", count: 190 + $0)) }
        let values = ParameterValues(
            parameters, Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, "x") }))
        let text = String(repeating: String(repeating: "/", count: 189) + " ", count: 200)
        #expect(try values.shell(text) == text)
    }

    @Test("in SQL it is bound, never pasted")
    func sql() throws {
        let values = ParameterValues([Parameter(name: "db", sample: "my-db")], ["db": "orders"])
        let bound = try values.sql(
            "-- my-db\nSELECT 1 FROM t WHERE n = 'my-db' OR n = 'it''s' /* my-db */ AND m='my-db';"
        ) { "$\($0)" }
        #expect(bound.text == "-- my-db\nSELECT 1 FROM t WHERE n = $1 OR n = 'it''s' /* my-db */ AND m=$2;")
        #expect(bound.values == ["orders", "orders"])
    }

    @Test(
        "where it can't be bound it is refused",
        arguments: [
            "DROP TABLE my-db", "SELECT \"my-db\"", "SELECT 'x my-db'", "SELECT $$ 'my-db' $$", "SELECT E'my-db'",
            "SELECT $a$ 'my-db' $a$",
        ])
    func unbound(text: String) {
        let values = ParameterValues([Parameter(name: "db", sample: "my-db")], ["db": "orders"])
        #expect(throws: ParameterError.notBindable(name: "db", sample: "my-db")) { try values.sql(text) { "$\($0)" } }
    }

    @Test(
        "the pieces of any SQL are the SQL",
        arguments: ["'", "a'b''", "--", "/*/*", "$$", "$a$'$a", "\"", "E'\\", "''"])
    func pieces(text: String) {
        let joined = SQLPiece.pieces(of: text).map { piece in
            switch piece {
            case .comment(let text), .literal(let text, _), .other(let text): text
            }
        }
        #expect(joined.joined() == text)
    }
}

@Suite("A pattern is a regular expression in linear time")
struct PatternTests {
    @Test(
        "it matches the whole of a value",
        arguments: [
            ("[a-z]+", "abc", true), ("[a-z]+", "abc1", false), ("a|b", "b", true), ("a|bc|d", "bc", true),
            ("(ab)*c", "ababc", true), ("a{2,3}", "a", false), ("a{2,3}", "aaa", true), ("a{2,3}", "aaaa", false),
            ("a{2}", "aa", true), ("a{2,}", "aaaaa", true), ("[^a-c]", "d", true), ("[^a-c]", "b", false),
            ("\\d+\\.\\d+", "1.25", true), ("\\w+:\\d{1,5}", "host:9092", true), ("(?i)abc", "aBC", true),
            (".", "\n", false), ("(?s).", "\n", true), ("^a$", "a", true), ("", "", true), ("a?", "", true),
            ("[]a]", "]", true), ("[a-]", "-", true), ("(?:a|)b", "b", true), ("x{", "x{", true), ("佇列.*", "佇列一", true),
            ("[[:digit:]]{5}", "42000", true), ("[[:digit:]]", "d", false), ("[[:digit:]]", ":", false),
            ("[_[:upper:]-]+", "A_B-C", true), ("[^[:space:][:punct:]]+", "ab1", true), ("[^[:space:]]", "\t", false),
            ("[[:^digit:]]", "訂", true), ("[[:^digit:]]", "7", false), ("[^[:^alpha:]]+", "abc", true),
            ("[[:^print:]]", "\u{0}", true), ("[[:xdigit:]]+", "c0ffEE", true), ("[[:word:]]+", "a_1", true),
            ("(?i)[[:upper:]]", "a", true), ("[[:]+", "[:", true), ("[[:digit]+", "[:digt", true),
        ])
    func whole(pattern: String, text: String, expected: Bool) throws {
        #expect(try Pattern(pattern).matchesWhole(text) == expected)
    }

    @Test(
        "it is found anywhere in an output",
        arguments: [
            ("error", "no Errors, one error", true), ("^down", "up\ndown", false), ("(?m)^down$", "up\ndown\nup", true),
            ("\\bdown\\b", "shutdown", false), ("\\bdown\\b", "is down.", true), ("a.c", "xxabcxx", true),
            ("", "x", true),
            ("z$", "az", true), ("z$", "za", false),
        ])
    func found(pattern: String, text: String, expected: Bool) throws {
        #expect(try Pattern(pattern).isFound(in: text) == expected)
    }

    @Test(
        "what it can't do is refused with a reason",
        arguments: [
            "(", ")", "[a", "*", "a{3,2}", "a{9999}", "\\p{Han}", "(?=a)", "(?x)a", "\\", "[b-a]", "[[:digits:]]",
            "[[:Digit:]]", "[[::]]",
            "[[:^:]]", "[[:a long name:]]", "(a{1000}){1000}",
        ])
    func refused(pattern: String) {
        let error = #expect(throws: PatternError.self) { try Pattern(pattern) }
        #expect(error?.description.contains(pattern) == true)
    }

    @Test(
        "what makes others explode is answered", arguments: ["(a+)+$", "(a|a)*b", "(a*)*b", "(.*)(.*)(.*)(.*)b"])
    func hostile(pattern: String) throws {
        #expect(try !Pattern(pattern).isFound(in: String(repeating: "a", count: 20_000) + "!"))
    }

    @Test("nested groups beyond the bound are refused, not a crash")
    func deep() {
        #expect(throws: PatternError.self) { try Pattern(String(repeating: "(", count: 100_000)) }
    }
}
