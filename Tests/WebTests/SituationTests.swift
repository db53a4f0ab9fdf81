@testable import Detection
import Foundation
import HTTPTypes
import Index
import Journal
import KnowledgeBase
import Notes
import Testing

@testable import Web

@Suite("Pages of what is known at this moment", .serialized)
struct SituationTests {
    private static let note = """
        ---
        title: Broker
        ---

        ## Symptoms

        | # | Symptom | Impact | Urgency |
        |---|---|---|---|
        | S1 | Lag grows | Late | High |
        | S2 | Stuck | Lost | High |
        | S3 | Full | Lost | High |
        | S4 | Slow | Late | High |

        ## Detection Commands

        """
        + (1...4).map { "### S\($0): x\n\n```promql\nlag\($0) > 10\n```\n\n```promql\nlast\($0) > 10\n```\n\n" }
        .joined()
        + "## Causes and Resolutions\n\n### S1: x\n\nStart more.\n"

    private typealias Answer = Result<PrometheusReply, PrometheusFailure>

    private static func vector(_ value: Double?) -> Answer {
        .success(
            PrometheusReply(
                data: .vector(value.map { [.init(labels: [:], time: 3600, value: .number($0))] } ?? [])))
    }

    /// A page's view of a situation in which Prometheus answers a query so.
    private static func view(
        _ site: TestSite, trend: Trend? = nil, _ answer: @escaping @Sendable (String) -> Answer
    ) async throws -> View {
        let web = site.server.site
        var view = web.view(Preferences(.english), try web.freshness.refresh())
        let rows = await Triage(try view.knowledgeBase.triage(of: nil).targets).rows(now: { 3600 }, ask: answer)
        view.situation = Situation(
            isOpen: true, isMeasured: true, readings: rows.map { Board.Reading(row: $0, trend: trend) }, now: 3600)
        return view
    }

    private static func triage(_ view: View, _ site: TestSite) throws -> String {
        site.server.site.render(
            Site.Draft(template: "triage", title: "", content: try TriagePage(view)), view, path: "/triage")
    }

    @Test("each symptom counts once, by its worst verdict, and the counts add up")
    func counts() async throws {
        let site = try TestSite(["broker.md": Self.note])
        let view = try await Self.view(site) { query in
            query.contains("1 > 10") ? Self.vector(42) : query.contains(">") ? Self.vector(nil) : Self.vector(3)
        }
        let page = try TriagePage(view)
        #expect(page.summary == "Symptoms (4): 1 firing, 3 clear")
        #expect(page.rows.map(\.symptom) == ["S1"] && page.rows[0].readings.count == 2)
        #expect(page.groups.map(\.count) == [3] && page.groups[0].kind == "clear")
    }

    @Test("figures of notes that share an id carry their paths, so that no series is there twice")
    func sharedFigures() async throws {
        let site = try TestSite([
            "en/broker.md": Self.note, "zh/broker.md": Self.note, "zh/other.md": Self.note,
        ])
        let view = try await Self.view(site) { _ in Self.vector(42) }
        let text = MetricFamily.text(MetricFamily.symptoms(view.situation, view.addresses), as: .openMetrics)
        let series = text.split(separator: "\n").filter { $0.hasPrefix("kb_symptom_") }
            .compactMap { $0.split(separator: " ").first }
        // Six verdicts and a time of each of four symptoms.
        #expect(series.count == 3 * 4 * 7)
        #expect(Set(series).count == series.count)
        let labels = #"symptom="S1",urgency="high",verdict="firing"} 1.0"#
        for note in ["en/broker.md", "zh/broker.md", "other"] {
            #expect(text.contains("kb_symptom_verdict{note=\"\(note)\",\(labels)"))
        }
    }

    @Test(
        "what fires leads to its commands and its resolution, on both pages; an alert that no note is about, to a way on"
    )
    func ways() async throws {
        let site = try TestSite(["broker.md": Self.note])
        var view = try await Self.view(site) { $0.contains("1 > 10") ? Self.vector(42) : Self.vector(nil) }
        view.situation.alerts = [
            .init(
                episode: AlertEpisode(
                    fingerprint: "f", name: "Nobody", labels: ["pod": "a"], annotations: [:], generatorURL: "",
                    startsAt: 0, endsAt: nil, lastSeen: 0), place: nil)
        ]
        let home = site.server.site.render(
            Site.Draft(template: "home", title: "", content: try HomePage(view)), view, path: "/")
        let firing = try #require(home.components(separatedBy: "panel-symptoms").first)
        for page in [firing, try Self.triage(view, site)] {
            #expect(page.contains("<a class=\"way way-detect\" href=\"/notes/broker#s1-detect\">"))
            #expect(page.contains("<a class=\"way way-resolve\" href=\"/notes/broker#s1-resolve\">"))
            #expect(page.contains("<a class=\"way\" href=\"/a/Nobody?pod=a\">Find a runbook</a>"))
        }
    }

