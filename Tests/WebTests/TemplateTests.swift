import Detection
import Journal
import Live
import Catalogue
import Detection
import Foundation
import KnowledgeBase
import Notes
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import Index
import KnowledgeBase
import Notes
import Review
import Testing

@testable import Web

@Suite("Templates", .serialized)
struct TemplateTests {
    /// The names between braces of all templates.
    private static let names: [String] = Templates.sources.flatMap { _, text in
        text.components(separatedBy: "{{").dropFirst().compactMap { part in
            let tag = part.prefix { $0 != "}" }.drop { "#^/{&$".contains($0) }
            return tag.hasPrefix(">") || tag.hasPrefix("<") ? nil : String(tag)
        }
    }

    @Test("use only phrases that both catalogues have")
    func phrases() {
        let phrases = Self.names.filter { $0.hasPrefix("w.") }.map { "web." + $0.dropFirst(2) }
        #expect(phrases.count > 40)
        for language in Language.allCases {
            let keys = Set(Catalogue.of(language).keys)
            #expect(phrases.filter { !keys.contains($0) } == [], "\(language)")
        }
    }

    @Test("use only keys that a page has")
    func keys() throws {
        var labels: Set<String> = []
        let words = Words(.english)
        let text = TextModel("Lag / 延遲")
        let alike = TextModel("Redis 快取 / Redis")
        #expect([alike.first, alike.separator, alike.second] == ["Redis 快取", " / ", "Redis"])
        let badge = Badge(kind: "high", label: "High", count: 1)
        let link = LinkModel(href: "/", label: text, count: 1)
        let frame = Page(
            w: words, language: "", theme: "", reading: "", documentTitle: "", query: "", stylesheet: "", icon: "",
            scripts: [], navigation: NavigationLink.all(from: "/triage", words),
            switches: [
                Switch(
                    name: "", label: "",
                    choices: [.init(label: "", value: "", href: "", languageTag: "", isChosen: true)])
            ],
            isOutcome: false, notice: nil, page: 0)
        for model: Any in [
            frame, frame.navigation[0], frame.switches[0], frame.switches[0].choices[0], text, badge, link,
            SearchPage.Piece(text: "", isHighlighted: true),
            NotePage.Fact(name: "", value: "", isDate: true, isMinor: true),
            NotePage.Entry(href: "", text: text, depth: 1),
            NotePage.Mention(href: "", label: text, context: text),
            NotePage.Problem(severity: "", severityLabel: "", rule: "", line: "", message: "", advice: ""),
            SearchPage.Filter(example: "", href: "", meaning: ""),
            CommandItem(address: "", symptom: "", language: "", text: "", label: "", run: nil),
            LoginPage(next: "", isWrong: true), ErrorPage(status: 404, words),
            SymptomsPage.Group(anchor: "", badge: badge, symptoms: []),
            PageRoutes.NoteOrChoice(),
        ] {
            labels.formUnion(Mirror(reflecting: model).children.compactMap(\.label))
        }
        let site = try TestSite()
        let view = site.server.site.view(try Self.preferences(), try site.server.site.freshness.refresh())
        let note = try #require(try PageRoutes.notes("20_queue_operations", view).first)
        let query = FormFields("profile=a")
        let page = try NotePage(note, view, query, site.server.site.configuration)
        let form = ParameterForm(
            [Parameter(name: "topic", sample: "my-topic")], query, profiles: ["a": ["topic": "b c"]], problems: [:],
            words)
        let command = try #require(try view.knowledgeBase.commands(at: "20_queue_operations#S1.1").first)
        let record = RunRecord(
            notes: "", path: "", address: "", symptom: "", language: "", fingerprint: "", runner: [], parameters: [:],
            who: "", started: 0)
        let prepared = try PreparedRun(
            language: "bash", text: "true", values: ParameterValues([], [:]), UserConfiguration(), [:])
        let confirm = RunConfirmPage(command, prepared, given: ["topic": "a"], back: "")
        let map = try GraphPage(view)
        let drawing = try #require(map.drawing)
        let wanted = try WantedPage(view)
        for model: Any in [
            form, form.fields[0], form.profiles[0], confirm,
            confirm.values[0], try RunPage(record, output: "", outcome: "", isRunning: false, view),
            RunPage.Command(language: "", text: "", again: ""),
            ErrorPage.Refused(reason: "", language: "", text: "", back: link),
            page.surroundings, Surroundings.Related(href: "", label: text, sharedTags: []), map, map.rows[0], drawing,
            drawing.nodes[0], drawing.edges[0], wanted, wanted.wanted[0], try PreviewPage(note, anchor: "", view),
            page, page.symptoms[0], try HomePage(view), try SearchPage("backlog", page: 1, view),
            try SearchPage("backlog", page: 1, view).hits[0],
            try #require(try SearchPage("QueueOperationsS1", page: 1, view).alert),
            try SymptomsPage(view), try ListPage(.series, view), ChoicePage("", [note], view), NoteItem(note, view),
        ] {
            labels.formUnion(Mirror(reflecting: model).children.compactMap(\.label))
        }
        labels.formUnion(try Self.reviewLabels(site, note, view))
        for model in try Self.liveModels(view) {
            labels.formUnion(Mirror(reflecting: model).children.compactMap(\.label))
        }
        let keys = Self.names.filter { !$0.hasPrefix("w.") && $0 != "." && $0 != "main" && $0 != "layout" }
            .map { $0.hasPrefix(".") ? String($0.dropFirst()) : $0 }
        #expect(keys.count > 60)
        #expect(Set(keys).subtracting(labels).sorted() == [])
    }

