import Detection
import Foundation
import HTTPTypes
import Journal
import Live
import NIOCore
import Testing

@testable import Web

/// A site that may run commands, and what its pages sent.
enum RunSite {
    static let note = """
        ---
        title: Runs
        params:
          topic: my-topic
        ---

        # Runs

        ## Symptoms / 常見症狀

        | # | Symptom | Impact | Urgency |
        |---|---|---|---|
        | S1 | One | x | High |

        ## Detection Commands / 偵測指令

        ### S1: One

        ```bash {firing=output}
        echo "found my-topic"
        ```

        ```bash
        echo \u{202E}hidden
        ```

        ```promql
        up == 0
        ```

        ```bash
        echo begun; sleep 1000
        ```

        ## Causes & Resolutions / 原因與解法

        ### S1: One

        ```bash
        touch changed
        ```
        """

    static let token = "a-token-of-sixteen"
    static let bearer = "Authorization: Bearer \(token)\r\n"

    static let program: String = {
        let test = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return (test as NSString).deletingLastPathComponent + "/kb"
    }()

    static func make(allowed: Bool = true, token: String? = RunSite.token, parallel: Int = 4) throws -> TestSite {
        var user = UserConfiguration()
        user.parallelRuns = parallel
        user.limits.grace = 0.2
        return try TestSite(["runs.md": note], runs: allowed ? user : nil) { configuration in
            configuration.token = token
            configuration.profiles = ["prod": ["topic": "orders"]]
        }
    }

    static func settings(_ user: UserConfiguration, _ journal: Journal) -> RunSettings {
        RunSettings(
            configuration: user, journal: journal, environment: ["PATH": "/usr/bin:/bin", "HOME": "/tmp"],
            runner: CommandRunner(program: program))
    }

    static func fingerprint(_ text: String) -> String { Fingerprint(language: "bash", text: text).hexadecimal }

    static let found = fingerprint("echo \"found my-topic\"")

    /// Sends a form as a page of ours does, and gives the answer.
    static func post(_ form: String, to port: Int, path: String = "/run", headers: String = bearer) async throws
        -> String
    {
        try await LiveServer.send(
            "POST \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\(headers)"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(form.utf8.count)\r\n\r\n\(form)",
            to: port)
    }

    static func get(_ path: String, from port: Int) async throws -> String {
        try await LiveServer.send(
            "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\(bearer)\r\n", to: port)
    }

    /// Where an answer leads.
    static func location(_ answer: String) -> String {
        answer.split(separator: "\r\n").first { $0.lowercased().hasPrefix("location: ") }.map {
            String($0.dropFirst(10))
        } ?? ""
    }
}

extension TestSite {
    /// What somebody gets who has shown the token.
    func signedIn(
        _ path: String, method: HTTPRequest.Method = .get, language: String = "en"
    ) async throws -> PageAnswer {
        try await get(
            path, method: method,
            headers: [.authorization: "Bearer \(RunSite.token)", .acceptLanguage: language])
    }

    func seen(_ path: String, language: String = "en") async throws -> String {
        try await signedIn(path, language: language).text
    }
}

@Suite("Running commands from pages", .serialized)
struct RunTests {
    @Test("a command is shown whole with its values and fingerprint before it runs")
    func confirm() async throws {
        let site = try RunSite.make()
        let page = try await site.seen("/run?command=runs.md%23S1.1&p.topic=orders")
        #expect(page.contains("echo &quot;found orders&quot;"))
        #expect(page.contains("name=\"fingerprint\" value=\"\(RunSite.found)\""))
        #expect(page.contains("name=\"p.topic\" value=\"orders\""))
        #expect(!page.contains("name=\"arm\""))
        #expect(try await site.seen("/run?command=runs.md%23S1.2").contains("\\u{202E}hidden"))
        #expect(try await site.seen("/run?command=runs.md%23S1-resolve.1").contains("name=\"arm\""))
    }

    @Test("a confirmed command runs, its page follows it, and the note shows the record")
    func runs() async throws {
        let site = try RunSite.make()
        try await LiveServer.run(site) { port in
            let answer = try await RunSite.post(
                "command=runs.md%23S1.1&fingerprint=\(RunSite.found)&p.topic=orders", to: port)
            #expect(answer.hasPrefix("HTTP/1.1 303"))
            let page = try await RunSite.get(RunSite.location(answer), from: port)
            #expect(page.contains("found orders"))
            #expect(page.contains("firing: "))
            let note = try await RunSite.get("/notes/runs", from: port)
            #expect(note.contains(RunSite.location(answer)))
        }
    }

