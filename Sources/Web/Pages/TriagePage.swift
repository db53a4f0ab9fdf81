import Catalogue
import Detection
import KnowledgeBase
import Notes

/// Every symptom as it is now, the most alarming first; the alerts that go on; and what no runbook covers.
struct TriagePage: Sendable {
    let isMeasured: Bool
    let summary: String?
    let rows: [TriageItem]
    let isEmpty: Bool
    let alerts: [AlertItem]
    let hasAlerts: Bool
    /// Alerting rules and alerts that lead to no note.
    let uncovered: [LinkModel]
    let hasUncovered: Bool
    /// Seconds after which a measurement is old.
    let staleAfter: Int

    init(_ view: View) {
        let situation = view.situation
        isMeasured = situation.isMeasured
        rows = situation.readings.map { TriageItem($0, view) }
        isEmpty = rows.isEmpty
        summary = isMeasured && !rows.isEmpty ? Self.summary(situation, view.words) : nil
        // Those of a row are shown there.
        let shown = Set(
            situation.readings.map { AlertDirectory.Place(path: $0.row.path, symptom: $0.row.target.symptom.id) })
        alerts = situation.alerts.filter { alert in !(alert.place.map(shown.contains) ?? false) }
            .map { AlertItem($0, view) }
        hasAlerts = !alerts.isEmpty
        uncovered = Self.uncovered(situation)
        hasUncovered = !uncovered.isEmpty
        staleAfter = situation.staleAfter
    }

    /// How many there are of each verdict.
    static func summary(_ situation: Situation, _ words: Words) -> String {
        let kinds = Verdict.Kind.allCases.map { Optional($0) } + [nil]
        return kinds.compactMap { kind -> String? in
            let count = situation.readings.count { $0.row.verdict?.kind == kind }
            let word = words.catalogue("triage.verdict.\(kind?.rawValue ?? "unmeasured")")
            return count == 0 ? nil : "\(count) \(word)"
        }.joined(separator: words.catalogue("triage.separator"))
    }

    private static let mostUncovered = 100

    private static func uncovered(_ situation: Situation) -> [LinkModel] {
        let directory = situation.runbooks.directory
        let loaded = situation.rules.filter {
            directory.place(of: $0.name, annotations: $0.annotations, expression: $0.expression) == nil
        }.map(\.name)
        let told = situation.alerts.filter { $0.place == nil }.map(\.episode.name)
        return Set(loaded + told).subtracting([""]).sorted().prefix(mostUncovered).map {
            LinkModel(
                href: AlertPage.address(of: $0, labels: [:]), label: TextModel(VisibleText.excerpt($0, limit: 120)))
        }
    }
}

/// A symptom with a measurement of it, in a list of many notes.
struct TriageItem: Sendable {
    let symptom: String
    let description: TextModel
    let urgency: Badge?
    let href: String
    let note: LinkModel
    let reading: ReadingItem
    /// The alerts that go on and are about it.
    let alerts: [AlertItem]

    init(_ reading: Board.Reading, _ view: View) {
        let target = reading.row.target
        symptom = target.symptom.id
        description = TextModel(target.symptom.description)
        urgency = target.symptom.urgency.map { Badge($0, view.words) }
        href = view.addresses.page(ofNoteAt: target.path, anchor: target.symptom.anchor)
        let title = view.situation.runbooks.titles[target.path] ?? BilingualText(target.note)
        note = LinkModel(href: view.addresses.page(ofNoteAt: target.path), label: TextModel(title))
        self.reading = ReadingItem(reading, now: view.situation.now, view.words)
        alerts = view.situation.alerts(about: target.symptom.id, ofNoteAt: target.path).map { AlertItem($0, view) }
    }
}

extension Situation {
    /// The alerts about a symptom.
    func alerts(about symptom: String, ofNoteAt path: String) -> [Alert] {
        alerts.filter { $0.place == AlertDirectory.Place(path: path, symptom: symptom) }
    }
}
