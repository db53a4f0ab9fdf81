import Catalogue
import Detection
import KnowledgeBase

/// A measurement of a symptom, as a page shows it.
struct ReadingItem: Sendable {
    /// The verdict, as the style sheet knows it: `firing`, or `unmeasured` where there is none.
    let kind: String
    let label: String
    /// The value against its threshold: `42000 > 10000`.
    let value: String?
    /// Of the series with that value: `topic="orders"`.
    let labels: String?
    /// As HTML; nil where value and threshold say it.
    let message: String?
    let warnings: [String]
    let expression: String?
    /// When it was measured, RFC 3339; nil where nothing was.
    let checkedAt: String?
    let age: String
    let sparkline: Sparkline?

    /// - Parameter now: seconds since 1970, at which the page is made.
    init(_ reading: Board.Reading, now: Int, _ words: Words) {
        let row = reading.row
        let verdict = row.verdict
        kind = Self.kind(verdict?.kind)
        label = words.catalogue("triage.verdict." + kind)
        value = verdict?.measured
        let shown = (verdict?.labels ?? [:]).filter { $0.key != "__name__" }.sorted { $0.key < $1.key }.prefix(20)
            .map { "\($0.key)=\"\($0.value)\"" }.joined(separator: ", ")
        labels = shown.isEmpty ? nil : VisibleText.excerpt(shown, limit: 400)
        let isSaid = verdict?.kind == .firing && verdict?.threshold != nil && verdict?.reason == nil && value != nil
        message =
            isSaid
            ? verdict.flatMap { $0.seriesCount > 1 ? words("live.series", String($0.seriesCount)) : nil }
            : VisibleText.excerpt(words.catalogue(row.sentences), limit: 600).htmlWithCode
        warnings = verdict?.warnings ?? []
        expression = row.target.source.map { VisibleText.escaped($0, keepingLines: true) }
        checkedAt = verdict == nil ? nil : RowTime.text(row.checkedAt)
        age = words.age(of: row.checkedAt, now: now)
        sparkline = reading.trend.map {
            Sparkline($0, measured: Self.point(row), now: Double(row.checkedAt), verdict?.threshold, words)
        }
    }

    /// The measured value, where the course of the symptom is the course of this value: of several series without a
    /// threshold it follows the greatest, which need not be the one that is shown.
    private static func point(_ row: TriageRow) -> PrometheusReply.Point? {
        guard let verdict = row.verdict, let value = verdict.value,
            verdict.threshold != nil || verdict.seriesCount == 1
        else { return nil }
        return PrometheusReply.Point(time: verdict.time ?? Double(row.checkedAt), value: value)
    }

    /// A verdict as the style sheet and the catalogue know it.
    static func kind(_ kind: Verdict.Kind?) -> String { kind?.rawValue ?? "unmeasured" }
}

extension Words {
    /// How long ago a moment is: `12 s ago`.
    func age(of moment: Int, now: Int) -> String {
        let (seconds, _) = now.subtractingReportingOverflow(moment)
        switch max(0, seconds) {
        case ..<120: return self("live.ago.seconds", String(max(0, seconds)))
        case ..<7200: return self("live.ago.minutes", String(seconds / 60))
        case ..<172_800: return self("live.ago.hours", String(seconds / 3600))
        default: return self("live.ago.days", String(seconds / 86_400))
        }
    }
}
