package import Notes

/// The days that the value of a filter such as `due:..today` chooses: `2026-03-01`, `2026-01-01..2026-02-01`, `2w..`. Only a
/// side that is empty is open.
struct DayRange {
    /// Days since 1970.
    private(set) var first = Int.min
    private(set) var last = Int.max

    /// A side that says no date.
    struct Unreadable: Error {
        let text: String
    }

    /// - Parameters:
    ///   - includesEarlier: whether a single date stands for all days until then.
    ///   - today: the day that relative dates count from.
    /// - Throws: `Unreadable`
    init(_ value: String, includesEarlier: Bool, today: CalendarDate) throws(Unreadable) {
        if let range = value.firstRange(of: "..") {
            let (from, until) = (value[..<range.lowerBound], value[range.upperBound...])
            if !from.isEmpty { first = try Self.day(from, today: today).daysSinceEpoch }
            if !until.isEmpty { last = try Self.day(until, today: today).daysSinceEpoch }
            // One to two weeks ago, as people say it.
            if first > last { (first, last) = (last, first) }
        } else {
            last = try Self.day(value[...], today: today).daysSinceEpoch
            if !includesEarlier { first = last }
        }
    }

    /// A date, `today`, or a time from now: `2w` is two weeks ago, `+7d` in seven days.
    private static func day(_ text: Substring, today: CalendarDate) throws(Unreadable) -> CalendarDate {
        switch text.lowercased() {
        case "today", "今天", "今日": return today
        case "yesterday", "昨天": return today.adding(days: -1)
        case "tomorrow", "明天": return today.adding(days: 1)
        default: break
        }
        if let date = CalendarDate(text) { return date }
        let isLater = text.hasPrefix("+")
        guard let unit = text.last, let number = Int(text.dropFirst(isLater ? 1 : 0).dropLast()),
            (0...100_000).contains(number),
            let days = ["d": 1, "w": 7, "m": 30, "y": 365][unit.lowercased()]
        else { throw Unreadable(text: String(text)) }
        return today.adding(days: isLater ? number * days : -number * days)
    }
}

extension SearchQuery.Filter {
    /// Whether it chooses by days.
    var isOfDates: Bool { ["due", "updated", "created"].contains(key) }

    /// The side of a range of days that says no date, so that nothing is found by it; nil where all can be read.
    package func unreadableDate(today: CalendarDate) -> String? {
        guard isOfDates else { return nil }
        do {
            _ = try DayRange(value, includesEarlier: true, today: today)
            return nil
        } catch {
            return error.text
        }
    }
}
