/// The hours in which nobody is reminded, such as `22:00-08:00`; they may reach past midnight.
package struct QuietHours: Sendable, Hashable {
    /// Minutes after local midnight.
    package let start: Int
    /// The first minute that is not quiet any more.
    package let end: Int

    /// Reads `HH:MM-HH:MM`; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let start = ReviewDay(parts[0]), let end = ReviewDay(parts[1]) else { return nil }
        self.start = start.startMinute
        self.end = end.startMinute
    }

    /// Whether a minute of the day is quiet. Hours that begin when they end are none.
    package func contains(minute: Int) -> Bool {
        start <= end ? (start..<end).contains(minute) : minute >= start || minute < end
    }
}
