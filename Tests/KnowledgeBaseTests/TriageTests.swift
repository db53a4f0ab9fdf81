@testable import Detection
import KnowledgeBase
import Notes
import Synchronization
import Testing

private let text = """
    ---
    title: Queue operations / 佇列維運
    ---
    ## Symptoms / 症狀

    | # | Symptom | Impact | Urgency |
    |---|---|---|---|
    | S1 | Queue grows / 佇列變長 | Late mail | High |
    | S2 | Relay refuses | No mail | Critical |
    | S3 | Doubled mail | Anger | Medium |
    | S4 | Uneven load | None | Low |
    | S5 | Broken query | None | Low |

    ## Detection commands / 偵測指令

    ### S1: Queue

    ```promql
    # all queues of the host
    queue_length{queue="my-queue"} > 100
    ```

    ### S2: Relay

    ```promql
    relay_up == 0
    ```

    ### S3: Doubles

    ```bash
    mailq | sort | uniq -d
    ```

    ### S4: Load

    ```promql
    stddev(queue_length)
    ```

    ### S5: Broken

    ```promql
    sum(queue_length
    ```

    ## Prevention checklist / 預防清單

    - [ ] Alert: queue > 100 for 10 minutes
    """

private func sample(_ value: Double, _ labels: [String: String] = [:]) -> PrometheusReply {
    PrometheusReply(data: .vector([.init(labels: labels, time: 0, value: .number(value))]))
}
private let nothing = PrometheusReply(data: .vector([]))

@Suite("Triage: what fires now")
struct TriageTests {
    private let note = Note(path: "42_queue.md", text: text)

    private func rows(
        _ values: [String: String] = [:], _ answer: @escaping @Sendable (String) -> PrometheusReply?
    ) async -> [TriageRow] {
        await Triage(note.detectionTargets(values)).rows(now: { 1_772_500_000 }) { query in
            answer(query).map { .success($0) } ?? .failure(.status(503))
        }
    }

    @Test("rows come by alarm, then by urgency, and what nothing measures comes last")
    func order() async {
        let rows = await rows { query in
            switch query {
            case let query where query.contains("> 100"): sample(250, ["queue": "my-queue"])
            case "relay_up == 0": nothing
            case let query where query.contains("relay_up"): nothing
            default: sample(3)
            }
        }
        let seen = rows.map { "\($0.target.symptom.id) \($0.verdict?.kind.rawValue ?? "unmeasured")" }
        #expect(seen == ["S1 firing", "S2 blind", "S5 error", "S4 observed", "S3 unmeasured"])
    }

