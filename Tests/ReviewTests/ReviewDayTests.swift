import Fixtures
import Foundation
import Notes
import Review
import Testing

private struct Rollover: Decodable {
    var now: String
    var zone: String
    var dayStarts: String
    var reviewDay: String

    enum CodingKeys: String, CodingKey {
        case now, zone
        case dayStarts = "day_starts"
        case reviewDay = "review_day"
    }
}

@Suite("The review day")
struct ReviewDayTests {
    @Test(
        "a review after midnight belongs to the evening before",
        arguments: [
            ("2026-03-03T23:59:59+08:00", "2026-03-03"),
            ("2026-03-04T03:59:59.999+08:00", "2026-03-03"),
            ("2026-03-04T04:00:00+08:00", "2026-03-04"),
            ("2024-03-01T01:00:00+08:00", "2024-02-29"),
            ("2026-01-01T00:30:00+08:00", "2025-12-31"),
            ("1969-12-31T20:00:00Z", "1970-01-01"),
        ])
    func beginsAtFour(now: String, day: String) throws {
        let moment = try #require(Timestamp(now))
        #expect(ReviewDay.standard.day(of: moment, offset: 8 * 3600).description == day)
    }

    @Test("the beginning of the day is configurable", arguments: [("00:00", "2026-03-04"), ("23:59", "2026-03-03")])
    func beginsElsewhere(start: String, day: String) throws {
        let reviewDay = try #require(ReviewDay(start))
        let moment = try #require(Timestamp("2026-03-04T12:00:00Z"))
        #expect(reviewDay.day(of: moment, offset: 0).description == day)
    }

    @Test("what is no time of day is no beginning", arguments: ["4:00", "24:00", "04:60", "", "04:00:00", "aa:bb"])
    func rejectsNonsense(text: String) {
        #expect(ReviewDay(text) == nil)
    }

    @Test(
        "every shared moment falls on its day, daylight saving included",
        .enabled(if: SharedData.exists("review/day_rollover.jsonl"), "needs ../shared/review/day_rollover.jsonl"))
    func sharedRollovers() throws {
        for rollover in try SharedData.lines("review/day_rollover.jsonl", as: Rollover.self) {
            let moment = try #require(Timestamp(rollover.now))
            let zone = try #require(TimeZone(identifier: rollover.zone))
            let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.seconds)))
            let day = try #require(ReviewDay(rollover.dayStarts)).day(of: moment, offset: offset)
            #expect(day.description == rollover.reviewDay, "\(rollover)")
        }
    }
}

@Suite("Timestamps")
struct TimestampTests {
    @Test(
        "RFC 3339 is read and written back",
        arguments: [
            ("2026-03-03T09:00:00+08:00", 1_772_499_600), ("1970-01-01T00:00:00Z", 0),
            ("1969-12-31T23:59:59.5Z", -1), ("2024-02-29T12:00:00.000000001-03:30", 1_709_220_600),
            ("0000-01-01T00:00:00Z", -62_167_219_200), ("9999-12-31T23:59:59Z", 253_402_300_799),
        ])
    func roundTrip(text: String, seconds: Int) throws {
        let stamp = try #require(Timestamp(text))
        #expect(stamp.seconds == seconds)
        #expect(stamp.description == text)
    }

    @Test(
        "other ways to write the same are understood",
        arguments: [
            ("2026-03-03t09:00:00z", "2026-03-03T09:00:00Z"), ("2026-03-03T09:00:00-00:00", "2026-03-03T09:00:00Z"),
            ("2026-12-31T23:59:60Z", "2027-01-01T00:00:00Z"), ("2026-03-03T09:00:00.100Z", "2026-03-03T09:00:00.1Z"),
            ("2026-03-03T09:00:00.1234567899Z", "2026-03-03T09:00:00.123456789Z"),
        ])
    func variants(text: String, canonical: String) {
        #expect(Timestamp(text)?.description == canonical)
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", "2026-03-03", "2026-03-03T09:00:00", "2026-03-03 09:00:00Z", "2026-02-29T09:00:00Z",
            "2026-03-03T24:00:00Z", "2026-03-03T09:60:00Z", "2026-03-03T09:00:61Z", "2026-03-03T09:00:00.Z",
            "2026-03-03T09:00:00+0800", "2026-03-03T09:00:00+24:00", "2026-03-03T09:00:00+08:00 ",
            "２026-03-03T09:00:00Z", "2026-03-03T09:00:00Zz", "2026-3-03T09:00:00Z", "-026-03-03T09:00:00Z",
        ])
    func refused(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test("moments are ordered whatever their offset")
    func order() throws {
        let early = try #require(Timestamp("2026-03-03T09:00:00+08:00"))
        let late = try #require(Timestamp("2026-03-03T01:00:00.1Z"))
        #expect(early < late)
    }
}