    @Test("each command that can run has its link at its own block, with the values of the page; PromQL has none")
    func links() async throws {
        let site = try RunSite.make()
        let page = try await site.seen("/notes/runs?p.topic=orders")
        let prose = try #require(page.components(separatedBy: "<div class=\"prose\" lang=\"en\">").last)
        let blocks = prose.components(separatedBy: "<pre").dropFirst().map {
            $0.components(separatedBy: "</pre>").last ?? ""
        }
        #expect(blocks.count == 5)
        for (block, part) in zip(blocks, ["S1.1", "S1.2", nil, "S1.4", "S1-resolve.1"]) {
            guard let part else {
                #expect(!block.contains("/run?"))
                continue
            }
            let link =
                "<a class=\"run-this\" href=\"/run?command=runs.md%23\(part)&amp;p.topic=orders\">Run \(part)</a>"
            #expect(block.contains(link), "\(block)")
            #expect(block.contains("may change something") == (part == "S1-resolve.1"))
        }
        #expect(try await site.seen("/notes/runs", language: "zh-TW").contains(">執行 S1.1</a>"))
        let copyOnly = try await RunSite.make(allowed: false).seen("/notes/runs")
        #expect(!copyOnly.contains("run-this") && !copyOnly.contains("/run?"))
    }

    @Test("a run is cancelled from its page, with what it has started")
    func cancel() async throws {
        let site = try RunSite.make()
        try await LiveServer.run(site) { port in
            let text = "echo begun; sleep 1000"
            let answer = try await RunSite.post(
                "command=runs.md%23S1.4&fingerprint=\(RunSite.fingerprint(text))", to: port)
            let place = RunSite.location(answer)
            async let page = RunSite.get(place, from: port)
            let cancelled = try await RunSite.post("", to: port, path: place + "/cancel")
            #expect(cancelled.hasPrefix("HTTP/1.1 303"))
            let seen = try await page
            #expect(seen.contains("cancelled"))
        }
    }

    @Test("a record and a refusal are told in the language of the reader")
    func languages() async throws {
        let site = try RunSite.make()
        try await LiveServer.run(site) { port in
            let place = RunSite.location(
                try await RunSite.post("command=runs.md%23S1.1&fingerprint=\(RunSite.found)", to: port))
            _ = try await RunSite.get(place, from: port)
            #expect(try await site.seen(place).contains("The command wrote something."))
            #expect(try await site.seen(place, language: "zh-TW").contains("指令有輸出。"))
        }
        let refused = "/notes/runs?p.topic=%24(reboot)"
        #expect(try await site.seen(refused, language: "zh-TW").contains("不予採用"))
        #expect(try await site.seen("/run?command=runs.md%23S1.1&p.topic=%60", language: "zh-TW").contains("不予採用"))
    }

    @Test(
        "what did not run says why, shows the command to be copied, and leads back to its symptom",
        arguments: ["S1.1&p.topic=%24(reboot)", "S1-resolve.1"])
    func deadEnd(command: String) async throws {
        let site = try RunSite.make()
        try await LiveServer.run(site) { port in
            let resolution = RunSite.fingerprint("touch changed")
            let page = try await RunSite.post("command=runs.md%23\(command)&fingerprint=\(resolution)", to: port)
            let reason = try #require(page.range(of: command == "S1-resolve.1" ? "not armed" : "is refused"))
            let text = command == "S1-resolve.1" ? "touch changed" : "echo &quot;found my-topic&quot;"
            let shown = try #require(page.range(of: "<code class=\"language-bash\">\(text)"))
            #expect(reason.lowerBound < shown.lowerBound)
            #expect(page.contains("href=\"/notes/runs#s1\"") && page.contains("Back to S1"))
        }
    }

    @Test("the page of a run says first how it ended, of what it is, and what can be done then")
    func answer() async throws {
        let site = try RunSite.make()
        try await LiveServer.run(site) { port in
            let place = RunSite.location(
                try await RunSite.post(
                    "command=runs.md%23S1.1&fingerprint=\(RunSite.found)&p.topic=orders", to: port))
            _ = try await RunSite.get(place, from: port)
            let page = try await site.seen(place)
            let parts = [
                "<h1><span lang=\"en\">One</span></h1>", "firing: ", "echo &quot;found orders&quot;", "found orders\n",
            ]
            let places = parts.compactMap { page.range(of: $0)?.lowerBound }
            #expect(places.count == parts.count && places == places.sorted())
            for way in ["/notes/runs#s1", "/notes/runs#s1-resolve", "/run?command=runs.md%23S1.1&amp;p.topic=orders"] {
                #expect(page.contains("href=\"\(way)\""), "\(way)")
            }
            #expect(page.contains("<time class=\"moment\" datetime=\"20"))
            try site.write(RunSite.note.replacing("found my-topic", with: "lost my-topic"), to: "runs.md")
            let later = try await site.seen(place)
            #expect(later.contains("The note has changed since") && !later.contains("lost orders"))
        }
    }

