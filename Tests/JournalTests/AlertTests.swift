import Detection
import Fixtures
import Foundation
import Journal
import Testing

@Suite("The journal of alerts")
struct AlertTests {
    private func withJournal(_ work: (Journal) throws -> Void) throws {
        let folder = try TemporaryFolder()
        try work(try Journal(path: folder.path("journal.sqlite")))
    }

    /// What a webhook holds; times in seconds of 2026.
    private func alerts(_ told: [(fingerprint: String, start: Int, end: Int?)], labels: String = "{}") throws
        -> [Webhook.Alert]
    {
        func time(_ second: Int) -> String { "2026-01-01T00:\(10 + second / 60):\(10 + second % 60)Z" }
        let list = told.map { alert in
            let end = alert.end.map { #","endsAt":"\#(time($0))""# } ?? ""
            return #"{"status":"\#(alert.end == nil ? "firing" : "resolved")","labels":\#(labels),"#
                + #""startsAt":"\#(time(alert.start))"\#(end),"fingerprint":"\#(alert.fingerprint)"}"#
        }
        return try Webhook(body: Array(#"{"version":"4","alerts":[\#(list.joined(separator: ","))]}"#.utf8)).alerts
    }

    @Test("the same said twice is known, an end ends it, and a new beginning is an episode of its own")
    func story() throws {
        try withJournal { journal in
            let told = try [(1, nil, 10.0), (1, nil, 20), (1, 5, 30), (1, nil, 40), (9, nil, 50)].map { story in
                let change = try journal.record(try alerts([("f", story.0, story.1)]), notes: "/n", now: story.2)
                let active = try journal.activeAlerts(notes: "/n", now: 100, patience: 1_000)
                return "\(change) \(active.count)"
            }
            let change = "Detection.AlertEpisode.Change."
            #expect(
                told == [
                    "[\(change)began] 1", "[\(change)repeated] 1", "[\(change)ended] 0", "[\(change)outdated] 0",
                    "[\(change)began] 1",
                ])
            #expect(try journal.activeAlerts(notes: "/other", now: 100, patience: 1_000).isEmpty)
            #expect(try journal.alerts(notes: "/n", limit: 10).count == 2)
        }
    }

    @Test("an end that was never told is taken from the next beginning, or from a long silence")
    func lostEnds() throws {
        try withJournal { journal in
            _ = try journal.record(try alerts([("f", 1, nil)]), notes: "/n", now: 10)
            _ = try journal.record(try alerts([("f", 9, nil)]), notes: "/n", now: 20)
            let episodes = try journal.alerts(notes: "/n", limit: 10)
            #expect(episodes.map { $0.endsAt == nil } == [true, false])
            #expect(episodes.last?.endsAt == episodes.first?.startsAt)
            #expect(try journal.activeAlerts(notes: "/n", now: 5_000, patience: 1_000).isEmpty)
        }
    }

    @Test("what is told now is kept beside a flood that begins later, by whatever clock")
    func flooded() throws {
        try withJournal { journal in
            _ = try journal.record(try alerts((0..<10_000).map { ("g\($0)", 49, nil) }), notes: "/n", now: 10)
            #expect(try journal.record(try alerts([("real", 1, nil)]), notes: "/n", now: 20) == [.began])
            let active = try journal.activeAlerts(notes: "/n", now: 30, patience: 100)
            #expect(active.count == 10_000)
            #expect(active.contains { $0.fingerprint == "real" })
            #expect(try journal.record(try alerts([("real", 1, nil)]), notes: "/n", now: 40) == [.repeated])
        }
    }

    @Test("what strangers send is bounded: labels, their length, and episodes")
    func bounded() throws {
        try withJournal { journal in
            let many = (0..<3_000).map { #""l\#($0)":"x""# }.joined(separator: ",")
            let labels = #"{"alertname":"A","long":"\#(String(repeating: "長", count: 9_000))",\#(many)}"#
            _ = try journal.record(try alerts([("f", 1, nil)], labels: labels), notes: "/n", now: 10)
            let kept = try #require(try journal.alerts(notes: "/n", limit: 1).first)
            #expect(kept.name == "A")
            #expect(kept.labels["alertname"] == "A")
            #expect(kept.labels.count == 64)
            #expect(kept.labels.values.allSatisfy { $0.count <= 2_000 })
            let flood = try alerts((0..<10_050).map { ("g\($0)", 2, $0 < 100 ? 3 : nil) })
            _ = try journal.record(flood, notes: "/n", now: 20)
            #expect(try journal.alerts(notes: "/n", limit: 20_000).count == 10_000)
            #expect(try journal.activeAlerts(notes: "/n", now: 20, patience: 100).count == 9_951)
        }
    }
}
