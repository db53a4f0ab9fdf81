package import Notes

/// The day that a moment belongs to, for reviews: it begins late at night, so that a review after midnight counts for
/// the evening before.
package struct ReviewDay: Sendable, Hashable {
    /// Minutes after local midnight at which a day begins, 0 to 1439.
    package let startMinute: Int

    /// 04:00.
    package static let standard = ReviewDay(startMinute: 240)

    /// Minutes outside of a day are taken for the nearest one.
    package init(startMinute: Int) {
        self.startMinute = min(max(startMinute, 0), 1439)
    }

    /// Reads `HH:MM`; nil for anything else.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 5, let stamp = Timestamp("1970-01-01T\(text):00Z") else { return nil }
        self.init(startMinute: stamp.seconds / 60)
    }

    /// The review day of a moment.
    ///
    /// - Parameter offset: seconds east of UTC that local clocks show at that moment, daylight saving included.
    package func day(of moment: Timestamp, offset: Int) -> CalendarDate {
        let (date, second) = moment.local(offset: offset)
        return second < startMinute * 60 ? date.addingClamped(days: -1) : date
    }
}
