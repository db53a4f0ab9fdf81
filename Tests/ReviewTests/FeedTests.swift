import Notes
import Review
import Testing

@Suite("The calendar feed")
struct CalendarFeedTests {
    private func event(_ title: String = "Kafka", days: Int = 0, modified: Int = 1_772_499_600) -> CalendarFeed.Event {
        CalendarFeed.Event(
            id: "18_kafka", title: title, date: CalendarDate(daysSinceEpoch: 20_515 + days),
            url: "http://localhost:8080/notes/18_kafka", details: "a, b; c\\d\ne", categories: ["後端,x", "kafka"],
            modified: Timestamp(seconds: modified))
    }

    private func lines(_ feed: CalendarFeed) -> [String] {
        feed.text.replacing("\r\n ", with: "").split(separator: "\r\n").map(String.init)
    }

    @Test("a note is one all-day event, without recurrence")
    func oneEvent() {
        let feed = CalendarFeed(name: "Reviews / 複習", events: [event()])
        #expect(
            lines(feed) == [
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//kb//Reviews//EN", "CALSCALE:GREGORIAN",
                "NAME:Reviews / 複習", "X-WR-CALNAME:Reviews / 複習", "REFRESH-INTERVAL;VALUE=DURATION:PT60M",
                "X-PUBLISHED-TTL:PT60M", "BEGIN:VEVENT", "UID:18_kafka@kb", "DTSTAMP:20260303T010000Z",
                "LAST-MODIFIED:20260303T010000Z", "SEQUENCE:194662800", "DTSTART;VALUE=DATE:20260303",
                "DTEND;VALUE=DATE:20260304", "SUMMARY:Kafka", "DESCRIPTION:a\\, b\\; c\\\\d\\ne",
                "URL:http://localhost:8080/notes/18_kafka", "CATEGORIES:後端\\,x,kafka", "TRANSP:TRANSPARENT",
                "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Kafka", "TRIGGER;RELATED=START:PT540M", "END:VALARM",
                "END:VEVENT", "END:VCALENDAR",
            ])
    }

    @Test("an event on the last of all days has no end, which would be that day")
    func lastDay() throws {
        var event = event()
        event.date = try #require(CalendarDate("9999-12-31"))
        let lines = lines(CalendarFeed(name: "r", events: [event]))
        #expect(lines.contains("DTSTART;VALUE=DATE:99991231"))
        #expect(!lines.contains { $0.hasPrefix("DTEND") })
    }

    @Test("a calendar in which nothing is due holds the one component that a calendar must have")
    func nothingDue() {
        let lines = lines(CalendarFeed(name: "r", events: []))
        #expect(lines.filter { $0.hasPrefix("BEGIN:") } == ["BEGIN:VCALENDAR", "BEGIN:VTIMEZONE", "BEGIN:STANDARD"])
        #expect(lines.filter { $0.hasPrefix("END:") } == ["END:STANDARD", "END:VTIMEZONE", "END:VCALENDAR"])
    }

    @Test("a change keeps the UID and raises the SEQUENCE")
    func change() {
        let before = event()
        let after = event(days: 40, modified: 1_772_499_601)
        #expect(after.sequence > before.sequence)
        #expect(lines(CalendarFeed(name: "r", events: [after])).contains("UID:18_kafka@kb"))
        #expect(event(modified: .max).sequence == Int(Int32.max))
        #expect(event(modified: 0).sequence == 0)
    }

    @Test("two changes within one second raise the SEQUENCE, within the integers of RFC 5545")
    func changesWithinASecond() {
        var event = event()
        let before = event.sequence
        event.changes = 1
        #expect(event.sequence == before + 1)
        for changes in [Int.max, Int.min] {
            for modified in [Int.max, Int.min] {
                event.changes = changes
                event.modified = Timestamp(seconds: modified)
                #expect((0...Int(Int32.max)).contains(event.sequence))
            }
        }
    }

    @Test("lines fold at 75 octets and never within a character", arguments: 0..<80)
    func folding(offset: Int) {
        let title = String(repeating: "x", count: offset) + String(repeating: "複習🗓️é", count: 30)
        let text = CalendarFeed(name: "r", events: [event(title)]).text
        for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: true) {
            #expect(line.last == 0x0D)
            #expect(line.count <= 76)
            #expect(String(validating: line, as: UTF8.self) != nil)
        }
        #expect(text.replacing("\r\n ", with: "").contains("SUMMARY:\(title)\r\n"))
    }

    @Test("a character longer than a line is broken between its code points")
    func foldingLongCharacter() {
        let text = CalendarFeed(name: "a" + String(repeating: "\u{301}", count: 500), events: []).text
        #expect(text.utf8.split(separator: 0x0A).allSatisfy { $0.count <= 76 })
    }

    @Test("a title cannot break out of its line")
    func injection() {
        let feed = CalendarFeed(name: "r", events: [event("x\r\nEND:VEVENT\u{0}\u{85}\rATTENDEE:y\nz")])
        #expect(lines(feed).contains("SUMMARY:x\\nEND:VEVENT\\nATTENDEE:y\\nz"))
        var hostile = event()
        hostile.url = "http://x/\r\nATTENDEE:y 字\""
        #expect(
            lines(CalendarFeed(name: "r", events: [hostile])).contains("URL:http://x/%0D%0AATTENDEE:y%20%E5%AD%97%22"))
    }

    @Test("the text depends on the events alone, in any order")
    func deterministic() {
        var other = event(days: 3)
        other.id = "other"
        let one = CalendarFeed(name: "r", events: [event(), other], alarmMinute: nil)
        #expect(one.text == CalendarFeed(name: "r", events: [other, event()], alarmMinute: nil).text)
        #expect(!one.text.contains("VALARM"))
        #expect(!one.text.contains("RRULE"))
    }
}

