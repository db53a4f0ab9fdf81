import Detection
import KnowledgeBase
import Notes

/// An alert that goes on, as a page shows it.
struct AlertItem: Sendable {
    let name: String
    let labels: String?
    let summary: String?
    /// When it began, RFC 3339.
    let since: String
    let age: String
    /// The symptom that it is about, with the alert's labels as parameters; where none is known, the page that helps to
    /// find one.
    let href: String
    /// `S1` and its note's title; nil where no symptom is known.
    let target: TextModel?
    /// For a heading about several.
    let isCovered: Bool

    private static let mostLabels = 12
    /// As many as a person reads of one symptom; a rule may fire for thousands of series.
    private static let most = 50

    /// The first of alerts, and in words how many more there are.
    static func shown(_ alerts: [Situation.Alert], _ view: View) -> (items: [AlertItem], more: String?) {
        (alerts.prefix(most).map { AlertItem($0, view) }, more(alerts.count, view))
    }

    /// In words how many of so many alerts are not shown; nil for none.
    static func more(_ count: Int, _ view: View) -> String? {
        count > most ? view.words("live.more", String(count - most)) : nil
    }

    /// The first of alerts that stand for themselves.
    static func cards(_ alerts: [Situation.Alert], _ ways: SymptomWays, _ view: View) -> [AlertCard] {
        alerts.prefix(most).map { AlertCard($0, ways, view) }
    }

    init(_ alert: Situation.Alert, _ view: View) {
        let episode = alert.episode
        name = VisibleText.excerpt(episode.name.isEmpty ? "—" : episode.name, limit: 120)
        let shown = episode.labels.filter { $0.key != "alertname" }.sorted { $0.key < $1.key }
            .prefix(Self.mostLabels).map { "\($0.key)=\"\($0.value)\"" }.joined(separator: ", ")
        labels = shown.isEmpty ? nil : VisibleText.excerpt(shown, limit: 400)
        summary = ["summary", "description", "message"].lazy.compactMap { episode.annotations[$0] }.first
            .map { VisibleText.excerpt($0, limit: 300) }
        let start = RowTime.whole(episode.startsAt)
        since = RowTime.text(start)
        age = view.words.age(of: start, now: view.situation.now)
        isCovered = alert.place != nil
        guard let place = alert.place else {
            target = nil
            href = AlertPage.address(of: episode.name, labels: episode.labels)
            return
        }
        href = place.href(labels: episode.labels, view)
        let title = view.situation.runbooks.titles[place.path]?.text(in: view.preferences.language)
        target = TextModel(
            [place.symptom, title ?? Note.id(ofPath: place.path)].compactMap { $0 }.joined(separator: " · "))
    }
}

extension AlertDirectory.Place {
    /// Its place on pages; labels that are parameters of the note go along.
    func href(labels: [String: String], _ view: View) -> String {
        let values = view.situation.runbooks.directory.values(ofNoteAt: path, from: labels)
        let query = ParameterForm.fields(values).joined(separator: "&")
        let page = view.addresses.page(ofNoteAt: path) + (query.isEmpty ? "" : "?" + query)
        return page + (symptom.map { "#" + $0.lowercased().percentEncoded() } ?? "")
    }
}