    @Test("no more run at once than may")
    func parallel() async throws {
        let site = try RunSite.make(parallel: 1)
        try await LiveServer.run(site) { port in
            let form = "command=runs.md%23S1.4&fingerprint=\(RunSite.fingerprint("echo begun; sleep 1000"))"
            let first = try await RunSite.post(form, to: port)
            let second = try await RunSite.post(form, to: port)
            #expect(first.hasPrefix("HTTP/1.1 303"))
            #expect(second.hasPrefix("HTTP/1.1 503"))
        }
    }

    @Test(
        "what was not shown, not armed or not addressed does not run",
        arguments: [
            ("command=runs.md%23S1.1", 409), ("command=runs.md%23S1.1&fingerprint=00", 409),
            ("command=runs.md%23S1.1&fingerprint=" + String(repeating: "0", count: 64), 409),
            ("command=runs.md%23S1.2&fingerprint=\(RunSite.found)", 409),
            ("command=runs.md%23S1.1&fingerprint=\(RunSite.found)&p.topic=%24(reboot)", 422),
            ("command=runs.md%23S1.1&fingerprint=\(RunSite.found)&p.topic=a%0Ab", 422),
            ("command=runs.md%23S1.1&fingerprint=\(RunSite.found)&p.other=x", 400),
            ("command=runs.md%23S1-resolve.1&fingerprint=\(RunSite.fingerprint("touch changed"))", 400),
            ("command=runs.md%23S1.3&fingerprint=\(RunSite.found)", 400), ("command=runs.md%23S1", 400),
            ("command=..%2F..%2Fetc%2Fpasswd%23S1.1", 404), ("command=%2Fetc%2Fpasswd%23S1.1", 404),
            ("command=runs.md%00%23S1.1", 404), ("command=runs.md%23S9.1", 404), ("command=", 404), ("", 404),
            ("text=reboot&fingerprint=\(RunSite.fingerprint("reboot"))", 404),
        ])
    func refused(form: String, status: Int) async throws {
        let site = try RunSite.make()
        try await LiveServer.run(site) { port in
            let answer = try await RunSite.post(form, to: port)
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
        }
        let runs = try site.server.site.configuration.runs?.journal.runs(notes: site.folder + "/notes", limit: 9)
        #expect(runs == [])
    }

    @Test("a note that changed between look and run does not run")
    func changed() async throws {
        let site = try RunSite.make()
        try await LiveServer.run(site) { port in
            _ = try await RunSite.get("/run?command=runs.md%23S1.1", from: port)
            try site.write(RunSite.note.replacing("found my-topic", with: "found my-topic; reboot"), to: "runs.md")
            let answer = try await RunSite.post("command=runs.md%23S1.1&fingerprint=\(RunSite.found)", to: port)
            #expect(answer.hasPrefix("HTTP/1.1 409"))
        }
    }

    @Test("nor does one that puts the values in other places by then")
    func moved() async throws {
        let site = try RunSite.make()
        try await LiveServer.run(site) { port in
            let page = try await RunSite.get("/run?command=runs.md%23S1.1&p.topic=orders", from: port)
            let shown = try #require(page.firstMatch(of: /name="shown" value="([0-9a-f]{64})"/)?.1)
            let form = "command=runs.md%23S1.1&fingerprint=\(RunSite.found)&shown=\(shown)&p.topic=orders"
            try site.write(RunSite.note.replacing("topic: my-topic", with: "topic: found"), to: "runs.md")
            #expect(try await RunSite.post(form, to: port).hasPrefix("HTTP/1.1 409"))
            try site.write(RunSite.note, to: "runs.md")
            #expect(try await RunSite.post(form, to: port).hasPrefix("HTTP/1.1 303"))
        }
    }

