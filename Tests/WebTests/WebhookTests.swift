import Foundation
import HTTPTypes
import Testing

@testable import Web

/// A runbook that an alert names.
private let lagRunbook = """
    ---
    title: Lag
    params: { topic: my-topic }
    alerts: { LagHigh: S1 }
    ---

    ## Symptoms

    | # | Symptom |
    |---|---------|
    | S1 | Lag |
    """

@Suite("Alerts that are told", .serialized)
struct WebhookTests {
    private static let token = "webhook-0123456789"

    private static func site(
        _ webhookToken: String? = token, notes: [String: String] = TestSite.notes
    ) throws -> TestSite {
        try TestSite(notes, withJournal: true) { configuration in
            configuration.webhookToken = webhookToken
            configuration.now = { 1_767_225_720 }
        }
    }

    /// An alert of the runbook's first symptom, as `kb export alerts` names it.
    private static func body(
        _ status: String = "firing", name: String = "QueueOperationsS1", labels: String = "", version: String = "\"4\"",
        annotations: String = #""summary":"Backlog""#
    ) -> String {
        #"{"version":\#(version),"alerts":[{"status":"\#(status)","labels":{"alertname":"\#(name)"\#(labels)},"#
            + #""annotations":{\#(annotations)},"startsAt":"2026-01-01T00:00:00Z","#
            + #""endsAt":"\#(status == "firing" ? "0001-01-01T00:00:00Z" : "2026-01-01T00:01:00Z")","#
            + #""generatorURL":"","fingerprint":"f-\#(name.count)"}]}"#
    }

    private static func tell(
        _ site: TestSite, _ body: String, authorization: String? = "Bearer \(token)"
    ) async throws -> PageAnswer {
        var headers: HTTPFields = [.contentType: "application/json"]
        headers[.authorization] = authorization
        return try await site.get("/api/v1/alerts", method: .post, headers: headers, body: body)
    }

