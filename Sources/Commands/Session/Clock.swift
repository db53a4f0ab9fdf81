import Foundation
package import Notes

/// The day that a command takes for today.
package enum Clock {
    /// The day of `KB_NOW` (RFC 3339) where it is set, else of the system's clock, in the person's time zone.
    ///
    /// - Throws: `Failure.invalidClock`
    package static func today(_ environment: [String: String]) throws -> CalendarDate {
        localDay(of: try now(environment))
    }

    /// The seconds since 1970 of `KB_NOW` where it is set, else of the system's clock.
    ///
    /// - Throws: `Failure.invalidClock`
    package static func now(_ environment: [String: String]) throws -> Int {
        guard let fixed = environment["KB_NOW"], !fixed.isEmpty else { return time(nil) }
        guard let seconds = seconds(of: fixed) else { throw Failure.invalidClock(text: fixed) }
        return seconds
    }

    private static func localDay(of seconds: Int) -> CalendarDate {
        var seconds = seconds
        var parts = unsafe tm()
        unsafe localtime_r(&seconds, &parts)
        let (year, month, day) = unsafe (parts.tm_year, parts.tm_mon, parts.tm_mday)
        return CalendarDate(year: Int(year) + 1900, month: Int(month) + 1, day: Int(day))
            ?? CalendarDate(daysSinceEpoch: seconds / 86_400)
    }

    /// Seconds since 1970 of `2026-03-03T09:00:00+08:00`; a date alone means its midnight in UTC.
    static func seconds(of text: String) -> Int? {
        guard let date = CalendarDate(text) else { return nil }
        var rest = Array(text.utf8.dropFirst(10))[...]
        let midnight = date.daysSinceEpoch * 86_400
        guard !rest.isEmpty else { return midnight }
        rest.removeFirst()
        func number(_ limit: Int) -> Int? {
            guard rest.count >= 2, let value = Int(String(decoding: rest.prefix(2), as: UTF8.self)), value >= 0,
                value <= limit
            else { return nil }
            rest = rest.dropFirst(2)
            return value
        }
        func mark(_ characters: String) -> UInt8? {
            guard let first = rest.first, characters.utf8.contains(first) else { return nil }
            return rest.removeFirst()
        }
        guard let hour = number(23), mark(":") != nil, let minute = number(59), mark(":") != nil,
            let second = number(60)
        else { return nil }
        if mark(".") != nil { rest = rest.drop { (0x30...0x39).contains($0) } }
        let time = midnight + hour * 3600 + minute * 60 + second
        if mark("Zz") != nil { return rest.isEmpty ? time : nil }
        guard let sign = mark("+-"), let hours = number(23), mark(":") != nil, let minutes = number(59), rest.isEmpty
        else { return nil }
        let offset = hours * 3600 + minutes * 60
        return sign == UInt8(ascii: "-") ? time + offset : time - offset
    }
}
