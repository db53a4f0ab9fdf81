import Catalogue
import Detection
import Index
import KnowledgeBase
import Notes

/// Every symptom as it is now, the most alarming first; the alerts that go on; and what no runbook covers.
struct TriagePage: Sendable {
    let isMeasured: Bool
    let summary: String?
    /// Why nothing at all could be measured, as HTML; nil where something was.
    let outage: String?
    /// What fires.
    let rows: [TriageItem]
    /// What does not, folded: a verdict of a note, or errors with one reason.
    let groups: [Group]
    let isEmpty: Bool
    let alerts: [AlertCard]
    let moreAlerts: String?
    let hasAlerts: Bool
    /// Alerting rules and alerts that lead to no note.
    let uncovered: [LinkModel]
    let hasUncovered: Bool
    /// Seconds after which a measurement is old.
    let staleAfter: Int

    /// Symptoms with one verdict, of one note or for one reason.
    struct Group: Sendable {
        /// The same in every rendering, so that an open group stays open.
        let id: String
        let kind: String
        let verdict: String
        /// The note's title; nil for a group with one reason.
        let title: TextModel?
        /// As HTML; nil for a group of a note.
        let reason: String?
        let count: Int
        let rows: [TriageItem]
    }

    init(_ view: View) throws {
        let situation = view.situation
        let states = situation.states
        let ways = SymptomWays(try view.knowledgeBase.ask { try $0.symptoms() }, view)
        isMeasured = situation.isMeasured
        rows = states.filter { $0.kind == .firing }.map { TriageItem($0, ways, view) }
        groups = Self.groups(states.filter { $0.kind != .firing }, ways, view)
        isEmpty = states.isEmpty
        outage = situation.outage.map { view.words.catalogue($0).htmlWithCode }
        summary = isMeasured && !states.isEmpty ? Self.summary(states, view.words) : nil
        // Those of a row are shown there.
        let shown = Set(states.map(\.place))
        let alone = situation.alerts.filter { alert in !(alert.place.map(shown.contains) ?? false) }
        alerts = AlertItem.cards(alone, ways, view)
        moreAlerts = AlertItem.more(alone.count, view)
        hasAlerts = !alerts.isEmpty
        uncovered = Self.uncovered(situation)
        hasUncovered = !uncovered.isEmpty
        staleAfter = situation.staleAfter
    }

    /// How many symptoms there are of each verdict, each counted by its worst.
    static func summary(_ states: [SymptomState], _ words: Words) -> String {
        let kinds = Verdict.Kind.allCases.map { Optional($0) } + [nil]
        let counts = kinds.compactMap { kind -> String? in
            let count = states.count { $0.kind == kind }
            return count == 0 ? nil : "\(count) \(words.catalogue("triage.verdict." + ReadingItem.kind(kind)))"
        }.joined(separator: words.catalogue("triage.separator"))
        return words("triage.summary", String(states.count), counts)
    }

    private static func groups(_ states: [SymptomState], _ ways: SymptomWays, _ view: View) -> [Group] {
        func key(_ state: SymptomState) -> String {
            let row = state.readings[0].row
            return ReadingItem.kind(state.kind) + " " + (state.kind == .error ? row.message : row.path)
        }
        var order: [String] = []
        var members: [String: [SymptomState]] = [:]
        for state in states {
            if members[key(state)] == nil { order.append(key(state)) }
            members[key(state), default: []].append(state)
        }
        return order.compactMap { key in
            guard let states = members[key], let first = states.first else { return nil }
            let row = first.readings[0].row
            let isReason = first.kind == .error
            let kind = ReadingItem.kind(first.kind)
            return Group(
                id: "group-" + key.percentEncoded(), kind: kind,
                verdict: view.words.catalogue("triage.verdict." + kind),
                title: isReason
                    ? nil : TextModel(view.situation.runbooks.titles[row.path] ?? BilingualText(row.target.note)),
                reason: isReason
                    ? VisibleText.excerpt(view.words.catalogue(row.sentences), limit: 600).htmlWithCode : nil,
                count: states.count, rows: states.map { TriageItem($0, ways, view) })
        }
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
