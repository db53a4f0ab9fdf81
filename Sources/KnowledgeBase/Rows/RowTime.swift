import Notes

/// Moments in rows.
package enum Timestamp {
    /// RFC 3339 in UTC with whole seconds: `2026-03-03T01:00:00Z`.
    ///
    /// - Parameter seconds: since 1970.
    package static func text(_ seconds: Int) -> String {
        let (day, second) = (seconds / 86_400, seconds % 86_400)
        let isBefore = second < 0
        let date = CalendarDate(daysSinceEpoch: isBefore ? day - 1 : day)
        let time = isBefore ? second + 86_400 : second
        return "\(date)T\(twoDigits(time / 3600)):\(twoDigits(time / 60 % 60)):\(twoDigits(time % 60))Z"
    }

    /// The same of a moment with a fraction, which is left out.
    package static func text(_ seconds: Double) -> String { text(whole(seconds)) }

    /// The second that a moment lies in, which any number has: one that no calendar knows is moved to its end.
    package static func whole(_ seconds: Double) -> Int { Int(max(-6e10, min(seconds.rounded(.down), 2.6e11))) }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
