import Notes
import Review

/// The reviews of a year, a square for each day in columns of weeks; a table of months says the same in words.
struct HeatMap: Sendable {
    let summary: String
    let width: Int
    let days: [Day]
    let months: [Month]
    let hasMonths: Bool

    /// One day, in the drawing's own units.
    struct Day: Sendable {
        let x: Int
        let y: Int
        /// 0 for none to 4 for the most.
        let level: Int
        let title: String
    }

    /// A month of the table, and where its name stands in the drawing.
    struct Month: Sendable {
        let name: String
        let label: String
        let x: Int
        let count: Int
    }

    private static let step = 13
    private static let top = 16
    private static let weeks = 53

    init(_ reviews: [CalendarDate: Int], today: CalendarDate, _ words: Words) {
        let weekday = Weekday(of: today).rawValue - 1
        let start = today.addingClamped(days: -(7 * (Self.weeks - 1) + weekday))
        let length = today.days(since: start) + 1
        let all = (0..<max(0, length)).map { start.addingClamped(days: $0) }
        let most = max(1, all.compactMap { reviews[$0] }.max() ?? 1)
        days = all.enumerated().map { index, day in
            let count = reviews[day] ?? 0
            return Day(
                x: index / 7 * Self.step, y: Self.top + index % 7 * Self.step,
                level: count == 0 ? 0 : 1 + (count - 1) * 3 / max(1, most - 1),
                title: words("review.chart.day", day.description, String(count)))
        }
        var months: [(name: String, x: Int, count: Int)] = []
        for (index, day) in all.enumerated() {
            let name = String(day.description.prefix(7))
            if months.last?.name != name { months.append((name, index / 7 * Self.step, 0)) }
            months[months.count - 1].count += reviews[day] ?? 0
        }
        // The name of a first month that soon ends would run into the next.
        let isShort = months.count > 1 && months[1].x < 3 * Self.step
        self.months = months.enumerated().map { index, month in
            Month(name: month.name, label: index == 0 && isShort ? "" : month.name, x: month.x, count: month.count)
        }
        let count = months.reduce(0) { $0 + $1.count }
        hasMonths = count > 0
        width = Self.weeks * Self.step
        summary =
            hasMonths
            ? words("review.heat.summary", String(count), String(all.count { (reviews[$0] ?? 0) > 0 }))
            : words("review.heat.none")
    }
}
