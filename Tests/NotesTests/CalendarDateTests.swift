import Notes
import Testing

@Suite("A calendar date is a day of the Gregorian calendar")
struct CalendarDateTests {
    @Test("known days have their number")
    func known() {
        #expect(CalendarDate("1970-01-01")?.daysSinceEpoch == 0)
        #expect(CalendarDate("1969-12-31")?.daysSinceEpoch == -1)
        #expect(CalendarDate("2000-03-01")?.daysSinceEpoch == 11_017)
        #expect(CalendarDate("2026-03-03")?.daysSinceEpoch == 20_515)
        #expect(CalendarDate("0000-01-01")?.daysSinceEpoch == -719_528)
        #expect(CalendarDate("9999-12-31")?.daysSinceEpoch == 2_932_896)
    }

    @Test("each day of four hundred years follows the one before it")
    func roundTrips() throws {
        let first = try #require(CalendarDate(year: 1800, month: 1, day: 1)).daysSinceEpoch
        var expected = (year: 1800, month: 1, day: 1)
        for number in first..<(first + 146_097) {
            let date = CalendarDate(daysSinceEpoch: number)
            guard date.components == expected, CalendarDate(date.description) == date else {
                Issue.record("\(number) is \(date), not \(expected)")
                return
            }
            let isLeap = expected.year % 4 == 0 && (expected.year % 100 != 0 || expected.year % 400 == 0)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            expected.day += 1
            if expected.day > lengths[expected.month - 1] { (expected.month, expected.day) = (expected.month + 1, 1) }
            if expected.month > 12 { (expected.year, expected.month) = (expected.year + 1, 1) }
        }
        #expect(expected == (2200, 1, 1))
    }

    @Test(
        "a date may stand before a time",
        arguments: ["2026-03-03", "2026-03-03T09:00:00+08:00", "2026-03-03 09:00", "2026-03-03t00:00Z"])
    func times(_ text: String) {
        #expect(CalendarDate(text)?.description == "2026-03-03")
    }

    @Test(
        "what names no day is none",
        arguments: [
            "", "2026-3-3", "2026-02-29", "1900-02-29", "2026-00-01", "2026-13-01", "2026-04-31", "2026-01-00",
            "2026/03/03", "2026-03-033", "20260303", "-026-03-03", "+026-03-03", "2026-03-0x", "soon", " 2026-03-03",
            "２０２６-03-03", "2026-03-03Z",
        ])
    func invalid(_ text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test(
        "leap days are there where they should be",
        arguments: [("2024-02-29", true), ("2000-02-29", true), ("2100-02-29", false)])
    func leap(_ text: String, _ exists: Bool) {
        #expect((CalendarDate(text) != nil) == exists)
    }

    @Test("days are counted across months and years")
    func arithmetic() throws {
        let date = try #require(CalendarDate("2026-02-17"))
        #expect(date.adding(days: 14).description == "2026-03-03")
        #expect(date.adding(days: -48).description == "2025-12-31")
        #expect(date.adding(days: 14).days(since: date) == 14)
        #expect(date < date.adding(days: 1))
    }

    @Test("a number far from any date does no harm", arguments: [Int.min, Int.min + 1, Int.max - 1, Int.max])
    func extremes(_ number: Int) {
        let date = CalendarDate(daysSinceEpoch: number)
        #expect(!date.description.isEmpty)
        #expect(!date.adding(days: number).description.isEmpty)
        #expect(date.days(since: CalendarDate(daysSinceEpoch: 0)) == date.daysSinceEpoch)
        #expect(abs(CalendarDate(daysSinceEpoch: -number.magnitudeCapped).days(since: date)) >= 0)
    }
}

extension Int {
    fileprivate var magnitudeCapped: Int { self == .min ? .max : abs(self) }
}
