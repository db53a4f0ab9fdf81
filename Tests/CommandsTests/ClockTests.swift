import Testing

@testable import Commands

@Suite("the clock")
struct ClockTests {
    @Test(
        "reads RFC 3339",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-03-03T09:00:00+08:00", 1_772_499_600), ("2026-03-03", 1_772_496_000),
            ("2026-03-03T01:00:00.250Z", 1_772_499_600), ("1969-12-31T23:59:59Z", -1),
        ])
    func reads(text: String, seconds: Int) {
        #expect(Clock.seconds(of: text) == seconds)
    }

    @Test(
        "refuses the rest",
        arguments: [
            "", "now", "2026-02-30T00:00:00Z", "2026-03-03T25:00:00Z", "2026-03-03T09:00", "2026-03-03T09:00:00+8",
        ])
    func refuses(text: String) {
        #expect(Clock.seconds(of: text) == nil)
    }

    @Test(
        "sizes are told in decimal units",
        arguments: [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (7_650_000, "7.7 MB"), (999_999, "1.0 MB")]
            as [(Int64, String)])
    func sizes(bytes: Int64, text: String) {
        #expect(ByteCount(bytes).text == text)
    }
}
