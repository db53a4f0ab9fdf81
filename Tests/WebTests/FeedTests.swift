import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("The feeds of reviews", .serialized)
struct FeedTests {
    private static let environment = ["KB_NOW": "2026-03-01T09:00:00Z", "TZ": "UTC"]

    private static let notes = [
        "lag.md": """
        ---
        title: Consumer lag, explained; slowly / 消費者延遲與積壓的處理方式：從症狀到根因，再到不會再發生的預防措施清單
        series: backend
        tags: [kafka, queue]
        review_interval_days: 14
        next_review: 2026-03-01
        ---

        # Lag

        """,
        "disk.md": """
        ---
        title: Disk full <&> "quoted"
        series: system
        tags: [disk]
        review_interval_days: 30
        next_review: 2026-03-20
        ---

        # Disk

        """,
        "old.md": "---\ntitle: Old\nstatus: archived\nreview_interval_days: 1\nnext_review: 2026-01-01\n---\n\n# Old\n",
    ]

    private static func site() throws -> TestSite { try TestSite(notes) { $0.environment = environment } }

    @Test("an independent library reads the calendar: all-day events, stable ids, alarms, Chinese whole", .python)
    func calendar() async throws {
        let response = try await Self.site().get("/feeds/reviews.ics")
        #expect(response.headers[.contentType] == "text/calendar; charset=utf-8")
        let said = try Python.run(
            """
            import sys, icalendar
            calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
            print(calendar["X-WR-CALNAME"], calendar["REFRESH-INTERVAL"].to_ical().decode())
            for event in calendar.walk("VEVENT"):
                alarm = event.walk("VALARM")[0]
                print(event["UID"], event["DTSTART"].dt, event["DTEND"].dt, event["SUMMARY"], event["URL"],
                    alarm["TRIGGER"].dt, "RRULE" in event, event["TRANSP"], sep="|")
            """, input: response.body)
        #expect(
            said == """
                Reviews PT1H
                lag@kb|2026-03-01|2026-03-02|Consumer lag, explained; slowly / 消費者延遲與積壓的處理方式：從症狀到根因，再到不會再發生的預防措施清單|http://localhost/review/notes/lag|9:00:00|False|TRANSPARENT
                disk@kb|2026-03-20|2026-03-21|Disk full <&> "quoted"|http://localhost/review/notes/disk|9:00:00|False|TRANSPARENT

                """)
    }

    @Test("every line of the calendar ends in CRLF, is no longer than 75 octets, and is UTF-8 by itself")
    func lines() async throws {
        let body = try await Self.site().get("/feeds/reviews.ics").body
        let lines = body.split(separator: 0x0A, omittingEmptySubsequences: false)
        #expect(lines.last?.isEmpty == true)
        for line in lines.dropLast() {
            #expect(line.last == 0x0D)
            #expect(line.count <= 76)
            #expect(String(validating: line, as: UTF8.self) != nil)
        }
    }

    @Test("an independent library reads the Atom feed: what has fallen due, once for each date", .python)
    func atom() async throws {
        let response = try await Self.site().get("/feeds/reviews.atom")
        let said = try Python.run(
            """
            import sys, feedparser
            feed = feedparser.parse(sys.stdin.buffer.read())
            print(feed.bozo, feed.version, feed.feed.title, feed.feed.link)
            for entry in feed.entries:
                print(entry.id, entry.link, entry.title, [tag.term for tag in entry.tags], sep="|")
            """, input: response.body)
        #expect(
            said == """
                False atom10 Reviews http://localhost/review
                tag:kb,2026:reviews/lag/2026-03-01|http://localhost/review/notes/lag|Consumer lag, explained; slowly / 消費者延遲與積壓的處理方式：從症狀到根因，再到不會再發生的預防措施清單|['backend']

                """)
    }

    @Test(
        "a series or a tag has a feed of its own",
        arguments: [
            ("?series=backend", ["lag"]), ("?tag=disk", ["disk"]), ("?tag=nothing", []), ("?series=", ["lag", "disk"]),
            ("?series=system&tag=kafka", []),
        ])
    func variants(query: String, ids: [String]) async throws {
        let text = try await Self.site().text("/feeds/reviews.ics" + query)
        #expect(text.split(separator: "\r\n").filter { $0.hasPrefix("UID:") } == ids.map { "UID:\($0)@kb" })
    }

    @Test("each of them, on each site, has an id of its own; a note has one in all of them")
    func ids() async throws {
        let site = try Self.site()
        var ids: [String] = []
        let protocolName = try #require(HTTPField.Name("X-Forwarded-Proto"))
        for (query, scheme) in [
            ("", "http"), ("?series=backend", "http"), ("?tag=kafka", "http"), ("", "https"),
        ] {
            let text = try await site.get("/feeds/reviews.atom" + query, headers: [protocolName: scheme]).text
            let match = try #require(text.firstMatch(of: #/<id>(.*?)<\/id>/#))
            ids.append(String(match.1))
            #expect(text.contains("<id>tag:kb,2026:reviews/lag/2026-03-01</id>"))
        }
        #expect(Set(ids).count == 4)
        let again = try await site.text("/feeds/reviews.atom?lang=zh-Hant")
        #expect(again.contains("<id>\(ids[0])</id>"), "one feed in another language")
    }

    @Test("alarms ring when they are asked to", arguments: [("07:30", "PT450M"), ("none", nil), ("7", nil)])
    func alarms(time: String, trigger: String?) async throws {
        let response = try await Self.site().get("/feeds/reviews.ics?alarm=" + time)
        #expect((response.status == .badRequest) == (time == "7"))
        #expect(response.text.contains("BEGIN:VALARM") == (trigger != nil))
        if let trigger { #expect(response.text.contains("TRIGGER;RELATED=START:" + trigger)) }
    }

    @Test("is not sent again while nothing changes, and moves with a raised SEQUENCE when a note is reviewed")
    func unchanged() async throws {
        let site = try Self.site()
        let first = try await site.get("/feeds/reviews.ics")
        let tag = try #require(first.headers[.eTag])
        #expect(try await site.get("/feeds/reviews.ics", headers: [.ifNoneMatch: tag]).status == .notModified)
        let before = try await site.text("/feeds/reviews.ics?tag=kafka")
        // It counts seconds.
        try await Task.sleep(for: .seconds(1.1))
        try site.write(
            try #require(Self.notes["lag.md"]).replacing("2026-03-01", with: "2026-04-01"), to: "lag.md")
        let second = try await site.get("/feeds/reviews.ics", headers: [.ifNoneMatch: tag])
        #expect(second.status == .ok)
        #expect(second.text.contains("DTSTART;VALUE=DATE:20260401"))
        let after = try await site.text("/feeds/reviews.ics?tag=kafka")
        #expect(try Self.sequence(after) > Self.sequence(before))
    }

    private static func sequence(_ text: String) throws -> Int {
        let line = try #require(text.split(separator: "\r\n").first { $0.hasPrefix("SEQUENCE:") })
        return try #require(Int(line.dropFirst("SEQUENCE:".count)))
    }

    @Test("where a token is needed, a key in the address opens the feeds and nothing else")
    func key() async throws {
        let token = "0123456789abcdef0123"
        let site = try TestSite(Self.notes) {
            $0.environment = Self.environment
            $0.token = token
        }
        let key = Sessions.feedKey(for: token)
        #expect(try await site.get("/feeds/reviews.ics").status == .unauthorized)
        #expect(try await site.get("/feeds/reviews.ics?key=\(token)").status == .unauthorized)
        #expect(try await site.get("/feeds/reviews.ics?key=\(key)").status == .ok)
        let atom = try await site.get("/feeds/reviews.atom?key=\(key)")
        #expect(atom.status == .ok)
        #expect(!atom.text.contains(key))
        #expect(try await site.get("/?key=\(key)").status == .unauthorized)
        #expect(try await site.get("/api/v1/notes?key=\(key)").status == .unauthorized)
    }
}
