package import Notes

/// A moment and the offset from UTC in which it was written, as RFC 3339 gives it: `2026-03-03T09:00:00+08:00`.
///
/// Hand-written, because Foundation's formatters cost milliseconds at start.
package struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Whole seconds since 1970-01-01T00:00:00Z, without leap seconds.
    package var seconds: Int
    /// 0 to 999,999,999.
    package var nanoseconds: Int
    /// Seconds east of UTC; whole minutes.
    package var offset: Int

    /// A moment; the offset changes how it is written, not which moment it is.
    package init(seconds: Int, nanoseconds: Int = 0, offset: Int = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
        self.offset = offset
    }

    /// Reads RFC 3339, strictly: date, `T`, time, optional fraction, `Z` or an offset. Digits past nanoseconds are cut;
    /// the leap second `:60` is the second after. Nil for anything else.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8.prefix(80))
        guard bytes.count >= 20, text.utf8.count <= 80, bytes[10] | 0x20 == UInt8(ascii: "t"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let date = CalendarDate(String(decoding: bytes[..<10], as: UTF8.self)),
            let hour = Self.number(bytes[11..<13]), hour < 24, let minute = Self.number(bytes[14..<16]), minute < 60,
            let second = Self.number(bytes[17..<19]), second <= 60
        else { return nil }
        var rest = bytes[19...]
        nanoseconds = 0
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard !digits.isEmpty else { return nil }
            let padded = digits.prefix(9) + Array(repeating: UInt8(ascii: "0"), count: max(0, 9 - digits.count))
            nanoseconds = Self.number(padded) ?? 0
            rest = rest[digits.endIndex...]
        }
        guard let offset = Self.offset(Array(rest)) else { return nil }
        self.offset = offset
        seconds = date.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second - offset
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }

    private static func offset(_ bytes: [UInt8]) -> Int? {
        if bytes.count == 1, bytes[0] | 0x20 == UInt8(ascii: "z") { return 0 }
        guard bytes.count == 6, bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
            bytes[3] == UInt8(ascii: ":"), let hours = number(bytes[1..<3]), hours < 24,
            let minutes = number(bytes[4..<6]), minutes < 60
        else { return nil }
        let size = hours * 3600 + minutes * 60
        return bytes[0] == UInt8(ascii: "-") ? -size : size
    }

    /// The day of the calendar and the second of that day where clocks are so far east of UTC.
    package func local(offset: Int) -> (date: CalendarDate, secondOfDay: Int) {
        let (sum, overflow) = seconds.addingReportingOverflow(offset)
        let local = overflow ? seconds : sum
        let second = local % 86_400
        let day = local / 86_400
        return second < 0
            ? (CalendarDate(daysSinceEpoch: day - 1), second + 86_400) : (CalendarDate(daysSinceEpoch: day), second)
    }

    /// RFC 3339 in its own offset, with as many digits of a second as it needs.
    package var description: String {
        let (date, second) = local(offset: offset)
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        var text = "\(date)T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
        if nanoseconds > 0 {
            var digits = String(String(nanoseconds + 1_000_000_000).dropFirst())
            while digits.hasSuffix("0") { digits.removeLast() }
            text += "." + digits
        }
        guard offset != 0 else { return text + "Z" }
        let minutes = abs(offset) / 60
        return text + (offset < 0 ? "-" : "+") + "\(two(minutes / 60)):\(two(minutes % 60))"
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}
