import KnowledgeBase
import Notes
import Review
import Testing

@testable import Commands

@Suite("the clock")
struct ClockTests {
    @Test(
        "reads RFC 3339",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-03-03T09:00:00+08:00", 1_772_499_600),
            ("2026-03-03T01:00:00.250Z", 1_772_499_600), ("1969-12-31T23:59:59Z", -1),
        ])
    func reads(text: String, seconds: Int) throws {
        #expect(try Clock.now(["KB_NOW": text]) == seconds)
    }

    @Test("reads a date as its noon where the clocks are local")
    func noon() throws {
        let clock = try ReviewClock(["KB_NOW": "2026-03-03"])
        let (date, second) = clock.now.local(offset: clock.now.offset)
        #expect(date == CalendarDate("2026-03-03"))
        #expect(second == 43_200)
    }

    @Test(
        "a date alone is the review day in every time zone",
        arguments: ["UTC", "Pacific/Honolulu", "Asia/Taipei", "Pacific/Kiritimati", "America/New_York", "<-12>12"])
    func dateInZone(zone: String) throws {
        let notes = try TemporaryNotes(filled: false)
        try notes.write("---\ntitle: A\nreview_interval_days: 14\nnext_review: 2026-03-08\n---\n\n# A\n", to: "a.md")
        let due = try notes.run("export TZ='\(zone)'; KB_NOW=2026-03-08 kb due --json")
        #expect(due.output.contains(#""days_overdue":0"#), "\(due.output)\(due.errors)")
    }

    @Test(
        "refuses the rest",
        arguments: [
            "now", "2026-02-30T00:00:00Z", "2026-03-03T25:00:00Z", "2026-03-03T09:00", "2026-03-03T09:00:00+8",
            "2026-03-03 09:00:00Z",
        ])
    func refuses(text: String) {
        #expect(throws: ReviewError.self) { try Clock.now(["KB_NOW": text]) }
        #expect(throws: ReviewError.self) { try Clock.today(["KB_NOW": text]) }
    }

    @Test("today is the review day, whatever is asked; the calendar may be a day on")
    func night() throws {
        let night = ["KB_NOW": "2026-03-03T02:00:00+08:00"]
        #expect(try Clock.today(night) == ReviewSettings.today(night))
        #expect(try Clock.today(night) == CalendarDate("2026-03-02"))
        #expect(try Clock.date(night) == CalendarDate("2026-03-03"))
        #expect(try Clock.today(["KB_NOW": "2026-03-03"]) == CalendarDate("2026-03-03"))
    }

    @Test("wrong settings of reviews stop no search")
    func wrongSettings() throws {
        let wrong = ["KB_NOW": "2026-03-03T09:00:00+08:00", "KB_REVIEW_WEEKDAYS": "never"]
        #expect(try Clock.today(wrong) == CalendarDate("2026-03-03"))
    }

    @Test(
        "sizes are told in decimal units",
        arguments: [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (7_650_000, "7.7 MB"), (999_999, "1.0 MB")]
            as [(Int64, String)])
    func sizes(bytes: Int64, text: String) {
        #expect(ByteCount(bytes).text == text)
    }
}
