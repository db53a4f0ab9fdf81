import KnowledgeBase
package import Notes
import Review

/// The time of a command: of `KB_NOW` (RFC 3339) where it is set, else of the system's clock.
package enum Clock {
    /// The day that reviews and relative dates count from. Wrong settings of reviews stop no search.
    ///
    /// - Throws: `ReviewError.invalidClock`
    package static func today(_ environment: [String: String]) throws -> CalendarDate {
        let day = (try? ReviewSettings(environment))?.day ?? .standard
        return try ReviewClock(environment, day: day).today
    }

    /// The day that the calendar shows.
    ///
    /// - Throws: `ReviewError.invalidClock`
    package static func date(_ environment: [String: String]) throws -> CalendarDate {
        let clock = try ReviewClock(environment)
        return clock.date(of: clock.now.seconds)
    }

    /// Seconds since 1970.
    ///
    /// - Throws: `ReviewError.invalidClock`
    package static func now(_ environment: [String: String]) throws -> Int {
        try ReviewClock(environment).now.seconds
    }
}
