import Foundation
package import Notes
package import Review

/// The moment that reviews happen at, and the person's review day of it.
package struct ReviewClock: Sendable {
    /// With the offset from UTC that the person's clocks show.
    package let now: Timestamp
    /// The review day of that moment, which may begin after midnight.
    package let today: CalendarDate

    /// The time of `KB_NOW` (RFC 3339, or a date alone, which means its noon there) where it is set, else of the system's
    /// clock. The time zone is that of `TZ`; without it, `KB_NOW` brings its own, and the system's holds otherwise.
    ///
    /// - Throws: `ReviewError.invalidClock`
    package init(_ environment: [String: String], day: ReviewDay = .standard) throws(ReviewError) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        if let text = value("KB_NOW") {
            guard let fixed = Timestamp(text) ?? Self.noon(of: text) else {
                throw .invalidClock(text: text)
            }
            let bringsZone = value("TZ") == nil && fixed.offset != 0
            self.init(fixed, offset: bringsZone ? fixed.offset : Self.localOffset(at: fixed.seconds), day: day)
        } else {
            var time = timespec()
            unsafe clock_gettime(CLOCK_REALTIME, &time)
            let now = Timestamp(seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec))
            self.init(now, offset: Self.localOffset(at: now.seconds), day: day)
        }
    }

    /// The day of the calendar that the person's clocks show at a moment, in seconds since 1970.
    package func date(of seconds: Int) -> CalendarDate {
        Timestamp(seconds: seconds, nanoseconds: 0, offset: now.offset).local(offset: now.offset).date
    }

    private init(_ moment: Timestamp, offset: Int, day: ReviewDay) {
        // Clocks of long ago were minutes and seconds away from UTC, which RFC 3339 cannot write.
        let written = offset % 60 == 0 ? offset : 0
        now = Timestamp(seconds: moment.seconds, nanoseconds: moment.nanoseconds, offset: written)
        today = day.day(of: moment, offset: offset)
    }

    /// The noon of a date where clocks are local; nil for what is no date.
    private static func noon(of text: String) -> Timestamp? {
        guard var noon = Timestamp(text + "T12:00:00Z") else { return nil }
        let utc = noon.seconds
        // The offset of a moment nearby, then that of the noon itself: clocks are not set at noon.
        noon.seconds = utc - localOffset(at: utc)
        noon.seconds = utc - localOffset(at: noon.seconds)
        return noon
    }

    /// Seconds east of UTC that local clocks show at a moment, daylight saving included.
    private static func localOffset(at seconds: Int) -> Int {
        var seconds = time_t(seconds)
        var parts = unsafe tm()
        tzset()
        guard unsafe localtime_r(&seconds, &parts) != nil else { return 0 }
        return unsafe Int(parts.tm_gmtoff)
    }
}
