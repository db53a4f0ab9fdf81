import Catalogue
import Detection
import Index
import KnowledgeBase
import Notes

/// What fires now, for the first page.
struct FiringPanel: Sendable {
    /// How many there are of each verdict; nil where nothing is measured.
    let summary: String?
    /// Why nothing at all could be measured, as HTML; nil where something was.
    let outage: String?
    let rows: [TriageItem]
    /// Alerts that are about none of the rows.
    let alerts: [AlertCard]
    /// What is said where nothing fires; it never calls healthy what was not measured. Nil where something fires.
    let quiet: String?
    /// Seconds after which a measurement is old.
    let staleAfter: Int

    private static let most = 12

    /// - Parameter symptoms: all of them.
    init(_ symptoms: [SymptomEntry], _ view: View) {
        let situation = view.situation
        let states = situation.states
        let ways = SymptomWays(symptoms, view)
        let firing = states.filter { $0.kind == .firing }.prefix(Self.most)
        rows = firing.map { TriageItem($0, ways, view) }
        let shown = Set(firing.map(\.place))
        alerts = situation.alerts.filter { alert in !(alert.place.map(shown.contains) ?? false) }.prefix(Self.most)
            .map { AlertCard($0, ways, view) }
        summary = situation.isMeasured && !states.isEmpty ? TriagePage.summary(states, view.words) : nil
        outage = situation.outage.map { view.words.catalogue($0).htmlWithCode }
        quiet =
            if !rows.isEmpty || !alerts.isEmpty || outage != nil {
                nil
            } else if !situation.isMeasured {
                view.words("live.unmeasured")
            } else if states.contains(where: { [.blind, .error, nil].contains($0.kind) }) {
                view.words("live.partly-quiet")
            } else {
                view.words("live.quiet")
            }
        staleAfter = situation.staleAfter
    }
}
