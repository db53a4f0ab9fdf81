import Foundation
import Notes
import Testing

@testable import Detection

@Suite("Symptoms become Prometheus rules")
struct AlertRuleTests {
    @Test("a rule file is the same YAML every time")
    func yaml() throws {
        let rule = try AlertRule(
            name: "QueueLag", expression: PromQL.parse("lag > 10000"), duration: .init(milliseconds: 300_000),
            severity: "critical", summary: "Lag grows / 延遲攀升", description: "Say \"hi\"\\\n{{ $value }}",
            runbookURL: "https://kb.example/notes/queue#s1")
        #expect(
            AlertRuleFile(group: "queue", rules: [rule]).yaml == #"""
                groups:
                  - name: "queue"
                    rules:
                      - alert: "QueueLag"
                        expr: "lag > 10000"
                        for: 5m
                        labels:
                          severity: "critical"
                        annotations:
                          summary: "Lag grows / 延遲攀升"
                          description: "Say \"hi\"\\\n{{\"{{\"}} $value }}"
                          runbook_url: "https://kb.example/notes/queue#s1"

                """#)
    }

    @Test("an expression of several lines stays readable, comments and all")
    func block() throws {
        let source = "sum(lag) # all\n  > 10000"
        let rule = try self.rule(source)
        #expect(
            AlertRuleFile(group: "g", rules: [rule]).yaml.contains(
                "expr: |-\n          sum(lag) # all\n            > 10000\n"))
    }

    @Test(
        "text that a template would expand is escaped",
        arguments: [
            ("{{ query \"up\" }}", "{{\"{{\"}} query \"up\" }}"), ("{{{", "{{\"{{\"}}{"),
            ("{{{{", "{{\"{{\"}}{{\"{{\"}}"),
            ("{ {", "{ {"), ("}}", "}}"), ("{{\u{0301}x", "{{\"{{\"}}\u{0301}x"),
        ])
    func templates(text: String, expected: String) {
        #expect(AlertRuleFile.escapedTemplate(text) == expected)
    }

    @Test(
        "what can't be an alert is refused by name",
        arguments: [("x[5m]", "matrix"), ("\"a\"", "string"), ("1", "scalar")])
    func refused(source: String, type: String) {
        let error = #expect(throws: AlertRuleError.self) { try rule(source) }
        #expect(error?.description.contains(type) == true)
    }

    @Test(
        "an alert is named after the note and the symptom",
        arguments: [
            ("18_kafka_patterns_operations", "S1", "KafkaPatternsOperationsS1"), ("redis", "S2", "RedisS2"),
            ("佇列_維運", "S3", "佇列維運S3"), ("07-disk.full", "S1", "DiskFullS1"),
        ])
    func names(note: String, symptom: String, expected: String) {
        #expect(AlertNames([note + ".md"]).alert(ofNoteAt: note + ".md", symptom: symptom) == expected)
    }

    private func rule(_ source: String) throws -> AlertRule {
        try AlertRule(
            name: "A", expression: PromQL.parse(source), source: source, severity: "low", summary: "", description: "",
            runbookURL: "")
    }
}

@Suite("Checklists state alerts in prose")
struct StatedAlertTests {
    @Test("comparison and duration are read in both languages")
    func clauses() {
        let found = StatedAlert.all(
            in:
                "- [ ] 告警：queue-lag > 10K 持續 5min、replicas < 2 持續 2 分鐘、disk > 85%\r\nAlert when memory ≥ 1.5G for 90s; 連線數 超過 3 萬 維持 1 小時"
        )
        #expect(
            found == [
                stated(["queue-lag"], .greater, 10_000, minutes: 5), stated(["replicas"], .less, 2, minutes: 2),
                stated(["disk"], .greater, 85, percentage: true),
                stated(["alert", "when", "memory"], .greaterOrEqual, 1.5e9, minutes: 1.5),
                stated(["連線數"], .greater, 30_000, minutes: 60),
            ])
    }

    @Test(
        "how long it must hold is read in the words that people use",
        arguments: [
            ("lag > 10K for more than 5 minutes", 5), ("lag > 10K for at least 5 minutes", 5),
            ("lag > 10K for over 1 hour", 60),
            ("lag > 10K for a period of 2m", 2), ("lag > 10K before we act for 5m", 5), ("lag > 10K for > 5m", 5),
            ("lag > 10K 持續超過 5 分鐘", 5), ("lag > 10K 持續至少 5 分鐘", 5), ("lag > 10K 維持了 5 分鐘以上", 5),
            ("lag exceeds 10,000 for 5 minutes", 5), ("lag above 10K for more than 5m", 5),
            ("lag greater than 10K for 5 min", 5), ("lag 高於 10K 持續超過 5 分鐘", 5), ("lag 超過 1 萬 持續達 5 個小時", 300),
        ] as [(String, Double)])
    func durations(prose: String, minutes: Double) {
        #expect(StatedAlert.all(in: prose) == [stated(["lag"], .greater, 10_000, minutes: minutes)])
    }

    @Test(
        "other words than a length give none",
        arguments: [
            "lag > 10K for more than 5 messages", "lag > 10K for 3 defects", "lag > 10K for at least one hour",
            "lag > 10K over the last 10 min", "lag > 10K for the past 10 min",
        ])
    func noDuration(prose: String) {
        #expect(StatedAlert.all(in: prose) == [stated(["lag"], .greater, 10_000)])
    }

    @Test("a comma of thousands ends no clause, any other does")
    func thousands() {
        #expect(
            StatedAlert.all(in: "lag > 10,000 持續 5min, memory > 1,500,000,depth > 10，000，size > 5, 100 more") == [
                stated(["lag"], .greater, 10_000, minutes: 5), stated(["memory"], .greater, 1_500_000),
                stated(["depth"], .greater, 10_000), stated(["size"], .greater, 5),
            ])
        #expect(
            StatedAlert.all(in: "a > 1,2000, b > 3,00") == [stated(["a"], .greater, 1), stated(["b"], .greater, 3)])
    }

    @Test(
        "what states none is passed over",
        arguments: [
            "", "lag", "lag > many", "> 5", "`session.timeout` >= heartbeat x 3", "a → b", "5 > x",
        ])
    func none(prose: String) {
        #expect(StatedAlert.all(in: prose).isEmpty)
    }

    @Test(
        "a statement finds its expression by number, operator and words",
        arguments: [
            ("lag > 10K 持續 5min", "sum(queue_consumer_lag) by (q) > 10000", true),
            ("under-replicated > 0 持續 2min", "server_replicas_underreplicatedpartitions > 0", true),
            ("disk > 85%", "log_size / disk_size_bytes > 0.85", true),
            ("disk > 85%", "disk_used_percent > 85", true),
            ("lag > 10K", "sum(queue_consumer_lag) > 20000", false),
            ("lag > 10K", "sum(queue_consumer_lag) < 10000", false),
            ("lag > 10K", "sum(queue_depth) > 10000", false),
        ])
    func describes(prose: String, expression: String, expected: Bool) throws {
        let stated = try #require(StatedAlert.all(in: prose).first)
        #expect(try stated.describes(DetectionPlan(PromQL.parse(expression))) == expected)
    }

    @Test("the symptom's own words count as well")
    func words() throws {
        let stated = try #require(StatedAlert.all(in: "disk > 85%").first)
        let plan = try DetectionPlan(PromQL.parse("log_size / fs_bytes > 0.85"))
        #expect(!stated.describes(plan))
        #expect(stated.describes(plan, words: "Broker disk full"))
    }

    @Test("what must not fall is stated in words, too")
    func below() {
        #expect(
            StatedAlert.all(in: "replicas below 3 for 2m, disk less than 10%") == [
                stated(["replicas"], .less, 3, minutes: 2), stated(["disk"], .less, 10, percentage: true),
            ])
        #expect(StatedAlert.all(in: "what is above all else, and hours above ground").isEmpty)
    }

    @Test("numbers and words of simplified Chinese are read as those of traditional")
    func simplified() {
        #expect(
            StatedAlert.all(in: "lag 大于 1 万 持续 5 分钟，depth 低于 3") == [
                stated(["lag"], .greater, 10_000, minutes: 5), stated(["depth"], .less, 3),
            ])
    }

    @Test(
        "what is stated of symptoms by their ids is theirs",
        arguments: [
            ("告警 S1：lag > 10K 持續 5min；S4：探測失敗持續 2min", ["S1 1 5m", "S4 0 2m"], "告警 "),
            ("告警S2、S3:replica 斷線持續 1h", ["S2,S3 0 1h"], "告警"),
            ("Alert on S1: down for 30s, S2: p99 over 2s for at least 1 minute", ["S1 0 30s", "S2 0 1m"], "Alert on "),
            ("告警 S2：OOM kill > 0 立即通知", ["S2 1 nil"], "告警 "),
            ("告警：lag > 5 持續 1min、S3：延遲達 10 秒", ["S3 0 nil"], "告警：lag > 5 持續 1min、"),
            ("S1：每季演練，持續 30 分鐘", [], "S1：每季演練，持續 30 分鐘"),
            ("告警寄到 hooks3：持續 5min", [], "告警寄到 hooks3：持續 5min"), ("告警 S1 持續 5min", [], "告警 S1 持續 5min"),
        ] as [(String, [String], String)])
    func symptoms(prose: String, expected: [String], before: String) {
        let found = StatedSymptom.all(in: prose)
        #expect(
            found.named.map { one in
                "\(one.symptoms.joined(separator: ",")) \(one.alerts.count) \(one.duration?.description ?? "nil")"
            } == expected)
        #expect(found.before == before)
    }

    private func stated(
        _ subject: [String], _ operation: PromQL.Operator, _ limit: Double, percentage: Bool = false,
        minutes: Double? = nil
    ) -> StatedAlert {
        StatedAlert(
            subject: subject, operation: operation, limit: limit, isPercentage: percentage,
            duration: minutes.map { PromQL.Duration(milliseconds: Int64($0 * 60_000)) })
    }
}
