import Index
import KnowledgeBase
import Notes

/// A symptom in a list or on the board of its runbook.
struct SymptomItem: Sendable {
    let symptom: String
    let anchor: String
    let description: TextModel
    let impact: TextModel
    let urgency: Badge?
    /// Where it is on the page of its note.
    let href: String
    let detectionHref: String?
    let resolutionHref: String?
    /// The commands that show whether it is there, to be run at once; empty in lists of many notes.
    let commands: [CommandItem]
    /// Causes and resolution as HTML; nil where the note has none, and in lists of many notes.
    let resolution: String?
    let hasDetails: Bool
    /// The note; nil on the note's own page.
    let note: LinkModel?
    /// Whether anything could be known of it beyond what the note says.
    private(set) var isLive = false
    private(set) var readings: [ReadingItem] = []
    private(set) var alerts: [AlertItem] = []
    private(set) var moreAlerts: String?

    /// On the page of its note.
    ///
    /// - Parameter details: what the board shows of the commands and resolutions.
    init(_ symptom: Symptom, of note: Note, _ details: inout SymptomDetails, _ words: Words) {
        self.symptom = symptom.id
        anchor = symptom.anchor
        description = TextModel(symptom.description)
        impact = TextModel(symptom.impact)
        urgency = symptom.urgency.map { Badge($0, words) }
        href = "#" + symptom.anchor.percentEncoded()
        func link(to section: Int?, as anchor: String) -> String? {
            guard let section else { return nil }
            let anchors = note.sections[section].anchors
            return (anchors.contains(anchor) ? anchor : anchors.first).map { "#" + $0.percentEncoded() }
        }
        detectionHref = link(to: note.detectionSection(of: symptom.id), as: symptom.detectionAnchor)
        resolutionHref = link(to: note.resolutionSection(of: symptom.id), as: symptom.resolutionAnchor)
        let shown = details.take(symptom, words)
        commands = shown?.commands ?? []
        resolution = shown?.resolution
        hasDetails = shown != nil
        self.note = nil
    }

    /// With what is known of it at this moment.
    func live(_ view: View, path: String) -> SymptomItem {
        var item = self
        let situation = view.situation
        item.isLive = situation.isOpen
        item.readings = situation.readings.filter { $0.row.path == path && $0.row.target.symptom.id == symptom }
            .map { ReadingItem($0, now: situation.now, view.words) }
        (item.alerts, item.moreAlerts) = AlertItem.shown(situation.alerts(about: symptom, ofNoteAt: path), view)
        return item
    }

    /// In a list of many notes.
    init(_ entry: SymptomEntry, _ view: View) {
        symptom = entry.symptom
        anchor = entry.anchor
        description = TextModel(entry.description)
        impact = TextModel(entry.impact)
        urgency = entry.urgency.map { Badge($0, view.words) }
        let page = view.addresses.page(ofNoteAt: entry.path)
        href = page + "#" + entry.anchor.percentEncoded()
        detectionHref =
            entry.detections.isEmpty ? nil : page + "#" + (entry.anchor + "-detect").percentEncoded()
        resolutionHref = entry.resolution.map { page + "#" + $0.percentEncoded() }
        (commands, resolution, hasDetails) = ([], nil, false)
        note = LinkModel(href: page, label: TextModel(entry.title))
    }
}
