import Detection
import Foundation
import KnowledgeBase
import Notes
import Testing

private let promtool = "/usr/bin/promtool"

@Suite(
    "The real promtool and the alerts of whole notes",
    .enabled(if: FileManager.default.isExecutableFile(atPath: promtool), "needs /usr/bin/promtool"))
struct ExportedAlertTests {
    @Test("the rules of every bundled runbook are accepted")
    func bundled() async throws {
        let folder = SharedFolder.checkout.appending(path: "notes").resolvingSymlinksInPath()
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "md" }
        var rules = 0
        for file in files {
            let note = try note(file)
            guard note.isRunbook else { continue }
            let export = export(note)
            try await accepts(export)
            rules += export.file.rules.count
        }
        #expect(rules > 40)
    }

    @Test("the rules that watch kb itself are accepted, and fire")
    func server() async throws {
        try await withFolder { folder in
            let rules = try run(
                ServedNotes.program, ["export", "alerts", "--self", "--url", "https://kb.example.com/"])
            try rules.said.write(to: folder.appending(path: "rules.yml"), atomically: true, encoding: .utf8)
            let (checked, found) = try run(promtool, ["check", "rules", "rules.yml"], in: folder)
            #expect(checked == 0 && found.contains("3 rules found"), "\(found)")
            let tests = """
                rule_files: [rules.yml]
                evaluation_interval: 1m
                tests:
                  - interval: 1m
                    input_series:
                      - series: kb_symptom_verdict{note="n",symptom="S5",urgency="high",verdict="blind"}
                        values: 1x30
                      - series: kb_notes_overdue
                        values: 0x30
                    promql_expr_test:
                      - expr: count by (alertname, symptom) (ALERTS{alertstate="firing"})
                        eval_time: 20m
                        exp_samples:
                          - { labels: '{alertname="KbDetectionBlind", symptom="S5"}', value: 1 }
                """
            try tests.write(to: folder.appending(path: "tests.yml"), atomically: true, encoding: .utf8)
            let (status, said) = try run(promtool, ["test", "rules", "tests.yml"], in: folder)
            #expect(status == 0, "\(said)")
        }
    }

    @Test(
        "those of the model note are accepted, with the times of its checklist",
        .enabled(if: SharedFolder.exists(SharedFolder.modelNote), "needs ../shared/notes"))
    func model() async throws {
        let export = export(try note(SharedFolder.modelNote))
        try await accepts(export)
        let durations = export.file.rules.map { "\($0.name) \($0.duration.map { "\($0)" } ?? "at once")" }
        #expect(
            durations == [
                "KafkaPatternsOperationsS1 5m", "KafkaPatternsOperationsS2 at once",
                "KafkaPatternsOperationsS5 at once", "KafkaPatternsOperationsS6 2m",
            ])
        #expect(export.omissions.map(\.symptom) == ["S3", "S4"])
    }

    @Test(
        "S1 and S6 of the model note fire when their time has come, and not before",
        .enabled(if: SharedFolder.exists(SharedFolder.modelNote), "needs ../shared/notes"))
    func fire() async throws {
        let export = export(try note(SharedFolder.modelNote))
        try await withFolder { folder in
            try export.file.yaml.write(to: folder.appending(path: "rules.yml"), atomically: true, encoding: .utf8)
            try Self.tests.write(to: folder.appending(path: "tests.yml"), atomically: true, encoding: .utf8)
            let (status, said) = try run(promtool, ["test", "rules", "tests.yml"], in: folder)
            #expect(status == 0, "\(said)")
        }
    }

    private static let tests = """
        rule_files: [rules.yml]
        evaluation_interval: 1m
        tests:
          - interval: 1m
            input_series:
              - series: kafka_consumergroup_lag{consumergroup="orders",topic="t",partition="0"}
                values: 42000x20
              - series: kafka_server_replicamanager_underreplicatedpartitions{instance="b1"}
                values: 0x4 3x20
            alert_rule_test:
              - { eval_time: 4m, alertname: KafkaPatternsOperationsS1, exp_alerts: [] }
              - eval_time: 6m
                alertname: KafkaPatternsOperationsS1
                exp_alerts:
                  - exp_labels: { severity: high, consumergroup: orders, topic: t, partition: "0" }
                    exp_annotations:
                      summary: "S1 Consumer lag 持續攀升 (Kafka Patterns & Operations / Kafka 維運)"
                      description: 訊息延遲，下游資料過時
                      runbook_url: https://kb.example.com/notes/18_kafka_patterns_operations#s1
              - { eval_time: 6m, alertname: KafkaPatternsOperationsS6, exp_alerts: [] }
              - eval_time: 8m
                alertname: KafkaPatternsOperationsS6
                exp_alerts:
                  - exp_labels: { severity: critical, instance: b1 }
                    exp_annotations:
                      summary: "S6 Under-replicated partitions (Kafka Patterns & Operations / Kafka 維運)"
                      description: 資料可靠性下降，潛在遺失風險
                      runbook_url: https://kb.example.com/notes/18_kafka_patterns_operations#s6
        """

    private func note(_ file: URL) throws -> Note {
        Note(path: file.lastPathComponent, text: try String(contentsOf: file, encoding: .utf8))
    }

    private func export(_ note: Note) -> AlertExport {
        AlertExport(note, page: "https://kb.example.com/notes/\(note.id)")
    }

    private func accepts(_ export: AlertExport) async throws {
        try await withFolder { folder in
            try export.file.yaml.write(to: folder.appending(path: "rules.yml"), atomically: true, encoding: .utf8)
            let (status, said) = try run(promtool, ["check", "rules", "--lint=none", "rules.yml"], in: folder)
            #expect(status == 0, "\(export.note): \(said)")
            #expect(said.contains("\(export.file.rules.count) rules found"))
        }
    }
}
