import Fixtures
import Foundation
import Testing

@testable import Detection

@Suite(
    "The real promtool reads what is exported",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/promtool"), "needs /usr/bin/promtool"))
struct PromtoolTests {
    private static let hostile = "a: b # {{ query \"up\" }} {{{ \"'\\ \t\u{202E}\u{1}\u{2028}😀 訂單 - |- %x $value"

    @Test("rules with every kind of expression are accepted")
    func check() throws {
        let rules = try [
            "lag > 10000", "sum(lag) # all\n  > 10000", "  x > 1\n\n\n", "absent(x{a='\\t'})", "x{a=`\t`} > 0",
            "(count(x) or vector(0)) < 1", "rate(x[1h30m] offset -5m) > NaN", "x\t> 1", "x > 1\r\nand y",
        ].map { try rule($0) }
        try within { folder in
            let file = folder.appending(path: "rules.yml")
            try AlertRuleFile(group: Self.hostile, rules: rules).yaml.write(to: file, atomically: true, encoding: .utf8)
            let (status, said) = try promtool(["check", "rules", "--lint=none", file.path])
            #expect(status == 0, "\(said)")
            #expect(said.contains("\(rules.count) rules found"))
        }
    }

    @Test("what only Prometheus 3 reads is accepted in the text that is sent and exported")
    func oldest() throws {
        let block = [
            "x > 5m", "x > 1_000", "rate(x[300]) > 0", "x offset 60 > 0", "x offset -6_0 > 0", "x @ 1_000 > 0",
            "x offset 0 > 0", "max_over_time(x[10m:60]) > -1h30m", #"sum by ("a") ({"x", "b"="c"}) > 0x_1F"#,
            #"x + on ("a") group_left ("b") y > .5"#,
        ].joined(separator: "\n")
        let statements = PromQL.statements(in: block).compactMap { try? $0.get() }
        #expect(statements.count == 10)
        try within { folder in
            let file = folder.appending(path: "rules.yml")
            let rules = try statements.map { statement in
                #expect(statement.readable != statement.source)
                return try rule(statement.readable)
            }
            try AlertRuleFile(group: "g", rules: rules).yaml.write(to: file, atomically: true, encoding: .utf8)
            let (status, said) = try promtool(["check", "rules", "--lint=none", file.path])
            #expect(status == 0, "\(said)")
        }
    }

    @Test("an alert that fires says the note's texts, character for character")
    func fires() throws {
        struct Tests: Encodable {
            struct Case: Encodable {
                let interval = "1m"
                let input_series = [["series": "lag{q=\"a\"}", "values": "20000x20"]]
                let alert_rule_test: [Expectation]
            }
            struct Expectation: Encodable {
                let eval_time: String
                let alertname = "Lag"
                let exp_alerts: [Alert]
            }
            struct Alert: Encodable {
                let exp_labels: [String: String]
                let exp_annotations: [String: String]
            }
            let rule_files: [String]
            let evaluation_interval = "1m"
            let tests: [Case]
        }
        try within { folder in
            let rules = folder.appending(path: "rules.yml")
            let rule = try rule("lag > 10000", duration: .init(milliseconds: 300_000))
            try AlertRuleFile(group: "g", rules: [rule]).yaml.write(to: rules, atomically: true, encoding: .utf8)
            let text = Self.hostile
            let alert = Tests.Alert(
                exp_labels: ["q": "a", "severity": text],
                exp_annotations: ["summary": text, "description": text, "runbook_url": text])
            let tests = Tests(
                rule_files: [rules.path],
                tests: [
                    .init(alert_rule_test: [
                        .init(eval_time: "4m", exp_alerts: []), .init(eval_time: "6m", exp_alerts: [alert]),
                    ])
                ])
            // JSON is YAML.
            let file = folder.appending(path: "tests.yml")
            let encoder = JSONEncoder()
            encoder.outputFormatting = .withoutEscapingSlashes
            try encoder.encode(tests).write(to: file)
            let (status, said) = try promtool(["test", "rules", file.path])
            #expect(status == 0, "\(said)")
        }
    }

    @Test(
        "every public alert expression is accepted in its canonical form, and its data queries too",
        .enabled(
            if: SharedData.exists("detection/alert_expressions.jsonl"),
            "needs ../shared/detection/alert_expressions.jsonl"))
    func canonical() throws {
        struct Line: Decodable {
            let expr: String
        }
        var sources: Set<String> = []
        for line in try SharedData.lines("detection/alert_expressions.jsonl", as: Line.self) {
            let plan = try DetectionPlan(PromQL.parse(line.expr))
            sources.insert(plan.expression.text)
            let watched = plan.expression.watched
            for query in plan.data.queries + (plan.substituted + watched + watched.map(\.bare)).map(\.query) {
                sources.insert("count(\(query.text))")
            }
        }
        let rules = try sources.sorted().map { try rule($0) }
        try within { folder in
            let file = folder.appending(path: "rules.yml")
            try AlertRuleFile(group: "g", rules: rules).yaml.write(to: file, atomically: true, encoding: .utf8)
            let (status, said) = try promtool(["check", "rules", "--lint=none", file.path])
            #expect(status == 0, "\(said.prefix(2000))")
        }
    }

    private func rule(_ source: String, duration: PromQL.Duration? = nil) throws -> AlertRule {
        try AlertRule(
            name: "Lag", expression: PromQL.parse(source), source: source, duration: duration, severity: Self.hostile,
            summary: Self.hostile, description: Self.hostile, runbookURL: Self.hostile)
    }

    private func within(_ work: (URL) throws -> Void) throws {
        let folder = try TemporaryFolder()
        try work(URL(filePath: folder.path))
    }

    private func promtool(_ arguments: [String]) throws -> (status: Int32, said: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/promtool")
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, said)
    }
}
