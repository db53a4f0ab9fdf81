import Catalogue
import KnowledgeBase
import Notes
import Review

/// The numbers of `kb review stats`, for people and for programs.
struct StatisticsText {
    let past: ReviewStatistics
    /// How many notes fall due on each day, today being the first.
    let forecast: [Int]
    /// Reviews a day that the notes of each series ask for.
    let loads: [String: Double]
    let today: CalendarDate
    let words: Catalogue

    /// One object. Keys: `reviews`, `again`, `hard`, `good`, `easy`, `remembered` and `repeated` (true retention is the one
    /// by the other), `by_day`, `forecast` (by day), `load` (by series), `never_reviewed` (paths), `hardest`.
    var json: String {
        let grades = Grade.allCases.map { ($0.name, RowValue.integer(past.grades[$0] ?? 0)) }
        let days = past.reviewsByDay.sorted { $0.key < $1.key }.map { day, count in
            RowValue.object(["day": .text(day.description), "reviews": .integer(count)])
        }
        let coming = forecast.enumerated().map { index, count in
            RowValue.object(["day": .text(today.adding(days: index).description), "due": .integer(count)])
        }
        let hardest = past.hardest.prefix(10).map { note in
            RowValue.object([
                "path": .text(note.note), "reviews": .integer(note.reviews), "lapses": .integer(note.lapses),
                "difficulty": note.difficulty.map { .decimal($0) } ?? .null,
            ])
        }
        let load = loads.sorted { $0.key < $1.key }.map { series, load in
            RowValue.object(["series": .text(series), "reviews_per_day": .decimal(load)])
        }
        let counts: JSONObject = ["reviews": .integer(past.grades.values.reduce(0, +))]
        return counts.adding(
            grades + [
                ("remembered", .integer(past.trueRetention.part)), ("repeated", .integer(past.trueRetention.whole)),
                ("by_day", .list(days)), ("forecast", .list(coming)), ("load", .list(load)),
                ("never_reviewed", .texts(past.neverReviewed)), ("hardest", .list(hardest)),
            ]
        ).json
    }

    var text: String {
        let count = past.grades.values.reduce(0, +)
        var lines = [words("review.stats.count", String(count))]
        if count > 0 {
            let grades = Grade.allCases.map { "\(words("review.grade.\($0.name)")) \(past.grades[$0] ?? 0)" }
            lines.append("  " + grades.joined(separator: " · "))
        }
        let retention = past.trueRetention
        if let value = retention.value {
            lines.append(
                words(
                    "review.stats.retention", String(Int((value * 100).rounded())), String(retention.part),
                    String(retention.whole)))
        }
        let days = (0..<14).map { today.adding(days: $0 - 13) }
        if days.contains(where: { past.reviewsByDay[$0] != nil }) {
            lines += ["", words("review.stats.days")] + bars(days.map { ($0.description, past.reviewsByDay[$0] ?? 0) })
        }
        lines += ["", words("review.stats.forecast")]
        lines += bars(forecast.enumerated().map { (today.adding(days: $0.offset).description, $0.element) })
        if !loads.isEmpty {
            lines += ["", words("review.stats.load")]
            let most = loads.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(10)
            lines += columns(most.map { (ControlCharacters.visible($0.key), ReviewSentences.hundredths($0.value)) })
        }
        let hard = past.hardest.filter { $0.lapses > 0 }.prefix(5)
        if !hard.isEmpty {
            lines += ["", words("review.stats.hardest")]
            lines += columns(
                hard.map {
                    let lapses = words("review.stats.lapses", String($0.lapses), String($0.reviews))
                    return (ControlCharacters.visible($0.note), lapses)
                })
        }
        lines += ["", words("review.stats.never", String(past.neverReviewed.count))]
        return lines.map { $0 + "\n" }.joined()
    }

    /// Names with what is said of each, one below the other.
    private func columns(_ rows: [(name: String, value: String)]) -> [String] {
        let cells = CellWidth()
        let width = rows.map { cells($0.name) }.max() ?? 0
        return rows.map { name, value in
            "  " + name + String(repeating: " ", count: width - cells(name) + 2) + value
        }
    }

    private func bars(_ rows: [(String, Int)]) -> [String] {
        let most = max(1, rows.map(\.1).max() ?? 1)
        return rows.map { label, count in
            let bar = String(repeating: "█", count: count == 0 ? 0 : max(1, count * 30 / most))
            return "  \(label)  \(bar)\(bar.isEmpty ? "" : " ")\(count)"
        }
    }
}
