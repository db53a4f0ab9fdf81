import Detection
import KnowledgeBase
import Notes

/// What fires now, for the first page.
struct FiringPanel: Sendable {
    /// How many there are of each verdict; nil where nothing is measured.
    let summary: String?
    let rows: [TriageItem]
    /// Alerts that are about none of the rows.
    let alerts: [AlertItem]
    /// What is said where nothing fires; it never calls healthy what was not measured. Nil where something fires.
    let quiet: String?
    /// Seconds after which a measurement is old.
    let staleAfter: Int

    private static let most = 12

    init(_ view: View) {
        let situation = view.situation
        let firing = situation.readings.filter { $0.row.verdict?.kind == .firing }.prefix(Self.most)
        rows = firing.map { TriageItem($0, view) }
        let shown = firing.map { AlertDirectory.Place(path: $0.row.path, symptom: $0.row.target.symptom.id) }
        alerts = situation.alerts.filter { alert in !shown.contains { $0 == alert.place } }.prefix(Self.most)
            .map { AlertItem($0, view) }
        summary =
            situation.isMeasured && !situation.readings.isEmpty ? TriagePage.summary(situation, view.words) : nil
        let isUnknown = { (reading: Board.Reading) in [.blind, .error, nil].contains(reading.row.verdict?.kind) }
        quiet =
            if !rows.isEmpty || !alerts.isEmpty {
                nil
            } else if !situation.isMeasured {
                view.words("live.unmeasured")
            } else if situation.readings.contains(where: isUnknown) {
                view.words("live.partly-quiet")
            } else {
                view.words("live.quiet")
            }
        staleAfter = situation.staleAfter
    }
}
