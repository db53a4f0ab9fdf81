import Foundation
import Testing

@Suite("kb mcp answers an agent")
struct MCPTests {
    private static let note = """
        ---
        title: Jobs / 工作
        alerts: { QueueStuck: S1 }
        params: { queue: { default: my-queue, labels: [destination] } }
        next_review: 2026-01-20
        review_interval_days: 14
        ---
        # Jobs
        ## Symptoms / 症狀
        | # | Symptom | Impact | Urgency |
        |---|---|---|---|
        | S1 | Stuck / 卡住 | Late | High |
        ## Detection Commands
        ### S1: Stuck
        ```promql
        depth{queue="my-queue"} > 5
        ```
        ```bash
        echo my-queue
        ```
        ## Common Causes & Resolutions
        ### S1: Stuck
        Restart the worker.
        ```bash
        systemctl restart worker
        ```
        ## References
        Nothing here.
        """

    /// What `kb mcp` answers to messages, each on a line of its own.
    private static func answers(
        to messages: [String], options: String = "", _ notes: [String: String] = ["jobs.md": note]
    ) throws -> [[String: Any]] {
        let folder = try TemporaryNotes(filled: false)
        for (name, text) in notes { try folder.write(text, to: name) }
        try Data(messages.map { $0 + "\n" }.joined().utf8).write(to: URL(fileURLWithPath: folder.folder + "/messages"))
        let outcome = try folder.run("kb mcp \(options) < messages")
        #expect(outcome.code == 0)
        #expect(outcome.errors == "")
        return try outcome.output.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    /// What a tool answers: the object it found.
    private static func call(
        _ tool: String, _ arguments: String, options: String = "", _ notes: [String: String] = ["jobs.md": note]
    ) throws -> [String: Any] {
        let params = #"{"name": "\#(tool)", "arguments": \#(arguments)}"#
        let message = #"{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": \#(params)}"#
        let answers = try answers(to: [message], options: options, notes)
        return try #require(answers.first?["result"] as? [String: Any])
    }

    private static func found(
        _ tool: String, _ arguments: String, options: String = "", _ notes: [String: String] = ["jobs.md": note]
    ) throws -> [String: Any] {
        let result = try call(tool, arguments, options: options, notes)
        #expect(result["isError"] as? Bool == false)
        return try #require(result["structuredContent"] as? [String: Any])
    }

    private static func results(
        _ tool: String, _ arguments: String, options: String = "", _ notes: [String: String] = ["jobs.md": note]
    ) throws -> [[String: Any]] {
        try #require(found(tool, arguments, options: options, notes)["results"] as? [[String: Any]])
    }

    @Test("it greets in the revision that the agent speaks, and in its own where it knows no better")
    func greeting() throws {
        func version(_ wanted: String) throws -> String? {
            let message = #"{"jsonrpc":"2.0","id":"a","method":"initialize","params":{"protocolVersion":"\#(wanted)"}}"#
            let answer = try #require(
                try Self.answers(to: [message, #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#]).first)
            #expect(answer["id"] as? String == "a")
            let result = answer["result"] as? [String: Any]
            #expect((result?["serverInfo"] as? [String: String])?["name"] == "kb")
            return result?["protocolVersion"] as? String
        }
        #expect(try version("2024-11-05") == "2024-11-05")
        #expect(try version("1999-01-01") == "2025-06-18")
    }

    @Test("every tool only reads, says so, and tells what each argument means")
    func tools() throws {
        let answer = try Self.answers(to: [#"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#]).first
        let tools = try #require((answer?["result"] as? [String: Any])?["tools"] as? [[String: Any]])
        #expect(tools.compactMap { $0["name"] as? String } == ["search", "show", "symptoms", "due", "triage", "alert"])
        for tool in tools {
            #expect((tool["annotations"] as? [String: Bool])?["readOnlyHint"] == true)
            let schema = try #require(tool["inputSchema"] as? [String: Any])
            let properties = try #require(schema["properties"] as? [String: [String: Any]])
            for text in properties.values.map({ $0["description"] as? String }) + [tool["description"] as? String] {
                #expect(text.map { !$0.isEmpty && !$0.hasPrefix("mcp.") } == true, "no catalogue has it")
            }
        }
    }

    @Test("search, symptoms and due answer with the rows of the terminal")
    func lists() throws {
        #expect(try Self.results("search", #"{"query": "卡住", "limit": 3}"#).first?["path"] as? String == "jobs.md")
        #expect(try Self.results("search", #"{"query": "zebra"}"#).isEmpty)
        #expect(try Self.results("search", #"{"query": "stuck", "limit": null}"#).count == 1)
        let alert = try Self.found("search", #"{"query": "JobsS1"}"#)["alert"] as? [String: Any]
        #expect(alert?["path"] as? String == "jobs.md" && alert?["symptom"] as? String == "S1")
        #expect(try Self.found("search", #"{"query": "stuck"}"#)["alert"] is NSNull)
        let symptom = try Self.results("symptoms", #"{"note": "jobs"}"#).first
        #expect(symptom?["detections"] as? [String] == ["jobs#S1.1", "jobs#S1.2"])
        #expect(try Self.results("due", "{}").first?["days_overdue"] as? Int == 12)
    }

    @Test("show gives the markdown of a note, of a symptom's sections, and of a long one piece by piece")
    func show() throws {
        func markdown(_ arguments: String, _ notes: [String: String] = ["jobs.md": Self.note]) throws -> String? {
            try Self.results("show", arguments, notes).first?["markdown"] as? String
        }
        #expect(try markdown(#"{"note": "jobs"}"#)?.hasPrefix("---\ntitle: Jobs") == true)
        let part = try #require(try markdown(#"{"note": "jobs#S1"}"#))
        #expect(part.hasPrefix("### S1: Stuck\n```promql\n"))
        #expect(part.contains("Restart the worker.\n```bash\nsystemctl restart worker\n```\n"))
        #expect(!part.contains("References"))
        let long = ["long.md": "# Long\n" + String(repeating: "夜", count: 100_001) + "!"]
        let first = try Self.found("show", #"{"note": "long"}"#, long)
        #expect(first["next"] as? Int == 100_000)
        let texts = try Self.call("show", #"{"note": "long"}"#, long)["content"] as? [[String: String]]
        #expect(texts?.map { $0["text"]?.contains("`from` 100000") } == [false, true])
        #expect(try markdown(#"{"note": "long", "from": 100000}"#, long) == String(repeating: "夜", count: 8) + "!")
        #expect(try Self.found("show", #"{"note": "long", "from": 100000}"#, long)["next"] is NSNull)
        #expect(try markdown(#"{"note": "long", "from": 900000}"#, long) == "")
    }

    @Test("an alert leads to its symptom, the commands with its labels, what is measured, and what to do")
    func alert() throws {
        let found = try Self.found(
            "alert", #"{"name": "QueueStuck", "labels": {"destination": "payments"}}"#,
            options: "--prometheus http://127.0.0.1:1")
        #expect(found["reason"] as? String == "stated")
        #expect(found["symptom"] as? String == "S1")
        #expect(found["parameters"] as? [String: String] == ["queue": "payments"])
        let commands = try #require(found["commands"] as? [[String: Any]])
        #expect(
            commands.map { $0["text"] as? String } == [
                "depth{queue=\"payments\"} > 5", "echo payments", "systemctl restart worker",
            ])
        #expect(commands.map { $0["changes"] as? Bool } == [false, false, true])
        #expect((found["resolution"] as? String)?.contains("Restart the worker.") == true)
        let verdict = try #require((found["verdicts"] as? [[String: Any]])?.first)
        #expect(verdict["verdict"] as? String == "error")
        #expect(verdict["expression"] as? String == "depth{queue=\"payments\"} > 5")
    }

    @Test("what a label says and no command can take is refused with its reason, and the sample stays")
    func refusedLabel() throws {
        let found = try Self.found("alert", #"{"name": "QueueStuck", "labels": {"destination": "a; reboot"}}"#)
        let commands = try #require(found["commands"] as? [[String: Any]])
        #expect(commands[1]["text"] as? String == "echo my-queue")
        #expect((found["refused"] as? [String: String])?["queue"]?.contains("a; reboot") == true)
    }

    @Test("what is told of an alert has the same keys whether a note is about it or not")
    func sameKeys() throws {
        let known = try Self.found("alert", #"{"name": "QueueStuck"}"#)
        let unknown = try Self.found("alert", #"{"name": "Zebra"}"#)
        #expect(Set(known.keys) == Set(unknown.keys))
        #expect(known["refused"] as? [String: String] == [:])
    }

    @Test("to read makes no journal")
    func noJournal() throws {
        let folder = try TemporaryNotes(filled: false)
        try folder.write(Self.note, to: "jobs.md")
        let call = #"{"name": "alert", "arguments": {"name": "QueueStuck"}}"#
        let message = #"{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": \#(call)}"#
        try Data((message + "\n").utf8).write(to: URL(fileURLWithPath: folder.folder + "/messages"))
        let outcome = try folder.run("KB_JOURNAL=$PWD/journal.sqlite kb mcp < messages; ls")
        #expect(outcome.output.contains("QueueStuck"))
        #expect(!outcome.output.contains("journal.sqlite"))
    }

    @Test("an alert of which no note tells leads to what is like it, and where nothing is measured that is said")
    func unknownAlert() throws {
        let unknown = try Self.found("alert", #"{"name": "WorkerStuck", "expression": "depth > 9"}"#)
        #expect(unknown["reason"] is NSNull)
        #expect((unknown["similar"] as? [[String: Any]])?.first?["symptom"] as? String == "S1")
        #expect((unknown["found"] as? [[String: Any]])?.first?["path"] as? String == "jobs.md")
        let known = try Self.found("alert", #"{"name": "QueueStuck"}"#)
        #expect((known["not_measured"] as? String)?.contains("KB_PROMETHEUS_URL") == true)
    }

    @Test("triage measures, and what it can't do is an error of the tool that says why")
    func triage() throws {
        let rows = try Self.results("triage", #"{"notes": ["jobs"]}"#, options: "--prometheus http://127.0.0.1:1")
        #expect(rows.map { $0["verdict"] as? String } == ["error"])
        let slip = try Self.call("triage", #"{"notes": ["jobs"], "parameters": {"quue": "a"}}"#)
        #expect(slip["isError"] as? Bool == true, "the sample would be measured instead")
        let failed = try Self.call("triage", #"{"notes": ["nowhere"]}"#)
        #expect(failed["isError"] as? Bool == true)
        let text = (failed["content"] as? [[String: String]])?.first?["text"]
        #expect(text?.contains("nowhere") == true)
    }

    @Test(
        "what is no call is refused by a code, and the next message is answered",
        arguments: [
            ("{", -32_700), ("\u{0}", -32_700), ("[]", -32_600), ("1", -32_600), ("{}", -32_600),
            (#"{"id": {}, "method": "ping"}"#, -32_600), (#"{"id": 1, "method": 7}"#, -32_600),
            (#"{"id": 1}"#, -32_600),
            (#"{"id": 1, "method": "tools/run"}"#, -32_601),
            (#"{"id": 1, "method": "tools/call"}"#, -32_602),
            (#"{"id": 1, "method": "tools/call", "params": {"name": "rm"}}"#, -32_602),
            (#"{"id": 1, "method": "tools/call", "params": {"name": "search"}}"#, -32_602),
            (#"{"id": 1, "method": "tools/call", "params": {"name": "search", "arguments": {"q": "a"}}}"#, -32_602),
            (#"{"id": 1, "method": "tools/call", "params": {"name": "search", "arguments": {"query": 1}}}"#, -32_602),
            (
                #"{"id":1,"method":"tools/call","params":{"name":"search","arguments":{"query":"a","limit":1e400}}}"#,
                -32_602
            ),
            (String(repeating: "[", count: 100_000), -32_700),
        ])
    func faults(message: String, code: Int) throws {
        let answers = try Self.answers(to: [message, #"{"jsonrpc": "2.0", "id": 2, "method": "ping"}"#])
        try #require(answers.count == 2)
        #expect((answers[0]["error"] as? [String: Any])?["code"] as? Int == code)
        #expect(answers[1]["id"] as? Int == 2)
        #expect(answers[1]["result"] as? [String: String] == [:])
    }

    @Test("answers of the agent, notifications and empty lines are not answered; a line without an end is bounded")
    func unanswered() throws {
        #expect(
            try Self.answers(to: [
                #"{"id": 1, "result": {}}"#, #"{"id": 1, "result": null}"#, #"{"id": 1, "error": {"code": 1}}"#,
                #"{"method": "notifications/cancelled"}"#, "",
            ]).isEmpty)
        let folder = try TemporaryNotes(filled: false)
        let outcome = try folder.run("head -c 3000000 /dev/zero | tr '\\0' x | kb mcp")
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("1048576"))
    }
}