    /// The keys of the pages of reviews.
    private static func reviewLabels(_ site: TestSite, _ note: NoteSummary, _ view: View) throws -> [String] {
        let store = try ReviewStore(view.knowledgeBase, environment: ["KB_NOW": "2026-03-01T09:00:00Z"])
        _ = try store.review(note.path, .again)
        let steps = ReviewSteps(FormFields("session=1&last=" + note.path))
        let feeds = FeedAddresses(authority: nil, key: nil)
        let (page, statistics) = (
            try ReviewPage(steps, store, view, feeds: feeds), try ReviewStatisticsPage(store, view)
        )
        let log = try store.history()
        let reviews = try store.reviews(ofNoteAt: note.path, in: log)
        let loaded = try view.knowledgeBase.note(at: note.path)
        let card = try ReviewCardPage(loaded, reviews, log, steps, problem: nil, store, view)
        let condition = ConditionPanel(
            try NoteCondition(loaded, reviews, in: view.knowledgeBase, journal: nil), clock: store.clock,
            linksRuns: true, view.words)
        let models: [Any] = [
            try #require(condition), ConditionPanel.Change(day: "", lines: "", subject: "", author: ""),
            ConditionPanel.Run(day: "", address: "", outcome: "", href: ""), page, card, statistics, feeds,
            page.forecast, page.forecast.bars[0], BarChart.Row(day: "", count: 1),
            page.heatMap, page.heatMap.days[0], page.heatMap.months[0], try #require(page.done), card.grades[0],
            card.headings[0], card.symptoms[0], card.history[0], try #require(card.curve), statistics.grades[0],
            statistics.hardest[0],
            ReviewPage.Item(
                title: TextModel(""), href: "", path: "", lateness: Badge(kind: "", label: ""), reasons: [],
                urgency: nil),
        ]
        return models.flatMap { Mirror(reflecting: $0).children.compactMap(\.label) }
    }

    /// What is shown of a situation with an alert and a measurement.
    private static func liveModels(_ view: View) throws -> [Any] {
        var view = view
        let target = try #require(try view.knowledgeBase.triage(of: nil).targets.first)
        let points = [1.0, 2].map { PrometheusReply.Point(time: $0, value: $0) }
        let trend = try #require(Trend(points))
        let row = TriageRow(target, .error(Sentence("verdict.clear", "")), checkedAt: 0)
        let alert = Situation.Alert(
            episode: AlertEpisode(
                fingerprint: "f", name: "A", labels: [:], annotations: [:], generatorURL: "", startsAt: 0, endsAt: nil,
                lastSeen: 0), place: nil)
        view.situation = Situation(
            isOpen: true, isMeasured: true, readings: [Board.Reading(row: row, trend: trend)], alerts: [alert])
        let page = try TriagePage(view)
        let group = try #require(page.groups.first)
        let reading = try #require(group.rows.first?.readings.first)
        return [
            page, group, group.rows[0], reading, try #require(reading.sparkline), page.alerts[0], page.alerts[0].alert,
            FiringPanel([], view), FiringStrip([], view.words),
            try AlertPage("A", labels: ["a": "b"], expression: "up", view), AlertPage.Label(name: "", value: ""),
            AlertPage.GoingOn(alert, view),
        ]
    }

    private static func preferences() throws -> Preferences {
        Preferences(
            .init(head: .init(method: .get, scheme: nil, authority: nil, path: "/"), body: .init(buffer: .init())),
            FormFields(""))
    }
}
