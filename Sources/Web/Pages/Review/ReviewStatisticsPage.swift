import Index
import KnowledgeBase
import Notes
import Review

/// How well notes are remembered, and what the reviews to come ask for.
struct ReviewStatisticsPage: Sendable {
    let count: String
    /// Whether there is anything to count.
    let hasReviews: Bool
    let retention: String?
    let grades: [Figure]
    let past: BarChart
    let forecast: BarChart
    let loads: [Figure]
    let hasLoads: Bool
    let hardest: [NoteFigure]
    let hasHardest: Bool
    let never: [NoteFigure]
    let neverCount: String
    let hasNever: Bool

    /// A name with its number.
    struct Figure: Sendable {
        let name: TextModel
        let value: String
    }

    /// A note with what is said of it.
    struct NoteFigure: Sendable {
        let title: String
        let href: String
        let text: String
    }

    private static let days = 30
    private static let mostNotes = 50

    init(_ store: ReviewStore, _ view: View) throws {
        let words = view.words
        let sentences = view.reviewSentences
        let (past, forecast, loads) = try store.statistics(store.history(), days: Self.days)
        let today = store.clock.today
        let reviews = past.grades.values.reduce(0, +)
        hasReviews = reviews > 0
        count = hasReviews ? words("review.stats.count", String(reviews)) : words("review.stats.none")
        retention = past.trueRetention.value.map { value in
            words(
                "review.stats.retention", String(Int((value * 100).rounded())), String(past.trueRetention.part),
                String(past.trueRetention.whole))
        }
        grades = Grade.allCases.map {
            Figure(name: TextModel(sentences.grade($0)), value: String(past.grades[$0] ?? 0))
        }
        self.past = BarChart(
            (0..<Self.days).map { today.addingClamped(days: $0 - Self.days + 1) }
                .map { ($0, past.reviewsByDay[$0] ?? 0) },
            name: words("review.past"), id: "past", words)
        self.forecast = BarChart(
            forecast.enumerated().map { (today.addingClamped(days: $0.offset), $0.element) },
            name: words("review.forecast"), id: "forecast", words)
        self.loads = loads.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.mostNotes).map {
            Figure(name: TextModel($0.key), value: ReviewSentences.hundredths($0.value))
        }
        hasLoads = !self.loads.isEmpty
        let titles = Dictionary(try store.schedules(.all).map { ($0.path, $0.title) }) { first, _ in first }
        func figure(_ path: String, _ text: String) -> NoteFigure {
            NoteFigure(title: titles[path] ?? path, href: view.addresses.review(ofNoteAt: path), text: text)
        }
        hardest = past.hardest.filter { $0.lapses > 0 }.prefix(10).map { note in
            figure(note.note, words("review.stats.lapses", String(note.lapses), String(note.reviews)))
        }
        hasHardest = !hardest.isEmpty
        never = past.neverReviewed.prefix(Self.mostNotes).map { figure($0, $0) }
        neverCount = words("review.stats.never", String(past.neverReviewed.count))
        hasNever = !never.isEmpty
    }
}