    @Test("an alert shows on its symptom, its runbook, the first page and the triage page, until it is resolved")
    func story() async throws {
        let site = try Self.site()
        let pages = ["/", "/triage", "/notes/20_queue_operations"]
        for page in pages { #expect(try await !site.text(page).contains("alerting</span>"), "\(page)") }
        #expect(try await Self.tell(site, Self.body()).text == "{\"received\":1,\"began\":1,\"ended\":0}\n")
        #expect(try await Self.tell(site, Self.body()).text == "{\"received\":1,\"began\":0,\"ended\":0}\n")
        for page in pages {
            let text = try await site.text(page)
            #expect(
                text.contains("alerting</span> <a href=\"/notes/20_queue_operations#s1\">QueueOperationsS1</a>"),
                "\(page)")
            #expect(text.contains("2 min ago"), "\(page)")
        }
        #expect(try await site.get("/api/v1/alerts").text.contains(#""ends_at":null"#))
        #expect(try await Self.tell(site, Self.body("resolved")).text.contains(#""ended":1"#))
        for page in pages { #expect(try await !site.text(page).contains("alerting</span>"), "\(page)") }
        #expect(try await site.get("/api/v1/alerts").text.contains(#""ends_at":"2026-01-01T00:01:00Z""#))
        let figures = try await site.get("/metrics").text
        #expect(figures.contains("kb_alerts_received_total{status=\"firing\"} 1.0\n"))
    }

    @Test("the page of an alert without a runbook tells what goes on, in the rule's own words")
    func withoutRunbook() async throws {
        let site = try Self.site()
        let words = #""summary":"Nobody home","description":"Call <b>Ann</b>""#
        _ = try await Self.tell(site, Self.body(name: "Zebra", labels: #","pod":"a-1""#, annotations: words))
        let text = try await site.text("/a/Zebra")
        #expect(text.contains("Nobody home") && text.contains("Call &lt;b&gt;Ann&lt;/b&gt;") && text.contains("a-1"))
        // The page takes over what changes there, and ages in it are no change of the page.
        let live = text.components(separatedBy: "<div data-live id=\"kb:live-alerts\" data-watch=\"*\">").last?
            .components(
                separatedBy: "</div>")
        #expect(live?.first?.contains("Nobody home") == true)
        #expect(try await site.text("/a/Zebra?pod=a-1").contains("Nobody home"))
        // Neither another pod nor one whose name only begins so.
        for pod in ["a", "b", "a-10"] {
            #expect(try await !site.text("/a/Zebra?pod=\(pod)").contains("Nobody home"))
        }
        let long = String(repeating: "x", count: 400) + "end"
        _ = try await Self.tell(site, Self.body(name: "Giraffe", annotations: #""description":"\#(long)""#))
        #expect(try await site.text("/a/Giraffe").contains(long))
        // The address of an alert holds only the beginning of a long value.
        _ = try await Self.tell(site, Self.body(name: "Okapi", labels: #","job":"\#(long)""#, annotations: words))
        let address = AlertPage.address(of: "Okapi", labels: ["job": long])
        #expect(address.count < 250)
        #expect(try await site.text(address).contains("Nobody home"))
        _ = try await Self.tell(site, Self.body("resolved", name: "Zebra", labels: #","pod":"a-1""#))
        #expect(try await !site.text("/a/Zebra").contains("Nobody home"))
    }

    @Test("the name of the only alert that goes on is enough for its labels to be filled in")
    func onlyOne() async throws {
        let site = try Self.site(notes: ["30_lag.md": lagRunbook, "stuck.md": Self.named])
        func location(_ path: String) async throws -> String? { try await site.get(path).headers[.location] }
        #expect(try await location("/a/LagHigh") == "/notes/30_lag#s1")
        _ = try await Self.tell(site, Self.body(name: "LagHigh", labels: #","topic":"orders""#))
        #expect(try await location("/a/LagHigh") == "/notes/30_lag?p.topic=orders#s1")
        #expect(try await location("/a/LagHigh?pod=x") == "/notes/30_lag#s1")
        let second = Self.body(name: "LagHigh", labels: #","topic":"payments""#)
            .replacingOccurrences(of: "f-7", with: "f-8")
        _ = try await Self.tell(site, second)
        #expect(try await location("/a/LagHigh") == "/notes/30_lag#s1")
        _ = try await Self.tell(site, Self.body(name: "WorkerStuck", labels: #","queue":"mail""#))
        #expect(try await location("/a/WorkerStuck") == "/notes/stuck?p.queue=mail")
    }

    /// A runbook that is called as the alert is.
    private static let named = """
        ---
        title: WorkerStuck
        params: { queue: my-queue }
        ---
        ## Symptoms
        | # | Symptom |
        |---|---------|
        | S1 | Late |
        """

    @Test("what is told anew of an alert that goes on shows at once")
    func changed() async throws {
        let site = try Self.site()
        let pages = ["/triage", "/"]
        _ = try await Self.tell(site, Self.body(annotations: #""summary":"Half as many""#))
        for page in pages { #expect(try await site.text(page).contains("Half as many"), "\(page)") }
        _ = try await Self.tell(site, Self.body(annotations: #""summary":"Twice as many""#))
        for page in pages {
            let text = try await site.text(page)
            #expect(text.contains("Twice as many") && !text.contains("Half as many"), "\(page)")
        }
    }

    @Test("its runbook_url leads people where the first page and the list of alerts say")
    func linked() async throws {
        let runbook = "## Symptoms\n| # | Symptom |\n|---|---|\n| S1 | It |\n"
        let paths = ["20_redis.md", "21_redis.md", "en/dup.md", "zh/dup.md"]
        let site = try Self.site(notes: Dictionary(uniqueKeysWithValues: paths.map { ($0, runbook) }))
        for (name, address) in [
            ("RedisS1", "/notes/21_redis#s1"), ("DupS1", "/notes/zh/dup.md#s1"), ("X", "/notes/20_redis#s1"),
        ] {
            for status in ["firing", "resolved"] {
                let url = #""runbook_url":"https://kb.example.com\#(address)""#
                _ = try await Self.tell(site, Self.body(status, name: name, annotations: url))
                if status == "firing" {
                    #expect(try await site.text("/").contains("<a href=\"\(address)\">\(name)</a>"))
                }
                let answer = try await site.get("/a/\(name)")
                #expect(answer.headers[.location] == address, "\(name) \(status)")
            }
        }
        let listed = try await site.get("/api/v1/alerts").text
        for path in ["21_redis.md", "zh/dup.md", "20_redis.md"] {
            #expect(listed.contains("\"path\":\"\(path)\""), "\(path)")
        }
    }

    @Test(
        "who does not show the token is refused",
        arguments: [
            nil, "Bearer ", "Bearer webhook-012345678", "Basic webhook-0123456789", "Bearer webhook-01234567890",
        ])
    func token(authorization: String?) async throws {
        let site = try Self.site()
        #expect(try await Self.tell(site, Self.body(), authorization: authorization).status == .unauthorized)
        #expect(try await site.get("/api/v1/alerts").text == "{\"results\":[]}\n")
    }

    @Test("without any token nobody can tell of alerts")
    func closed() async throws {
        let answer = try await Self.tell(try Self.site(nil), Self.body())
        #expect(answer.status == .forbidden)
        #expect(answer.text.contains("KB_WEBHOOK_TOKEN"))
    }

    @Test("the token of the webhook opens nothing else, and the server's own opens the webhook too")
    func tokens() async throws {
        let site = try TestSite(withJournal: true) { configuration in
            configuration.token = "server-0123456789"
            configuration.webhookToken = Self.token
        }
        #expect(try await site.get("/", headers: [.authorization: "Bearer \(Self.token)"]).status == .unauthorized)
        #expect(
            try await site.get("/api/v1/alerts", headers: [.authorization: "Bearer \(Self.token)"]).status
                == .unauthorized)
        #expect(try await Self.tell(site, Self.body()).status == .ok)
        #expect(try await Self.tell(site, Self.body(), authorization: "Bearer server-0123456789").status == .ok)
    }

    @Test(
        "what is no webhook is refused with a sentence, and nothing is kept",
        arguments: [
            "", "[]", "null", "{}", "\0", "{\"version\":4,\"alerts\":[]}", body(version: "\"3\""), body("maybe"),
            #"{"version":"4","alerts":{}}"#, #"{"version":"4","alerts":[1]}"#,
            #"{"version":"4","alerts":[{"status":"firing","labels":{"a":1},"startsAt":"2026-01-01T00:00:00Z"}]}"#,
            #"{"version":"4","alerts":[{"status":"firing","labels":{},"startsAt":"soon"}]}"#,
            String(repeating: "[", count: 100_000),
        ])
    func refused(body: String) async throws {
        let site = try Self.site()
        let answer = try await Self.tell(site, body)
        #expect(answer.status == .badRequest)
        #expect(answer.text.contains("\"message\":\"The"), "\(answer.text)")
        #expect(try await site.get("/api/v1/alerts").text == "{\"results\":[]}\n")
        #expect(try await site.get("/metrics").text.contains("kb_webhooks_received_total{result=\"refused\"} 1.0"))
    }

    @Test("more than 16 MiB are refused")
    func large() async throws {
        let body = Self.body(labels: ",\"x\":\"" + String(repeating: "x", count: 17 << 20) + "\"")
        #expect(try await Self.tell(try Self.site(), body).status == .contentTooLarge)
    }

    @Test("of hundreds of alerts about one symptom some are shown, and how many more there are")
    func flood() async throws {
        let site = try Self.site()
        let alerts = (0..<300).map { number in
            #"{"status":"firing","labels":{"alertname":"QueueOperationsS1","queue":"q\#(number)"},"#
                + #""startsAt":"2026-01-01T00:00:00Z","fingerprint":"f\#(number)"}"#
        }
        let body = #"{"version":"4","alerts":[\#(alerts.joined(separator: ","))]}"#
        #expect(try await Self.tell(site, body).text == "{\"received\":300,\"began\":300,\"ended\":0}\n")
        for page in ["/triage", "/notes/20_queue_operations"] {
            let text = try await site.text(page)
            #expect(text.components(separatedBy: "alerting-since").count < 60, "\(page)")
            #expect(text.contains("and 250 more"), "\(page)")
        }
    }

    @Test("thousands of labels and scripts in them are shown bounded and as text")
    func hostile() async throws {
        let site = try Self.site()
        let many = (0..<5_000).map { ",\"l\($0)\":\"</code><script>alert(\($0))</script>\"" }.joined()
        let name = "<img src=x onerror=alert(1)>\u{202E}"
        #expect(try await Self.tell(site, Self.body(name: name, labels: many)).status == .ok)
        for page in ["/", "/triage"] {
            let text = try await site.text(page)
            #expect(text.contains("&lt;img src=x onerror=alert(1)&gt;\\u{202E}"), "\(page)")
            #expect(!text.contains("<script>alert") && !text.contains("<img src=x"), "\(page)")
            #expect(text.utf8.count < 60_000, "\(page)")
        }
    }
}

@Suite("An alert leads people somewhere", .serialized)
struct AlertPageTests {
    @Test("to its symptom, its labels as parameters where they fit")
    func symptom() async throws {
        let site = try TestSite(["30_lag.md": lagRunbook, "DiskFull.md": "# Disk full\n"], withJournal: true)
        func location(_ path: String) async throws -> String? {
            let answer = try await site.get(path)
            #expect(answer.status == .found)
            return answer.headers[.location]
        }
        #expect(try await location("/a/LagHigh?topic=orders&pod=x&lang=en") == "/notes/30_lag?p.topic=orders#s1")
        #expect(try await location("/a/LagS1?topic=a%20b%26c") == "/notes/30_lag#s1")
        #expect(try await location("/a/diskfull") == "/notes/DiskFull")
    }

    @Test("else to a page with what is like it, and the command that begins its note")
    func unknown() async throws {
        let site = try TestSite(withJournal: true)
        let text = try await site.text("/a/QueueBacklogGrows?queue=orders")
        #expect(text.contains("20_queue_operations"))
        #expect(text.contains("kb new &#39;QueueBacklogGrows&#39;") || text.contains("kb new 'QueueBacklogGrows'"))
        #expect(text.contains("orders"))
    }

    @Test(
        "whatever its name is",
        arguments: [
            "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "a%0d%0aSet-Cookie:x", "%00", "..%2f..%2fetc", "'%3Breboot%23",
        ])
    func hostile(name: String) async throws {
        let answer = try await TestSite(withJournal: true).get("/a/\(name)?a=%3Cb%3E")
        #expect(answer.status == .ok)
        #expect(!answer.text.contains("<script>alert") && !answer.text.contains("<b>"))
        #expect(!answer.text.contains("';reboot"))
    }

    @Test("the first page never calls healthy what is not measured")
    func unmeasured() async throws {
        let page = try await TestSite(withJournal: true).text("/")
        #expect(page.contains("nothing is measured: no Prometheus is configured"))
        #expect(!page.contains("Nothing is firing"))
    }
}
