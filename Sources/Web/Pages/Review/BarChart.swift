import Notes

/// A number for each day as a drawing, and as a table for those who do not see it.
struct BarChart: Sendable {
    let id: String
    let name: String
    /// What the drawing shows, in a sentence.
    let summary: String
    let width: Int
    let bars: [Bar]
    /// Whether there is anything to draw.
    let hasBars: Bool
    let rows: [Row]
    /// Under the first and the last bar.
    let first: String
    let last: String

    /// One day, in the drawing's own units.
    struct Bar: Sendable {
        let x: Int
        let y: Int
        let height: Int
        /// Where its number stands.
        let labelX: Int
        let labelY: Int
        /// Empty where there is nothing to count.
        let label: String
        let title: String
    }

    /// One day of the table.
    struct Row: Sendable {
        let day: String
        let count: Int
    }

    private static let step = 20
    private static let top = 18
    private static let tallest = 82

    init(_ days: [(day: CalendarDate, count: Int)], name: String, id: String, _ words: Words) {
        self.id = id
        self.name = name
        width = max(1, days.count) * Self.step
        let most = max(1, days.map(\.count).max() ?? 1)
        bars = days.enumerated().map { index, one in
            // A day with anything at all is to be seen.
            let height = one.count == 0 ? 0 : max(3, one.count * Self.tallest / most)
            let y = Self.top + Self.tallest - height
            return Bar(
                x: index * Self.step + 3, y: y, height: height, labelX: index * Self.step + Self.step / 2,
                labelY: y - 4, label: one.count == 0 ? "" : String(one.count),
                title: words("review.chart.day", one.day.description, String(one.count)))
        }
        rows = days.filter { $0.count > 0 }.map { Row(day: $0.day.description, count: $0.count) }
        first = days.first?.day.description ?? ""
        last = days.last?.day.description ?? ""
        hasBars = !rows.isEmpty
        summary =
            hasBars
            ? words(
                "review.chart.summary", String(days.reduce(0) { $0 + $1.count }), first, last,
                String(days.map(\.count).max() ?? 0))
            : words("review.chart.none.\(id)", first, last)
    }
}
