import Review

/// Moments in rows: RFC 3339 in UTC with whole seconds, `2026-03-03T01:00:00Z`.
package enum RowTime {
    /// - Parameter seconds: since 1970.
    package static func text(_ seconds: Int) -> String { Timestamp(seconds: seconds).description }

    /// The same of a moment with a fraction, which is left out.
    package static func text(_ seconds: Double) -> String { text(whole(seconds)) }

    /// The second that a moment lies in, which any number has: one that no calendar knows is moved to its end, the years
    /// 68 and 10,209.
    package static func whole(_ seconds: Double) -> Int { Int(max(-6e10, min(seconds.rounded(.down), 2.6e11))) }
}
