import Notes

/// A day as a person types it: `2026-04-01`, `today`, `tomorrow`, or a time from today such as `+7d` and `2w`.
enum ReviewDayText {
    /// The day that a text names; nil when it names none.
    static func day(_ text: String, today: CalendarDate) -> CalendarDate? {
        switch text.lowercased() {
        case "today", "今天", "今日": return today
        case "tomorrow", "明天": return today.adding(days: 1)
        default: break
        }
        if text.utf8.count == 10, let date = CalendarDate(text) { return date }
        let digits = text.hasPrefix("+") ? text.dropFirst() : text[...]
        guard let unit = digits.last, let days = ["d": 1, "w": 7, "m": 30, "y": 365][unit.lowercased()],
            let number = Int(digits.dropLast()), (0...10_000).contains(number)
        else { return nil }
        return today.adding(days: number * days)
    }
}
