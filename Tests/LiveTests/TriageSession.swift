import Detection
import Foundation
import KnowledgeBase
import Live
import Notes

/// A note that is measured against a server.
struct TriageSession {
    let note: Note
    let client: PrometheusClient

    init(_ note: Note, at address: String, environment: [String: String] = [:]) throws {
        self.note = note
        client = PrometheusClient(try PrometheusSettings(flag: address, environment: environment))
    }

    func rows(within limit: Duration = .seconds(10)) async -> [TriageRow] {
        let deadline = ContinuousClock.now.advanced(by: limit)
        return await Triage(note.detectionTargets()).rows(now: { Int(Date().timeIntervalSince1970) }) { query in
            await client.instant(query, within: ContinuousClock.now.duration(to: deadline))
        }
    }

    /// Measures until the symptoms have verdicts that are wanted; what it saw last.
    func rows(
        until wanted: [String: Set<Verdict.Kind?>], atMost limit: Duration = .seconds(120)
    ) async throws -> [TriageRow] {
        try await rows(for: limit) { rows in
            rows.allSatisfy { wanted[$0.target.symptom.id]?.contains($0.verdict?.kind) == true }
        }
    }

    /// Measures until that is what is wanted, but not for ever; what it saw last.
    func rows(for limit: Duration = .seconds(120), until isThere: ([TriageRow]) -> Bool) async throws -> [TriageRow] {
        let end = ContinuousClock.now.advanced(by: limit)
        while true {
            let rows = await rows()
            if isThere(rows) || ContinuousClock.now > end { return rows }
            try await Task.sleep(for: .milliseconds(200))
        }
    }
}

extension Sequence<TriageRow> {
    /// The verdicts by symptom.
    var kinds: [String: Verdict.Kind?] {
        Dictionary(map { ($0.target.symptom.id, $0.verdict?.kind) }, uniquingKeysWith: { first, _ in first })
    }
}
