import Detection
import Foundation
import Journal
import Testing

@Suite("kb run with the labels of an alert")
struct RunAlertTests {
    private static let note = """
        ---
        title: Jobs
        alerts: { QueueStuck: S1, Elsewhere: S9 }
        params:
          queue: { default: my-queue, labels: [destination] }
          shard: { default: my-shard, pattern: '[0-9]+' }
        ---
        # Jobs
        ## Symptoms
        | # | Symptom | Impact | Urgency |
        |---|---|---|---|
        | S1 | Stuck | Late | High |
        ## Detection Commands
        ### S1: Stuck
        ```bash {firing=output}
        echo my-queue my-shard
        ```
        """

    /// A folder with the note and a journal that was told of alerts: each has a fingerprint and labels.
    private static func folder(_ alerts: [(String, [String: String])], ended: Bool = false) throws -> TemporaryNotes {
        let notes = try TemporaryNotes(filled: false)
        try notes.write(note, to: "jobs.md")
        let body: [String: Any] = [
            "version": "4",
            "alerts": alerts.map { fingerprint, labels -> [String: Any] in
                [
                    "status": ended ? "resolved" : "firing", "labels": labels, "annotations": [:] as [String: String],
                    "startsAt": "2026-02-01T08:00:00Z",
                    "endsAt": ended ? "2026-02-01T08:30:00Z" : "0001-01-01T00:00:00Z",
                    "generatorURL": "", "fingerprint": fingerprint,
                ]
            },
        ]
        let webhook = try Webhook(body: Array(try JSONSerialization.data(withJSONObject: body)))
        // The time of `KB_NOW`.
        let root = URL(fileURLWithPath: notes.notes).resolvingSymlinksInPath().path
        _ = try Journal(path: notes.folder + "/state/kb/journal.sqlite")
            .record(webhook.alerts, notes: root, now: 1_769_936_400)
        let trusted = try notes.run(
            "mkdir -p home; kb trust jobs#S1.1 --fingerprint $(kb run jobs#S1.1 2>&1 | sed -n 's/^Fingerprint: //p')")
        try #require(trusted.code == 0)
        return notes
    }

    @Test("a command is judged by what it wrote, not by what is left of it without its secrets")
    func judged() throws {
        let notes = try TemporaryNotes(filled: false)
        let command = "echo 'authorization: user bob denied'"
        try notes.write(
            Self.note.replacing("{firing=output}", with: "{firing=match:denied}").replacing(
                "echo my-queue my-shard", with: command), to: "jobs.md")
        let run =
            "mkdir -p home; kb trust jobs#S1.1 --fingerprint $(kb run jobs#S1.1 2>&1 | sed -n 's/^Fingerprint: //p'); "
        let outcome = try notes.run(run + "kb run jobs#S1 --yes")
        #expect(!outcome.output.contains("bob") && outcome.errors.contains("firing"), "\(outcome)")
    }

    private static let labels = ["alertname": "QueueStuck", "destination": "payments", "shard": "7"]

    @Test(
        "its name, or its fingerprint, fills in the parameters, and leads to its symptom by itself",
        arguments: ["jobs#S1 --alert QueueStuck", "--alert queuestuck", "--alert 0a1b2c"])
    func filled(arguments: String) throws {
        let notes = try Self.folder([("0a1b2c3d4e5f", Self.labels)])
        let outcome = try notes.run("kb run \(arguments) --yes")
        #expect(outcome.output == "payments 7\n")
        #expect(outcome.errors.contains("From the alert QueueStuck: queue=payments shard=7"))
        #expect(outcome.code == 1)
    }

    @Test("what a person gives holds over it, and an alert that is over still has labels")
    func over() throws {
        let notes = try Self.folder([("0a1b2c3d4e5f", Self.labels)], ended: true)
        #expect(try notes.run("kb run --alert QueueStuck --param shard=8 --yes").output == "payments 8\n")
    }