@Suite("The Atom feed")
struct AtomFeedTests {
    private func entry(_ id: String, days: Int) -> AtomFeed.Entry {
        AtomFeed.Entry(
            id: id, title: "Kafka & <複習>", date: CalendarDate(daysSinceEpoch: 20_515 + days),
            url: "http://h/notes/a?b=\"c\"&d", summary: "lag > 10K\u{0}\u{1B}", categories: ["a\"b"],
            updated: Timestamp(seconds: 1_772_499_600 + days, offset: 28_800))
    }

    @Test("entries are escaped and stand latest first")
    func entries() {
        let feed = AtomFeed(
            title: "Reviews", scope: ["http://h", "tags=字"], url: "http://h/feeds/reviews.atom",
            page: "http://h/review",
            updated: Timestamp(seconds: 0), entries: [entry("18 字", days: 0), entry("b", days: 1)])
        #expect(
            feed.text == """
                <?xml version="1.0" encoding="utf-8"?>
                <feed xmlns="http://www.w3.org/2005/Atom">
                  <id>tag:kb,2026:reviews/http%3A%2F%2Fh/tags%3D%E5%AD%97</id>
                  <title>Reviews</title>
                  <updated>2026-03-03T09:00:01+08:00</updated>
                  <author><name>kb</name></author>
                  <link rel="self" type="application/atom+xml" href="http://h/feeds/reviews.atom"/>
                  <link rel="alternate" type="text/html" href="http://h/review"/>
                  <entry>
                    <id>tag:kb,2026:reviews/b/2026-03-04</id>
                    <title>Kafka &amp; &lt;複習&gt;</title>
                    <updated>2026-03-03T09:00:01+08:00</updated>
                    <link rel="alternate" type="text/html" href="http://h/notes/a?b=&quot;c&quot;&amp;d"/>
                    <category term="a&quot;b"/>
                    <summary>lag &gt; 10K</summary>
                  </entry>
                  <entry>
                    <id>tag:kb,2026:reviews/18%20%E5%AD%97/2026-03-03</id>
                    <title>Kafka &amp; &lt;複習&gt;</title>
                    <updated>2026-03-03T09:00:00+08:00</updated>
                    <link rel="alternate" type="text/html" href="http://h/notes/a?b=&quot;c&quot;&amp;d"/>
                    <category term="a&quot;b"/>
                    <summary>lag &gt; 10K</summary>
                  </entry>
                </feed>

                """)
    }

    @Test("a feed without entries says when that was")
    func empty() {
        let feed = AtomFeed(
            title: "r", scope: [], url: "u", page: "p", updated: Timestamp(seconds: 1_772_499_600), entries: [])
        #expect(feed.text.contains("<updated>2026-03-03T01:00:00Z</updated>"))
        #expect(feed.text.hasSuffix("</feed>\n"))
    }
}
