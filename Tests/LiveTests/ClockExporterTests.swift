import Detection
import Foundation
import Testing

@Suite(
    "The PromQL of clocks against a real exporter",
    .enabled(
        if: Exporter.areInstalled("node") && KernelClock.canBeAnswered,
        "needs Prometheus, its exporter of the machine, and strace that may trace"), .timeLimit(.minutes(5)))
struct ClockExporterTests {
    private static let note = "34_clock_skew"

    @Test("is answered from this machine's own clock, whatever it is")
    func machine() async throws {
        try await withServer { folder, port, server in
            let exporter = try await Exporter("node", at: port, in: folder)
            defer { exporter.stop() }
            try await TriageSession.run(.bundled(Self.note), at: server.port, others: [.clear, .firing]) { triage in
                try await triage.expect([:])
            }
        }
    }

    @Test("a clock that is not synchronised, is off, or may be far off, fires at the symptom of that")
    func synchronisation() async throws {
        try await withServer { folder, port, server in
            try await TriageSession.run(.bundled(Self.note), at: server.port) { triage in
                let states: [(KernelClock, [String: Set<Verdict.Kind>])] = [
                    (KernelClock(), [:]), (KernelClock(isSynchronised: false), ["S1": [.firing], "S3": [.firing]]),
                    (KernelClock(offset: -60_000), ["S2": [.firing]]),
                    (KernelClock(maximumError: 1_500_000), ["S3": [.firing]]), (KernelClock(), [:]),
                ]
                for (clock, changed) in states {
                    let exporter = try await Exporter(
                        "node", Exporter.only(["timex", "time"]), at: port, by: clock.starter, in: folder)
                    try await triage.expect(changed)
                    exporter.stop()
                }
            }
        }
    }

    /// The time itself is read without a call that could be answered, so a file of the exporter's says it.
    @Test("a clock that is wrong against that of Prometheus, or jumps, fires")
    func jump() async throws {
        try await withServer { folder, port, server in
            try await TriageSession.run(.bundled(Self.note), at: server.port) { triage in
                let blind: [String: Set<Verdict.Kind>] = ["S1": [.blind], "S2": [.blind], "S3": [.blind]]
                let right = try await Exporter("node", Exporter.only(["time"]), at: port, in: folder)
                try await triage.expect(blind)
                right.stop()
                let text = "node_time_seconds \(Date.now.timeIntervalSince1970 - 3600)\n"
                try Data(text.utf8).write(to: folder.appending(path: "time.prom"))
                let wrong = try await Exporter(
                    "node", Exporter.only(["textfile"]) + ["--collector.textfile.directory=\(folder.path)"],
                    at: port, in: folder)
                defer { wrong.stop() }
                let firing: [String: Set<Verdict.Kind>] = ["S4": [.firing], "S5": [.firing], "S6": [.clear, .blind]]
                try await triage.expect(blind.merging(firing) { $1 })
            }
        }
    }

    @Test("a host in another time zone fires, and clears when it goes")
    func zones() async throws {
        let other = try FreePort.find()
        let job = "  - { job_name: other, static_configs: [{ targets: [\"127.0.0.1:\(other)\"] }] }"
        try await withServer(more: job) { folder, port, server in
            try await TriageSession.run(.bundled(Self.note), at: server.port) { triage in
                let timeless: [String: Set<Verdict.Kind>] = ["S1": [.blind], "S2": [.blind], "S3": [.blind]]
                let here = try await Exporter(
                    "node", Exporter.only(["time"]), at: port, by: ["TZ=UTC"], in: folder)
                defer { here.stop() }
                try await triage.expect(timeless)
                let there = try await Exporter(
                    "node", Exporter.only(["time"]), at: other, by: ["TZ=Asia/Taipei"], in: folder)
                try await triage.expect(timeless.merging(["S6": [.firing]]) { $1 })
                there.stop()
                try await triage.expect(timeless)
            }
        }
    }

    private func withServer(
        more: String = "", _ work: (URL, _ exporter: UInt16, RealPrometheus) async throws -> Void
    ) async throws {
        try await withFolder { folder in
            let port = try FreePort.find()
            let server = try await RealPrometheus(scraping: port, in: folder, more: more)
            defer { server.stop() }
            try await work(folder, port, server)
        }
    }
}
