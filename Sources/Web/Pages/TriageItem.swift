import Detection
import Index
import KnowledgeBase
import Notes

/// A symptom with all that was measured of it, in a list of many notes.
struct TriageItem: Sendable {
    let symptom: String
    let description: TextModel
    let urgency: Badge?
    let href: String
    /// Where its detection commands and its resolution are; nil where it has none.
    let detectionHref: String?
    let resolutionHref: String?
    let note: LinkModel
    /// As the style sheet knows the worst of them.
    let kind: String
    let readings: [ReadingItem]
    /// The alerts that go on and are about it, and how many more.
    let alerts: [AlertItem]
    let moreAlerts: String?

    init(_ state: SymptomState, _ ways: SymptomWays, _ view: View) {
        let target = state.readings[0].row.target
        symptom = target.symptom.id
        description = TextModel(target.symptom.description)
        urgency = target.symptom.urgency.map { Badge($0, view.words) }
        href = view.addresses.page(ofNoteAt: target.path, anchor: target.symptom.anchor)
        let way = ways.of(state.place)
        (detectionHref, resolutionHref) = (way?.detectionHref, way?.resolutionHref)
        let title = view.situation.runbooks.titles[target.path] ?? BilingualText(target.note)
        note = LinkModel(href: view.addresses.page(ofNoteAt: target.path), label: TextModel(title))
        readings = state.readings.map { ReadingItem($0, now: view.situation.now, view.words) }
        kind = ReadingItem.kind(state.kind)
        (alerts, moreAlerts) = AlertItem.shown(
            view.situation.alerts(about: target.symptom.id, ofNoteAt: target.path), view)
    }
}