    @Test("where Prometheus does not answer, it is said once, and not once for each expression")
    func outage() async throws {
        let site = try TestSite(["broker.md": Self.note])
        let view = try await Self.view(site) { _ in .failure(.cutShort) }
        let page = try Self.triage(view, site)
        #expect(page.components(separatedBy: "<p class=\"outage\">").count == 2)
        #expect(page.components(separatedBy: "<details class=\"triage-group\"").count == 2)
        #expect(try TriagePage(view).summary == "Symptoms (4): 4 error")
        #expect(FiringPanel([], view).outage != nil && FiringPanel([], view).quiet == nil)
        let answered = try await Self.view(site) { $0.contains("1 > 10") ? Self.vector(42) : .failure(.cutShort) }
        #expect(try TriagePage(answered).outage == nil)
        let refused = try await Self.view(site) { _ in .failure(.query(type: "bad_data", message: "")) }
        #expect(try TriagePage(refused).outage == nil)
    }

    @Test("a runbook begins with what fires: three symptoms, and how many more")
    func strip() async throws {
        let site = try TestSite(["broker.md": Self.note])
        let view = try await Self.view(site) { $0.contains(">") ? Self.vector(42) : Self.vector(3) }
        let summary = try #require(try PageRoutes.notes("broker", view).first)
        let strip = FiringStrip(try NotePage(summary, view).symptoms, view.words)
        #expect(strip.symptoms.map(\.symptom) == ["S1", "S2", "S3"] && strip.more == "and 1 more")
        #expect(strip.symptoms[0].resolutionHref == "#s1-resolve")
    }

    @Test("the most urgent of what fires comes first, so that what is left out is the least urgent")
    func urgentFirst() async throws {
        let note = Self.note.replacing("| Stuck | Lost | High", with: "| Stuck | Lost | ?")
            .replacing("| Slow | Late | High", with: "| Slow | Late | Critical")
        let site = try TestSite(["broker.md": note])
        let view = try await Self.view(site) { $0.contains(">") ? Self.vector(42) : Self.vector(3) }
        let summary = try #require(try PageRoutes.notes("broker", view).first)
        let strip = FiringStrip(try NotePage(summary, view).symptoms, view.words)
        #expect(strip.symptoms.map(\.symptom) == ["S4", "S1", "S3"] && strip.more == "and 1 more")
    }

    @Test("the drawing ends with the value beside it, covers the whole hour, and its text says how much is known")
    func sparkline() async throws {
        let points = [2820.0, 3540].map { PrometheusReply.Point(time: $0, value: 8) }
        let site = try TestSite(["broker.md": Self.note])
        let view = try await Self.view(site, trend: Trend(points)) {
            $0.contains("lag1 > 10") ? Self.vector(42) : Self.vector(nil)
        }
        let page = try TriagePage(view)
        let drawn = try #require(page.rows[0].readings[0].sparkline)
        #expect(drawn.points.split(separator: " ").map { $0.prefix { $0 != "," } } == ["125.3", "157.3", "160.0"])
        #expect(drawn.text.contains("now 42") && drawn.text.contains("13 min") && drawn.text.contains("highest 42"))
        // Of what is clear no value is known that could be called that of now.
        let quiet = try await Self.view(site, trend: Trend(points)) {
            $0.contains(">") ? Self.vector(nil) : Self.vector(3)
        }
        #expect(try TriagePage(quiet).groups[0].rows[0].readings[0].sparkline?.text.contains("last 8") == true)
    }

    @Test("names in a verdict are code")
    func code() {
        #expect("no `a<b` and `c".htmlWithCode == "no <code>a&lt;b</code> and `c")
        #expect("`a{b}`".htmlWithCode == "<code>a{<wbr>b}</code>")
    }
}
