import Detection
import Foundation
import KnowledgeBase
import Notes
import Testing

@Suite("The rules that a Prometheus has loaded")
struct AlertDifferenceTests {
    private static let note = Note(
        path: "20_queue.md",
        text: """
            ## Symptoms
            | # | Symptom |
            |---|---|
            | S1 | Late |

            ## Detection commands
            ### S1
            ```promql
            lag > 5
            ```
            """)
    private static let export = AlertExport(note, page: "http://kb/notes/20_queue")

    /// The rule of the note as the server would tell of it, under a name and with an expression of its own.
    private static func loaded(_ rules: [(name: String, query: String)]) throws -> [LoadedAlertRule] {
        let rule = try #require(export.file.rules.first)
        let told = rules.map { name, query -> [String: Any] in
            [
                "type": "alerting", "name": name, "query": query, "duration": 0, "labels": ["severity": rule.severity],
                "annotations": [
                    "summary": rule.summary, "description": rule.description, "runbook_url": rule.runbookURL,
                ],
            ]
        }
        let body: [String: Any] = ["status": "success", "data": ["groups": [["rules": told]]]]
        return try LoadedAlertRule.all(
            status: 200, headers: [], body: Array(try JSONSerialization.data(withJSONObject: body)))
    }

    @Test(
        "are compared with those of the notes; of several with one name, the one that is most alike",
        arguments: [
            ([], ["missing QueueS1 "]), ([("QueueS1", "lag > 5")], []), ([("QueueS1", "lag>5")], []),
            ([("QueueS1", "lag > 9")], ["changed QueueS1 expr"]),
            ([("QueueS1", "lag > 9"), ("QueueS1", "lag > 5")], []),
            ([("QueueS1", "lag > 5"), ("Other", "up == 0")], ["extra Other "]),
        ] as [([(String, String)], [String])])
    func differences(rules: [(String, String)], expected: [String]) throws {
        let found = AlertDifference.all(
            [Self.export], loaded: try Self.loaded(rules.map { (name: $0.0, query: $0.1) }),
            AlertDirectory([Self.note]))
        #expect(found.map { "\($0.kind.rawValue) \($0.name) \($0.fields.joined(separator: ","))" } == expected)
    }
}
