import Fixtures
import Testing

@testable import Detection

@Suite("A webhook of Alertmanager is checked before it is believed")
struct WebhookTests {
    @Test("every alert has a status of its own")
    func mixed() throws {
        let webhook = try decode(
            alerts: [
                #""status":"firing","labels":{"alertname":"A"},"startsAt":"2026-01-02T03:04:05.5Z","fingerprint":"f1""#,
                #""status":"resolved","labels":{"alertname":"B"},"startsAt":"2026-01-02T03:04:05+08:00","#
                    + #""endsAt":"2026-01-02T03:05:05+08:00","fingerprint":"f2""#,
            ], more: #","truncatedAlerts":3"#)
        #expect(webhook.alerts.map(\.name) == ["A", "B"])
        #expect(webhook.alerts.map(\.status) == [.firing, .resolved])
        #expect(webhook.alerts[0].startsAt == 1_767_323_045.5)
        #expect(webhook.alerts[0].endsAt == nil)
        #expect(webhook.alerts[1].startsAt == 1_767_294_245)
        #expect(webhook.alerts[1].endsAt == 1_767_294_305)
        #expect(webhook.truncated == 3)
    }

    @Test("an end that is null is none")
    func noEnd() throws {
        let webhook = try decode(alerts: [
            #""status":"firing","startsAt":"2026-01-02T03:04:05Z","endsAt":null"#,
            #""status":"resolved","startsAt":"2026-01-02T03:04:05Z","endsAt":null"#,
        ])
        #expect(webhook.alerts.map(\.endsAt) == [nil, nil])
        #expect(webhook.alerts.map(\.status) == [.firing, .resolved])
    }

    @Test("without a fingerprint the labels tell alerts apart")
    func fingerprints() throws {
        func alert(_ labels: String) -> String {
            #""status":"firing","labels":{\#(labels)},"startsAt":"2026-01-02T03:04:05Z""#
        }
        let prints = try decode(alerts: [
            alert(#""a":"1","b":"2""#), alert(#""b":"2","a":"1""#), alert(#""a":"1b","":"2""#),
        ]).alerts.map(\.fingerprint)
        #expect(prints[0] == prints[1])
        #expect(prints[0] != prints[2])
        #expect(prints[0].utf8.count == 16)
    }

    @Test(
        "an error says what is missing, and its status",
        arguments: [
            (#"{"version":"5","alerts":[]}"#, "version 5"), (#"{"alerts":[]}"#, "`version` is missing"),
            (#"{"version":"4"}"#, "`alerts` is missing"), ("", "empty"), ("[]", "not JSON"),
            (#"{"version":"5","version":"4","alerts":[]}"#, "a key twice"),
            (#"{"version":"4","alerts":[{"status":"firing","status":"resolved"}]}"#, "a key twice"),
            (#"{"version":"4","alerts":[{"labels":{"pod":"a-1","pod":"a-2"}}]}"#, "a key twice"),
        ])
    func refused(body: String, part: String) {
        let error = #expect(throws: WebhookError.self) { try Webhook(body: Array(body.utf8)) }
        #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
        #expect(error?.status == 400)
    }

    @Test(
        "moments are those of RFC 3339",
        arguments: [
            ("1970-01-01T00:00:00Z", 0.0), ("0001-01-01T00:00:00Z", GoTime.zero),
            ("2024-02-29T23:59:59.25Z", 1_709_251_199.25),
            ("1969-12-31T23:59:59-01:00", 3599), ("2023-02-29T00:00:00Z", nil), ("2024-13-01T00:00:00Z", nil),
            ("292277026596-12-04T15:30:07Z", nil), ("yesterday", nil), ("2024-01-01", nil),
            ("2024-01-01T00:00:00", nil),
            ("2024-01-01T24:00:00Z", nil), ("2024-01-01T00:00:00.Z", nil), ("2024-01-01T00:00:00Zx", nil), ("", nil),
        ])
    func moments(text: String, seconds: Double?) {
        #expect(GoTime.seconds(text) == seconds)
    }

    private func decode(alerts: [String], more: String = "") throws -> Webhook {
        let list = alerts.map { "{\($0)}" }.joined(separator: ",")
        return try Webhook(body: Array("{\"version\":\"4\",\"alerts\":[\(list)]\(more)}".utf8))
    }
}

@Suite("Webhooks are put together to episodes")
struct AlertEpisodeTests {
    @Test("it begins once, ends once, and begins anew")
    func story() {
        let (first, began) = AlertEpisode.after(alert(start: 100), known: nil, now: 110)
        #expect(began == .began)
        let (second, again) = AlertEpisode.after(alert(start: 100), known: first, now: 200)
        #expect(again == .repeated)
        #expect(second.lastSeen == 200)
        let (third, ended) = AlertEpisode.after(alert(start: 100, end: 300), known: second, now: 310)
        #expect(ended == .ended)
        #expect(third.age(now: 1000) == 200)
        #expect(AlertEpisode.after(alert(start: 100, end: 300), known: third, now: 320).change == .repeated)
        #expect(AlertEpisode.after(alert(start: 100), known: third, now: 320).change == .outdated)
        let (fourth, anew) = AlertEpisode.after(alert(start: 400), known: third, now: 410)
        #expect(anew == .began)
        let (fifth, late) = AlertEpisode.after(alert(start: 100, end: 300), known: fourth, now: 420)
        #expect(late == .outdated)
        #expect(fifth == fourth)
    }

    @Test("replicas that agree on the earliest beginning tell of the same episode")
    func merged() {
        let known = AlertEpisode.after(alert(start: 400), known: nil, now: 410).episode
        let (goesOn, again) = AlertEpisode.after(alert(start: 390), known: known, now: 500)
        #expect(again == .repeated)
        #expect(goesOn.startsAt == 400)
        #expect(goesOn.lastSeen == 500)
        let (over, ended) = AlertEpisode.after(alert(start: 390, end: 600), known: goesOn, now: 610)
        #expect(ended == .ended)
        #expect(over.startsAt == 400)
        #expect(over.endsAt == 600)
        #expect(AlertEpisode.after(alert(start: 390), known: over, now: 620).change == .outdated)
        #expect(AlertEpisode.after(alert(start: 390, end: 600), known: over, now: 620).episode == over)
        #expect(AlertEpisode.after(alert(start: 390, end: 400), known: known, now: 620).change == .outdated)
    }

    @Test("clocks that differ make no negative age")
    func clocks() {
        #expect(AlertEpisode.after(alert(start: 500), known: nil, now: 100).episode.age(now: 100) == 0)
        #expect(AlertEpisode.after(alert(start: 500, end: 400), known: nil, now: 600).episode.age(now: 600) == 0)
    }

    @Test("an end that is never told does not alert for ever")
    func patience() {
        let episode = AlertEpisode.after(alert(start: 100), known: nil, now: 100).episode
        #expect(episode.isAlerting(now: 4000, patience: 5000))
        #expect(!episode.isAlerting(now: 6000, patience: 5000))
    }

    private func alert(start: Double, end: Double? = nil) -> Webhook.Alert {
        Webhook.Alert(
            status: end == nil ? .firing : .resolved, labels: [:], annotations: [:], startsAt: start, endsAt: end,
            generatorURL: "", fingerprint: "f")
    }
}

private struct RecordedWebhook: Decodable {
    let name: String
    let body: String?
    let body_repeat: RepeatedText?
    let want: Want
    let also_fine: String?

    struct Want: Decodable {
        let accept: Bool
        let firing: Int?
        let resolved: Int?
        let truncated: UInt64?
        let alertnames: [String]?
        let repeats: String?
    }
}

@Suite(
    "Recorded webhooks are taken for what they are",
    .enabled(
        if: SharedData.exists("detection/alertmanager_webhooks.jsonl"),
        "needs ../shared/detection/alertmanager_webhooks.jsonl"))
struct RecordedWebhookTests {
    @Test("every one")
    func recorded() throws {
        let lines = try SharedData.lines("detection/alertmanager_webhooks.jsonl", as: RecordedWebhook.self)
        for line in lines {
            let repeated = line.body_repeat?.bytes(limit: 20_000_000)
            let webhook = try? Webhook(body: line.body.map { Array($0.utf8) } ?? repeated ?? [])
            guard let webhook else {
                #expect(!line.want.accept || line.also_fine?.hasPrefix("refused") == true, "\(line.name)")
                continue
            }
            #expect(line.want.accept || line.also_fine?.isEmpty == false, "\(line.name)")
            guard line.want.accept else { continue }
            #expect(webhook.alerts.count { $0.status == .firing } == line.want.firing, "\(line.name)")
            #expect(webhook.alerts.count { $0.status == .resolved } == line.want.resolved, "\(line.name)")
            #expect(webhook.truncated == line.want.truncated, "\(line.name)")
            #expect(Set(webhook.alerts.map(\.name)) == Set(line.want.alertnames ?? []), "\(line.name)")
            if let earlier = lines.first(where: { $0.name == line.want.repeats })?.body {
                let known = try Webhook(body: Array(earlier.utf8)).alerts
                for (alert, before) in zip(webhook.alerts, known) {
                    let episode = AlertEpisode.after(before, known: nil, now: 0).episode
                    #expect(AlertEpisode.after(alert, known: episode, now: 1).change == .repeated, "\(line.name)")
                }
            }
        }
        #expect(lines.count > 50)
    }
}
