import Detection
import KnowledgeBase
import Notes
import Testing

@Suite("Alerts from a note")
struct AlertExportTests {
    private let export = AlertExport(
        Note(
            path: "21_queue_operations.md",
            text: """
                ---
                title: Queue operations / 佇列維運
                ---
                ## Symptoms / 症狀
                | # | Symptom | Impact | Urgency |
                |---|---|---|---|
                | S1 | Queue grows / 佇列變長 | Late {{ mail }} | High |
                | S2 | Uneven | None | Low |
                | S3 | Doubled | None | |

                ## Detection commands / 偵測指令
                ### S1
                ```promql
                queue_length > 100
                ```
                ```promql
                rate(queue_in_total[5m]) > 7
                ```
                ### S2
                ```promql
                stddev(queue_length)
                ```

                ## Prevention checklist / 預防清單
                - [ ] 告警：queue > 100 持續 10min、disk > 85%
                """), page: "https://kb.example.com/notes/21_queue_operations")

    @Test("a rule has the note's expression, the time of the checklist, severity, both languages and the way back")
    func rule() {
        #expect(
            export.file.yaml
                == #"""
                groups:
                  - name: "21_queue_operations"
                    rules:
                      - alert: "QueueOperationsS1"
                        expr: "queue_length > 100"
                        for: 10m
                        labels:
                          severity: "high"
                        annotations:
                          summary: "S1 Queue grows / 佇列變長 (Queue operations / 佇列維運)"
                          description: "Late {{"{{"}} mail }}"
                          runbook_url: "https://kb.example.com/notes/21_queue_operations#s1"
                      - alert: "QueueOperationsS1_2"
                        expr: "rate(queue_in_total[5m]) > 7"
                        labels:
                          severity: "high"
                        annotations:
                          summary: "S1 Queue grows / 佇列變長 (Queue operations / 佇列維運)"
                          description: "Late {{"{{"}} mail }}"
                          runbook_url: "https://kb.example.com/notes/21_queue_operations#s1"

                """#.replacing(#"{{"{{"}}"#, with: #"{{\"{{\"}}"#))
    }

    @Test("what can't be an alert is told, not exported")
    func omissions() {
        #expect(
            export.omissions == [
                .init(symptom: "S2", message: "Its expression has no comparison, so there is nothing to alert on."),
                .init(symptom: "S3", message: "It has no PromQL."),
            ])
    }

    @Test("several notes make one file with a group each; none make an empty one")
    func several() {
        let yaml = AlertExport.yaml([export, export])
        #expect(yaml.split(separator: "\n").count { $0 == "groups:" } == 1)
        #expect(yaml.split(separator: "\n").count { $0.hasPrefix("  - name:") } == 2)
        #expect(AlertExport.yaml([]) == "groups: []\n")
    }
}
