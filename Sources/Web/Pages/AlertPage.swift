import Detection
import Index
import KnowledgeBase
import Notes

/// What helps with an alert that no note names: what Alertmanager tells of it, similar symptoms, what a search finds, and how
/// to write the note.
struct AlertPage: Sendable {
    let name: String
    let labels: [Label]
    let hasLabels: Bool
    let goingOn: [GoingOn]
    let expression: String?
    let similar: [LinkModel]
    let hasSimilar: Bool
    let hits: [SearchPage.Hit]
    let hasHits: Bool
    /// The command that begins the note.
    let command: String

    struct Label: Sendable {
        let name: String
        let value: String
    }

    /// An alert of that name that goes on.
    struct GoingOn: Sendable {
        let alert: AlertItem
        /// What its rule says beyond what is shown of it as the summary.
        let description: String?

        init(_ alert: Situation.Alert, _ view: View) {
            self.alert = AlertItem(alert, view)
            let description = alert.episode.annotations["description"].map { VisibleText.excerpt($0, limit: 2000) }
            self.description = description == self.alert.summary ? nil : description
        }
    }

    private static let mostGoingOn = 10

    static let path = "/a/"

    /// The address that leads from an alert to what is known of it.
    static func address(of name: String, labels: [String: String]) -> String {
        let query = labels.filter { $0.key != "alertname" }.sorted { $0.key < $1.key }.prefix(12)
            .map { "\($0.key.percentEncoded())=\(inAddress($0.value).percentEncoded())" }
        return path + name.percentEncoded() + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }

    /// As much of a label's value as an address holds.
    static func inAddress(_ value: String) -> String { String(value.prefix(200)) }

    /// - Parameter labels: those of its address, by which those that go on are chosen.
    init(_ name: String, labels: [String: String], expression: String?, _ view: View) throws {
        self.name = VisibleText.excerpt(name, limit: 200)
        self.labels = labels.sorted { $0.key < $1.key }.prefix(40).map {
            Label(name: VisibleText.excerpt($0.key, limit: 80), value: VisibleText.excerpt($0.value, limit: 200))
        }
        goingOn = view.situation.alerts.filter { $0.episode.name == name && $0.episode.hasLabels(labels) }
            .prefix(Self.mostGoingOn).map { GoingOn($0, view) }
        // Those that go on are shown with all of theirs.
        hasLabels = !labels.isEmpty && goingOn.isEmpty
        self.expression = expression.map { VisibleText.excerpt($0, limit: 2000) }
        let runbooks = view.situation.runbooks
        similar =
            expression.map { runbooks.directory.similar(to: $0) }.map { places in
                places.prefix(5).map { place in
                    let language = view.preferences.language
                    let title = runbooks.titles[place.path]?.text(in: language) ?? place.path
                    let meaning = runbooks.symptom(at: place)?.description.text(in: language)
                    let label = TextModel([place.symptom, meaning, title].compactMap { $0 }.joined(separator: " · "))
                    return LinkModel(href: place.href(labels: labels, view), label: label)
                }
            } ?? []
        hasSimilar = !similar.isEmpty
        let request = SearchRequest(AlertContext.words(of: name), limit: 8, today: view.today)
        hits = try SearchPage.Hit.hits(view.knowledgeBase.ask { try $0.search(request) }.hits, view)
        hasHits = !hits.isEmpty
        command = "kb new '\(name.filter { $0.isLetter || $0.isNumber || "-_. ".contains($0) })'"
    }
}

extension AlertEpisode {
    /// Whether it has the labels of an address, which holds only the beginning of a long value.
    func hasLabels(_ wanted: [String: String]) -> Bool {
        wanted.allSatisfy { label, value in
            labels[label].map { $0 == value || AlertPage.inAddress($0) == value } ?? false
        }
    }
}
