import Detection
import Foundation
import KnowledgeBase
import Notes
import Testing

@Suite(
    "Many symptoms against a real Prometheus", .enabled(if: RealPrometheus.isInstalled, "needs /usr/bin/prometheus"),
    .timeLimit(.minutes(5)))
struct TriageSizeTests {
    @Test("two hundred symptoms are all judged, and those over their threshold fire")
    func twoHundred() async throws {
        let series = (0..<200).map { "queue_\($0)_length \($0)\n" }.joined()
        let exporter = try ScriptedServer { _ in
            ScriptedServer.Step.response(200, ["Content-Type": "text/plain"], body: series)
        }
        defer { exporter.stop() }
        try await withFolder { folder in
            let server = try await RealPrometheus(scraping: exporter.port, in: folder)
            defer { server.stop() }
            try await TriageSession.run(Self.note, at: server.port) { session in
                let firing = (150..<200).map { ("S\($0)", Set<Verdict.Kind>([.firing])) }
                let rows = try await session.expect(Dictionary(uniqueKeysWithValues: firing))
                let start = ContinuousClock.now
                _ = await session.rows()
                print("Triage of 200 symptoms: \(start.duration(to: .now))")
                #expect(rows.count == 200)
                #expect(rows.prefix { $0.verdict?.kind == .firing }.count == 50)
                #expect(rows.dropFirst(50).allSatisfy { $0.verdict?.kind == .clear })
            }
        }
    }

    private static let note = Note(
        path: "many.md",
        text: "## Symptoms\n| # | Symptom | Urgency |\n|---|---|---|\n"
            + (0..<200).map { "| S\($0) | Queue \($0) | Low |\n" }.joined() + "\n## Detection commands\n"
            + (0..<200).map { "### S\($0)\n```promql\nqueue_\($0)_length > 149\n```\n" }.joined())
}
