import Detection
import KnowledgeBase
import Notes
import Testing

@Suite("An alert leads to its symptom")
struct AlertDirectoryTests {
    private static let runbook = Note(
        path: "ops/21_queue_operations.md",
        text: """
            ---
            title: Queue
            alerts: { QueueTooLong: S2, S1: [QueueStuck, QueueAsleep], QueueWeird: nothing }
            ---

            ## Symptoms

            | # | Symptom | Urgency |
            |---|---------|---------|
            | S1 | Stuck | High |
            | S2 | Long | Low |

            ## Detection commands

            ### S1
            ```promql
            rate(queue_done_total{queue="my-queue"}[5m]) < 1
            queue_age_seconds > 60
            ```
            ### S2
            ```promql
            queue_length{queue="my-queue"}  >  100
            ```
            """)
    private static let listed = Note(
        path: "DiskFull.md", text: "---\ntitle: Disk\nalerts: [NodeDiskFull]\n---\n\n# Disk\n")
    private static let directory = AlertDirectory([runbook, listed])

    static let places: [(name: String, path: String, symptom: String?, reason: AlertDirectory.Reason)] = [
        ("QueueTooLong", "ops/21_queue_operations.md", "S2", .stated),
        ("QueueStuck", "ops/21_queue_operations.md", "S1", .stated),
        ("QueueAsleep", "ops/21_queue_operations.md", "S1", .stated),
        ("QueueWeird", "ops/21_queue_operations.md", nil, .stated), ("NodeDiskFull", "DiskFull.md", nil, .stated),
        ("QueueOperationsS1", "ops/21_queue_operations.md", "S1", .exported),
        ("QueueOperationsS1_2", "ops/21_queue_operations.md", "S1", .exported),
    ]

    @Test("by the words of the note, and by the name of the exported rule", arguments: places.indices)
    func named(index: Int) {
        let (name, path, symptom, reason) = Self.places[index]
        let found = Self.directory.place(of: name)
        #expect(found?.place == .init(path: path, symptom: symptom), "\(name)")
        #expect(found?.reason == reason, "\(name)")
    }

    @Test(
        "by its runbook_url",
        arguments: [
            ("https://kb.example.com/notes/21_queue_operations#s1", "S1"),
            ("http://127.0.0.1:8080/prefix/notes/21_Queue_Operations#S2-resolve", "S2"),
            ("http://x/notes/21_queue_operations#elsewhere", nil), ("/notes/21_queue_operations", nil),
        ])
    func linked(url: String, symptom: String?) {
        let found = Self.directory.place(of: "Any", annotations: ["runbook_url": url])
        #expect(found?.place == .init(path: "ops/21_queue_operations.md", symptom: symptom))
    }

    @Test("its runbook_url goes before its name, and its name says which symptom where the address names only the note")
    func linkedFirst() {
        func place(_ name: String, _ url: String) -> AlertDirectory.Place? {
            Self.directory.place(of: name, annotations: ["runbook_url": url])?.place
        }
        #expect(
            place("QueueOperationsS1", "https://x/notes/21_queue_operations#s2")
                == .init(path: "ops/21_queue_operations.md", symptom: "S2"))
        #expect(
            place("QueueOperationsS1", "https://x/notes/21_queue_operations")
                == .init(path: "ops/21_queue_operations.md", symptom: "S1"))
        #expect(place("QueueOperationsS1", "https://x/notes/DiskFull") == .init(path: "DiskFull.md", symptom: nil))
        #expect(
            place("Any", "https://x/notes/ops/21_queue_operations.md#s2")
                == .init(path: "ops/21_queue_operations.md", symptom: "S2"))
        #expect(
            place("QueueOperationsS1", "https://elsewhere.example/")
                == .init(path: "ops/21_queue_operations.md", symptom: "S1"))
    }

    @Test("by its expression, however it is written; similar ones are offered")
    func measured() {
        let expression = "queue_length{queue='my-queue'} > 100"
        #expect(Self.directory.place(of: "Any", expression: expression)?.place.symptom == "S2")
        #expect(Self.directory.place(of: "Any", expression: "queue_length > 100") == nil)
        #expect(Self.directory.similar(to: "sum(queue_length) > 5").map(\.symptom) == ["S2"])
        #expect(
            Self.directory.similar(to: "queue_age_seconds + queue_length > 5").map(\.symptom) == ["S1", "S2"])
        #expect(Self.directory.similar(to: "other > 5").isEmpty)
    }

    @Test(
        "what is no address and no expression leads nowhere",
        arguments: [
            "javascript:alert(1)", "https://x/notes/", "", "https://[", String(repeating: "/notes/", count: 9_000),
        ])
    func nowhere(text: String) {
        #expect(Self.directory.place(of: text, annotations: ["runbook_url": text], expression: text) == nil)
        #expect(Self.directory.similar(to: text).isEmpty)
    }

    @Test("its labels become parameters of the note, where they can be used")
    func parameters() {
        let values = Self.directory.values(
            ofNoteAt: "ops/21_queue_operations.md", from: ["queue": "orders", "pod": "x", "instance": "$(reboot)"])
        #expect(Array(values.values) == ["orders"])
        #expect(Self.directory.values(ofNoteAt: "ops/21_queue_operations.md", from: ["queue": "a b"]).isEmpty)
    }
}