    @Test("a row is a flat object with the keys of the contract")
    func object() async throws {
        let rows = await rows { $0.contains("> 100") ? sample(250, ["queue": "my\"queue", "b\"ad": "x"]) : nothing }
        let object = try #require(rows.first).object
        #expect(
            object.members.map(\.key) == [
                "note", "path", "symptom", "description", "urgency", "verdict", "value", "operator", "threshold",
                "expression", "labels", "series", "checked_at", "message", "warnings", "command", "line",
            ])
        #expect(object["note"] == .text("42_queue"))
        #expect(object["verdict"] == .text("firing"))
        #expect(object["value"] == .decimal(250))
        #expect(object["threshold"] == .decimal(100))
        #expect(object["checked_at"] == .text("2026-03-03T01:06:40Z"))
        #expect(object["command"] == .text("42_queue#S1.1"))
        #expect(object["line"] == .integer(20))
        #expect(object.json.contains(#""labels":{"b\"ad":"x","queue":"my\"queue"}"#))
        let gap = try #require(rows.last)
        #expect(gap.object["verdict"] == .null)
        #expect(gap.object["expression"] == .null)
        #expect(gap.object["checked_at"] == .null)
        #expect(gap.message == "No PromQL measures it; run its commands by hand.")
    }

    @Test("an expression that can't be read is an error with its place in the file, and is not sent")
    func unreadable() async throws {
        let sent = Mutex([String]())
        let rows = await rows { query in
            sent.withLock { $0.append(query) }
            return nothing
        }
        let row = try #require(rows.first { $0.target.symptom.id == "S5" })
        #expect(row.verdict?.kind == .error)
        #expect(row.message.hasPrefix("42_queue.md:44:"))
        #expect(!sent.withLock { $0 }.contains { $0.hasPrefix("sum(") })
    }

    @Test("the text of the note is sent, unless a parameter changes it")
    func parameters() async {
        func first(_ values: [String: String]) -> String? { note.detectionTargets(values).first?.source }
        #expect(first([:]) == "queue_length{queue=\"my-queue\"} > 100")
        #expect(first(["queue": "a\"} or up{b=\"c"]) != nil)
        #expect(first(["queue": "orders"]) == "queue_length{queue=\"orders\"} > 100")
        let refused = note.detectionTargets(["queue": "a\"} or up{b=\"c"]).first
        guard case .unusable(_, _, let sentences)? = refused?.question else {
            Issue.record("a value that leaves its place was taken")
            return
        }
        #expect(sentences.map(\.english).joined().contains("is refused"))
    }

    /// A runbook whose blocks each belong to all its symptoms.
    private static func runbook(symptoms: Int, blocks: [String], language: String = "promql") -> Note {
        let rows = (1...symptoms).map { "| S\($0) | It | Low |" }.joined(separator: "\n")
        let heading = symptoms == 1 ? "S1" : "S1–S\(symptoms)"
        let code = blocks.map { "```\(language)\n\($0)\n```\n" }.joined()
        return Note(
            path: "a.md",
            text: "## Symptoms\n| # | Symptom | Urgency |\n|---|---|---|\n\(rows)\n\n## Detection commands\n"
                + "### \(heading)\n\(code)")
    }

    @Test("thousands of expressions in a small note give a small answer, which says what was left out")
    func manyStatements() async throws {
        for text in ["up x\n\n", "up\n", "up x\n"] {
            let note = Self.runbook(symptoms: 1, blocks: [String(repeating: text, count: 2_000)])
            let rows = await Triage(note.detectionTargets()).rows(now: { 0 }) { _ in .success(sample(1)) }
            #expect(rows.map { $0.object.json.utf8.count }.reduce(0, +) < 200_000)
            #expect(rows.count <= 101)
        }
        let note = Self.runbook(symptoms: 1, blocks: [String(repeating: "up\n", count: 130)])
        let rows = await Triage(note.detectionTargets()).rows(now: { 0 }) { _ in .success(sample(1)) }
        let left = try #require(rows.first)
        #expect(left.verdict?.kind == .error)
        #expect(left.message.contains("30"))
    }

    @Test("a block that many symptoms share is not copied for all of them without end")
    func sharedBlocks() async throws {
        let long = "up{a=\"" + String(repeating: "x", count: 50_000) + "\"}"
        for blocks in [[String(repeating: "up\n", count: 100)], [long], Array(repeating: "up", count: 2_000)] {
            let note = Self.runbook(symptoms: 50, blocks: blocks)
            let rows = await Triage(note.detectionTargets()).rows(now: { 0 }) { _ in .success(sample(1)) }
            #expect(rows.map { $0.object.json.utf8.count }.reduce(0, +) < 2_000_000)
            #expect(Set(rows.map(\.target.symptom.id)).count == 50)
            #expect(rows.count { $0.verdict?.kind == .error } > 10)
        }
    }

    @Test("what can't be read is shown by itself, not with the block around it")
    func ownPart() {
        let targets = Self.runbook(symptoms: 1, blocks: ["up > 1\n\nup x\n\nsum(\n"]).detectionTargets()
        #expect(targets.map(\.source) == ["up > 1", "up x", "sum("])
        #expect(targets.map(\.line) == [9, 11, 13])
    }

    @Test("what can't be measured, and a fence that says nothing usable of firing, is found without running it")
    func findings() {
        let replacing = #"label_replace(up, "a", "$1", "b", "(") > 1"#
        let broken = Self.runbook(
            symptoms: 2, blocks: ["sum(up", "up{a=~\"(\"} > 1", "up[5m]", "up > 1", replacing])
        #expect(
            broken.detectionFindings.map { "\($0.line):\($0.column) \($0.rule.rawValue)" } == [
                "10:7 promql", "13:1 promql", "16:1 promql", "22:1 promql",
            ])
        #expect(broken.detectionFindings.allSatisfy { !$0.message.hasSuffix(".") })
        for attributes in ["{firing}", "{firing=foo}", "{firing=match:(}", "{firing=match:}", "{ firing = exit }"] {
            let note = Self.runbook(symptoms: 1, blocks: ["true"], language: "bash " + attributes)
            #expect(note.detectionFindings.map(\.rule) == [.firingRule], "\(attributes)")
            #expect(note.detectionFindings.map(\.line) == [8], "\(attributes)")
        }
        let fine = Self.runbook(symptoms: 1, blocks: ["true"], language: "bash {firing=exit:1,2}")
        #expect(fine.detectionFindings.isEmpty)
    }

    @Test("a block that would not be run is found at the line that is to blame, under detection and resolution")
    func unrunnable() {
        func found(_ block: String, language: String = "bash") -> [String] {
            Self.runbook(symptoms: 1, blocks: [block], language: language).detectionFindings
                .map { "\($0.line) \($0.rule.rawValue): \($0.message)" }
        }
        #expect(found("# systemctl status x") == ["9 unrunnable: nothing in the block would run"])
        #expect(found("-- SELECT 1", language: "sql") == ["9 unrunnable: nothing in the block would run"])
        #expect(
            found("# it is slow\n\n$ uptime", language: "sh") == ["11 unrunnable: the block begins with the prompt `$`"]
        )
        #expect(
            found("ops@db-1:~$ uptime", language: "shell")
                == ["9 unrunnable: the block begins with the prompt `ops@db-1:~$`"])
        for (block, language) in [("uptime", "bash"), ("# a\nuptime", "sh"), ("# a", "python"), ("$ uptime", "text")] {
            #expect(found(block, language: language).isEmpty, "\(block)")
        }
        let resolution = Note(
            path: "a.md",
            text: "# A\n## Symptoms\n| # | Symptom |\n|---|---|\n| S1 | It |\n## Causes and Resolutions\n### S1\n"
                + "```bash\n$ systemctl restart x\n```\n")
        #expect(resolution.detectionFindings.map(\.line) == [9])
    }

    @Test("an alert of the front matter that names no symptom of the table is found, where it stands")
    func alerts() {
        func found(_ alerts: String) -> [String] {
            Note(
                path: "a.md",
                text: "---\ntitle: A\nalerts:\(alerts)\n---\n## Symptoms\n| # | Symptom | Urgency |\n|---|---|---|\n"
                    + "| S1 | It | Low |\n| S2 | It | Low |\n"
            ).detectionFindings.map { "\($0.line):\($0.column) \($0.rule.rawValue): \($0.message)" }
        }
        #expect(
            found("\n  QueueStuck: S9\n  s2: [QueueLong]") == [
                "4:3 symptom-unknown: `alerts` names `QueueStuck` and `S9`, and neither is in the symptoms table"
            ])
        #expect(found("\n  S8: [A, B]").map { $0.prefix(20) } == ["4:3 symptom-unknown:"])
        for fine in [" [A, B]", " A", "\n  A: S1\n  S2: B", "\n  A:", ""] { #expect(found(fine).isEmpty, "\(fine)") }
    }

    @Test("the mark of a symptom's part is no PromQL", arguments: ["#", "//", "--", "##"])
    func mark(sign: String) {
        let targets = Self.runbook(
            symptoms: 2, blocks: ["\(sign) S1: first\nup == 0\n\(sign) S2: second\nmy_up == 0 # x"]
        ).detectionTargets()
        #expect(targets.map(\.source) == ["up == 0", "my_up == 0"])
        #expect(targets.map(\.line) == [11, 13])
    }

    @Test("everything is an error where nothing answers")
    func down() async {
        let rows = await rows { _ in nil }
        #expect(rows.compactMap { $0.verdict?.kind } == [.error, .error, .error, .error])
        #expect(rows.triageExitCode == 3)
    }

    @Test("no more than the bound are judged at once, and all are")
    func bounded() async {
        let running = Mutex((now: 0, most: 0))
        let targets = (0..<50).flatMap { _ in note.detectionTargets() }
        let rows = await Triage(targets).rows(parallel: 4, now: { 0 }) { _ in
            running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            try? await Task.sleep(for: .milliseconds(1))
            running.withLock { $0.now -= 1 }
            return .success(sample(1))
        }
        #expect(rows.count == targets.count)
        #expect(running.withLock { $0.most } <= 4)
        #expect(running.withLock { $0.most } > 1)
    }

    /// Urgency and answer of one symptom; the data of a blind one is missing.
    private static func row(_ urgency: String, _ kind: String) async -> [TriageRow] {
        let text = """
            ## Symptoms
            | # | Symptom | Urgency |
            |---|---|---|
            | S1 | It | \(urgency) |

            ## Detection commands
            ### S1
            ```\(kind == "unmeasured" ? "bash" : "promql")
            x\(kind == "observed" ? "" : " > 1")
            ```
            """
        return await Triage(Note(path: "a.md", text: text).detectionTargets()).rows(now: { 0 }) { query in
            switch kind {
            case "error": .failure(.status(500))
            case "firing", "observed": .success(sample(2))
            case "clear": .success(query == "x > 1" ? nothing : sample(1))
            default: .success(nothing)
            }
        }
    }

    @Test(
        "exit codes: the worst that is known or may be hidden",
        arguments: [
            (["Critical firing", "High blind"], 2), (["High firing", "Low error"], 2), (["Medium firing"], 1),
            (["Low firing", "High blind"], 3), (["Medium firing", "Low error"], 3), (["Unheard firing"], 1),
            (["High clear", "Low observed", "High unmeasured"], 0), (["High unmeasured"], 3), ([], 3),
            (["Low blind"], 3), (["High clear", "Low firing"], 1),
        ] as [([String], Int32)])
    func exitCodes(symptoms: [String], code: Int32) async {
        var rows: [TriageRow] = []
        for symptom in symptoms {
            let words = symptom.split(separator: " ").map(String.init)
            let made = await Self.row(words[0], words[1])
            #expect(made.map { $0.verdict?.kind.rawValue ?? "unmeasured" } == [words[1]])
            rows += made
        }
        #expect(rows.triageExitCode == code)
    }
}