    @Test(
        "another site, another host and a stranger make nothing run",
        arguments: [
            ("Origin: https://evil.example\r\n", 403), ("Sec-Fetch-Site: cross-site\r\n", 403),
            ("Sec-Fetch-Site: same-site\r\n", 403), ("Origin: null\r\n", 403),
        ])
    func crossSite(headers: String, status: Int) async throws {
        let site = try RunSite.make()
        try await LiveServer.run(site) { port in
            let form = "command=runs.md%23S1.1&fingerprint=\(RunSite.found)"
            let answer = try await RunSite.post(form, to: port, headers: headers + RunSite.bearer)
            #expect(answer.hasPrefix("HTTP/1.1 \(status)"))
            let rebound = try await LiveServer.send(
                "POST /run HTTP/1.1\r\nHost: evil.example:\(port)\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
                to: port)
            #expect(rebound.hasPrefix("HTTP/1.1 421"))
        }
    }

    @Test("where a token is set, only who has shown it runs anything")
    func signedIn() async throws {
        let site = try RunSite.make()
        try await LiveServer.run(site) { port in
            let form = "command=runs.md%23S1.1&fingerprint=\(RunSite.found)"
            let stranger = try await RunSite.post(form, to: port, headers: "")
            #expect(stranger.hasPrefix("HTTP/1.1 401"))
            let known = try await RunSite.post(form, to: port)
            #expect(known.hasPrefix("HTTP/1.1 303"))
        }
    }

    @Test("a server that was not started for it runs nothing, and says so", arguments: ["/run", "/runs/1/cancel"])
    func notAllowed(path: String) async throws {
        let site = try RunSite.make(allowed: false)
        let answer = try await site.signedIn(path, method: .post)
        #expect(answer.status == .forbidden)
        #expect(answer.text.contains("--allow-run"))
        #expect(try await site.signedIn("/run?command=runs.md%23S1.1").status == .forbidden)
        #expect(try await site.signedIn("/runs/1").status == .forbidden)
        #expect(try await !site.seen("/notes/runs").contains("href=\"/run?"))
    }

    @Test("looking runs nothing", arguments: ["/run?command=runs.md%23S1.1", "/runs/1", "/notes/runs"])
    func getRunsNothing(path: String) async throws {
        let site = try RunSite.make()
        _ = try await site.signedIn(path)
        let runs = try site.server.site.configuration.runs?.journal.runs(notes: site.folder + "/notes", limit: 9)
        #expect(runs == [])
    }
}

@Suite("The parameters of a page")
struct ParameterFormTests {
    @Test("go into every command of the page, by hand or from a profile")
    func filled() async throws {
        let site = try RunSite.make(allowed: false)
        #expect(try await site.seen("/notes/runs?p.topic=payments").contains("found payments"))
        #expect(try await site.seen("/notes/runs?profile=prod").contains("found orders"))
        #expect(try await site.seen("/notes/runs?profile=prod&p.topic=x").contains("found x"))
        #expect(try await site.seen("/notes/runs?profile=none").contains("found my-topic"))
        #expect(try await site.seen("/notes/runs").contains("placeholder=\"my-topic\""))
    }

    @Test(
        "what can't be safe stays out of the commands and is refused with a sentence",
        arguments: [
            "%24(reboot)", "a%20b", "%3Cscript%3E", "%22%3E%3Cb%3E", "%60id%60", "-rf", "%E2%80%AEx", "%0A", "```",
        ])
    func refused(value: String) async throws {
        let page = try await RunSite.make(allowed: false).seen("/notes/runs?p.topic=" + value)
        #expect(page.contains("found my-topic"))
        #expect(page.contains("is refused"))
        #expect(!page.contains("<script>") && !page.contains("<b>"))
    }

    @Test("a flood of them is answered, and fills no cache")
    func flood() async throws {
        let site = try RunSite.make(allowed: false)
        let many = (0..<300).map { "p.x\($0)=a" }.joined(separator: "&")
        #expect(try await site.signedIn("/notes/runs?" + many).status == .ok)
        #expect(try await site.signedIn("/notes/runs?p.topic=" + String(repeating: "a", count: 3000)).status == .ok)
        #expect(
            try await site.signedIn("/notes/runs?p.topic=" + String(repeating: "a", count: 5000)).status == .uriTooLong)
        let (one, other) = (
            try await site.seen("/notes/runs?p.topic=one"), try await site.seen("/notes/runs?p.topic=two")
        )
        #expect(one.contains("found one") && other.contains("found two"))
        #expect(try await site.seen("/notes/runs").contains("found my-topic"))
    }
}