    @Test(
        "a label that is not safe is refused with a sentence, and nothing runs",
        arguments: [
            "$(touch HIT)", "a;touch HIT", "-rf", "a b", "`x`", "a\nb", "\u{202E}x", "'",
            String(repeating: "x", count: 300),
        ])
    func hostile(value: String) throws {
        let labels = ["alertname": "QueueStuck", "destination": value, "shard": "7"]
        let notes = try Self.folder([("0a1b2c3d4e5f", labels)])
        let outcome = try notes.run("kb run --alert QueueStuck --yes")
        #expect(outcome.code == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("of `queue`"), "\(outcome.errors)")
        #expect(!outcome.errors.contains("\u{202E}"))
        #expect(!FileManager.default.fileExists(atPath: notes.folder + "/home/HIT"))
    }

    @Test("a value that does not match the parameter's pattern is refused")
    func pattern() throws {
        let notes = try Self.folder([("0a1b2c3d4e5f", ["alertname": "QueueStuck", "shard": "seven"])])
        let outcome = try notes.run("kb run --alert QueueStuck --yes")
        #expect(outcome.code == 2 && outcome.errors.contains("does not match its pattern"))
    }

    @Test("of several that go on and differ, one is named by its fingerprint")
    func several() throws {
        var other = Self.labels
        other["shard"] = "9"
        let notes = try Self.folder([("0a1b2c3d4e5f", Self.labels), ("1111112222", other)])
        let outcome = try notes.run("kb run --alert QueueStuck --yes")
        #expect(outcome.code == 2 && outcome.errors.contains("1111112222 (queue=payments shard=9)"))
        #expect(try notes.run("kb run --alert 1111112222 --yes").output == "payments 9\n")
    }

    @Test(
        "a profile that sets no parameter of the command says so with those that it has, and one that sets any does not",
        arguments: [
            ("queue-name: orders", "en", "sets none of the parameters here"),
            ("queue-name: orders", "zh-Hant", "沒有設定這裡的任何參數"),
            ("queue: orders, other: x", "en", nil), ("QUEUE: orders", "en", nil),
        ] as [(String, String, String?)])
    func profile(keys: String, language: String, said: String?) throws {
        let notes = try Self.folder([])
        let write = "mkdir -p home/.config/kb; echo 'profiles: {prod: {\(keys)}}' > home/.config/kb/config.yaml; "
        let outcome = try notes.run(write + "KB_LANG=\(language) kb run jobs#S1.1 --yes --profile prod")
        #expect(outcome.output == (said == nil ? "orders my-shard\n" : "my-queue my-shard\n"))
        if let said {
            #expect(outcome.errors.contains(said) && outcome.errors.contains("queue, shard"), "\(outcome.errors)")
        } else {
            #expect(!outcome.errors.contains("none of the parameters"), "\(outcome.errors)")
        }
        let triage = try notes.run("KB_LANG=\(language) kb triage jobs --prometheus http://127.0.0.1:1 --profile prod")
        #expect(said.map { triage.errors.contains($0) } ?? !triage.errors.contains("none of the parameters"))
    }

    @Test("a profile without a file of profiles says that the file is not there")
    func noFile() throws {
        let outcome = try Self.folder([]).run("kb run jobs#S1.1 --yes --profile nope")
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("there is no profile `nope`, for there is no file /"), "\(outcome.errors)")
        #expect(!outcome.errors.contains("config.yaml:1"))
    }

    @Test("one that nobody told of, or that no symptom is about, says so in either language")
    func unknown() throws {
        let notes = try Self.folder([("0a1b2c3d4e5f", ["alertname": "Elsewhere", "queue": "a"])])
        let unknown = try notes.run("kb run jobs#S1 --alert Nobody")
        #expect(unknown.code == 2 && unknown.errors.contains("knows no such alert; it knows Elsewhere"))
        let nowhere = try notes.run("LANG=zh_TW.UTF-8 kb run --alert Elsewhere")
        #expect(nowhere.code == 2 && nowhere.errors.contains("沒有症狀指明屬於這個告警"))
        #expect(try notes.run("kb ---completion run -- --alert 2 0 kb run --alert").output.contains("Elsewhere"))
    }
}
