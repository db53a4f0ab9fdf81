import Testing

@testable import Web

@Suite("Figures of runs", .serialized)
struct RunFigureTests {
    @Test("runs are counted by their verdicts, with the time that they took")
    func counted() async throws {
        let site = try RunSite.make()
        let before = try await site.seen("/metrics")
        #expect(before.contains("# TYPE kb_runs_total counter\nkb_runs_total{verdict=\"firing\"} 0.0\n"))
        #expect(before.contains("\nkb_run_duration_seconds_count 0.0\n"))
        try await LiveServer.run(site) { port in
            for _ in 0..<2 {
                let answer = try await RunSite.post(
                    "command=runs.md%23S1.1&fingerprint=\(RunSite.found)&p.topic=orders", to: port)
                // Its page ends when the run does.
                _ = try await RunSite.get(RunSite.location(answer), from: port)
            }
            let figures = try await RunSite.get("/metrics", from: port)
            #expect(figures.contains("\nkb_runs_total{verdict=\"firing\"} 2.0\n"))
            #expect(figures.contains("\nkb_runs_total{verdict=\"error\"} 0.0\n"))
            #expect(figures.contains("\nkb_run_duration_seconds_bucket{le=\"+Inf\"} 2.0\n"))
            #expect(figures.contains("\nkb_run_duration_seconds_count 2.0\n"))
        }
    }
}
