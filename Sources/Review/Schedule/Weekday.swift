package import Notes

/// A day of the week, numbered as in ISO 8601.
package enum Weekday: Int, Sendable, Hashable, Codable, CaseIterable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    /// The weekday of a date; 1970-01-01 was a Thursday.
    package init(of date: CalendarDate) {
        let sinceMonday = (date.daysSinceEpoch % 7 + 7 + 3) % 7
        self = Self.allCases[sinceMonday]
    }
}
