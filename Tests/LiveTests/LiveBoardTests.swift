import Foundation
import Synchronization
import Testing

@Suite(
    "The board over a real Prometheus", .serialized,
    .enabled(if: RealPrometheus.isInstalled, "needs /usr/bin/prometheus"), .timeLimit(.minutes(5)))
struct LiveBoardTests {
    private func withBoard(
        length: Int = 500, options: [String] = [], _ work: (ServedNotes, RealPrometheus) async throws -> Void
    ) async throws {
        let exporter = try ScriptedServer { _ in
            ScriptedServer.Step.response(
                200, ["Content-Type": "text/plain"],
                body: "test_queue_length{queue=\"<b>\"} \(length)\ntest_topic{queue=\"orders\"} 7\n")
        }
        defer { exporter.stop() }
        try await withFolder { folder in
            let server = try await RealPrometheus(scraping: exporter.port, in: folder)
            defer { server.stop() }
            let notes = try await ServedNotes(
                ["20_queue.md": ServedNotes.runbook, "21_topic.md": ServedNotes.parameterised], in: folder,
                environment: ["KB_PROMETHEUS_URL": "http://127.0.0.1:\(server.port)"], options: options)
            defer { notes.stop() }
            try await work(notes, server)
        }
    }

    @Test("pages and the API show the same verdicts, in the language of the person")
    func pages() async throws {
        try await withBoard(options: ["--measure-every", "1"]) { notes, _ in
            let json = try await notes.get("/api/v1/triage") { $0.contains("\"firing\"") && $0.contains("\"blind\"") }
            #expect(
                json.contains(#""symptom":"S1""#) && json.contains(#""value":500.0,"operator":">","threshold":100.0"#))
            #expect(json.contains("No such series as `test_other_length`; nothing is measured."))
            for page in ["/triage", "/notes/20_queue", "/"] {
                let text = try notes.get(page, headers: ["Accept-Language: zh-TW"])
                #expect(text.contains("verdict-firing"), "\(page)")
                #expect(text.contains("<b class=\"reading-value\">500 &gt; 100</b>"), "\(page)")
                if page != "/" { #expect(text.contains("找不到序列 <code>test_other_length</code>；什麼也沒量到。"), "\(page)") }
                #expect(text.contains("queue=&quot;&lt;b&gt;&quot;"), "\(page)")
            }
            let triage = try notes.get("/triage")
            let places = ["verdict-firing", "verdict-blind"].compactMap { triage.range(of: $0)?.lowerBound }
            #expect(places.count == 2 && places == places.sorted())
        }
    }

    @Test("a parameter in the address is measured instead of the sample, and followed")
    func parameters() async throws {
        try await withBoard(options: ["--measure-every", "1"]) { notes, _ in
            _ = try await notes.get("/notes/21_topic") { $0.contains("verdict-blind") }
            let path = "/notes/21_topic?p.queue="
            let found = try await notes.get(path + "%3Cb%3E") { $0.contains("is refused") }
            #expect(found.contains("verdict-error") && found.contains("is refused"))
            let orders = try await notes.get(path + "orders") { $0.contains("verdict-firing") }
            #expect(orders.contains("7 &gt; 5"))
            let viewer = try EventReader(port: notes.port, path: "/events?watch=21_topic.md&p.queue=orders")
            defer { viewer.stop() }
            try viewer.read(until: "event: situation")
            try viewer.read(until: "event: situation")
        }
    }

    @Test(
        "a Prometheus that hangs, lies, floods or leads elsewhere is an error on the page, within the time limit",
        arguments: Self.faults.indices)
    func hostile(index: Int) async throws {
        let (steps, said, limit) = Self.faults[index]
        let server = try ScriptedServer { _ in steps }
        defer { server.stop() }
        try await withFolder { folder in
            let notes = try await ServedNotes(
                ["20_queue.md": ServedNotes.runbook], in: folder, environment: ["KB_PROMETHEUS_URL": server.address],
                options: ["--measure-timeout", "\(limit)"])
            defer { notes.stop() }
            for page in ["/triage", "/notes/20_queue"] {
                let text = try notes.get(page)
                #expect(text.contains("verdict-error") && !text.contains("verdict-clear"), "\(page)")
                #expect(text.contains(said), "\(page)")
            }
            #expect(try notes.get("/healthz") == "ok\n")
        }
    }

    /// What it does, what the page says of that, and the time limit in seconds: one that is reached, or one that is not
    /// by a machine under load either.
    static let faults: [(steps: [ScriptedServer.Step], said: String, limit: Int)] = [
        ([.hang], "Prometheus did not answer within", 1),
        ([.text("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"), .hang], "Prometheus did not answer within", 1),
        (
            ScriptedServer.Step.response(302, ["Location": "http://169.254.169.254/"], body: ""),
            "redirects to the host", 20
        ),
        (
            ScriptedServer.Step.response(200, ["Content-Type": "text/html"], body: "<script>alert(1)</script>"),
            "not one of", 20
        ),
        (
            [
                .text("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"),
                .repeated(Array(repeating: 0x20, count: 1 << 20), times: 100),
            ], "MiB and was given up", 20
        ),
    ]

    @Test("its figures are those that promtool accepts and Prometheus scrapes, in both formats")
    func figures() async throws {
        try await withBoard { notes, _ in
            try await withFolder { folder in
                let text = try await notes.get("/metrics") { $0.contains("verdict=\"firing\"} 1.0") }
                try text.write(to: folder.appending(path: "metrics"), atomically: true, encoding: .utf8)
                let (status, said) = try run(
                    "/bin/sh", ["-c", "/usr/bin/promtool check metrics < metrics 2>&1"], in: folder)
                #expect(status == 0 && said.isEmpty, "\(said)")
                let open = try notes.get("/metrics", headers: ["Accept: application/openmetrics-text"])
                #expect(open.contains("# TYPE kb_alerts_received counter\n") && open.hasSuffix("# EOF\n"))
                // Prometheus asks for OpenMetrics, and takes a target whose answer it can't read for down.
                let scraper = try await RealPrometheus(scraping: notes.port, in: folder)
                defer { scraper.stop() }
                let query = "http://127.0.0.1:\(scraper.port)/api/v1/query?query="
                let wanted = "kb_symptom_verdict%7Bsymptom=%22S1%22,verdict=%22firing%22%7D==1"
                var answer = ""
                while !answer.contains("\"symptom\":\"S1\"") {
                    answer = try run("/usr/bin/curl", ["-sS", query + wanted]).said
                    try await Task.sleep(for: .milliseconds(100))
                }
                #expect(try run("/usr/bin/curl", ["-sS", query + "up==1"]).said.contains("\"job\":\"test\""))
            }
        }
    }

    @Test("five hundred browsers on one board cost Prometheus one evaluation an interval")
    func viewers() async throws {
        try await withBoard(options: ["--measure-every", "2"]) { notes, server in
            // One round asks three expressions, their data and their courses: at most nine queries.
            let most = 9
            let viewers = try (0..<500).map { _ in try EventReader(port: notes.port, path: "/events?watch=*") }
            defer { viewers.forEach { $0.stop() } }
            for viewer in viewers { try viewer.read(until: "event: change") }
            let before = try queries(server)
            let rounds = 5
            for _ in 0..<rounds { try viewers[0].read(until: "event: situation") }
            let cost = try queries(server) - before
            // Each of them was told as often.
            for viewer in viewers.dropFirst() {
                for _ in 0..<rounds { try viewer.read(until: "event: situation") }
            }
            print("500 viewers, \(rounds) rounds: \(cost) queries")
            #expect(cost > 0 && cost <= (rounds + 2) * most)
        }
    }

    @Test("nobody looking, nothing is asked")
    func idle() async throws {
        try await withBoard(options: ["--measure-every", "1"]) { notes, server in
            let before = try queries(server)
            let viewer = try EventReader(port: notes.port, path: "/events")
            defer { viewer.stop() }
            try viewer.read(until: "event: change")
            // A beat comes every 15 seconds: by then ten rounds would have been.
            try viewer.read(until: ": \n")
            #expect(try queries(server) == before)
        }
    }

    /// How many queries Prometheus has answered, by its own count.
    private func queries(_ server: RealPrometheus) throws -> Int {
        let text = try run("/usr/bin/curl", ["-sS", "http://127.0.0.1:\(server.port)/metrics"]).said
        return text.split(separator: "\n").filter {
            $0.hasPrefix("prometheus_http_requests_total") && $0.contains("handler=\"/api/v1/query")
        }.compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }.reduce(0) { $0 + Int($1) }
    }
}
