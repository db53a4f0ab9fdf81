import Detection
import Foundation
import KnowledgeBase
import Notes
import Testing

private let isAvailable =
    RealPrometheus.isInstalled && SharedFolder.exists(SharedFolder.lab) && SharedFolder.exists(SharedFolder.modelNote)

@Suite(
    "The model note against a real Prometheus whose state is switched", .serialized,
    .enabled(if: isAvailable, "needs /usr/bin/prometheus and ../shared/lab"), .timeLimit(.minutes(5)))
struct LabTests {
    private static let healthy: [String: Set<Verdict.Kind>] = [
        "S1": [.clear], "S2": [.clear], "S3": [], "S4": [.observed], "S5": [.clear], "S6": [.clear],
    ]

    static let states: [(state: String, changed: [String: Set<Verdict.Kind>], code: Int32)] = [
        ("healthy", [:], 0), ("s1", ["S1": [.firing]], 2), ("s2", ["S2": [.firing]], 2),
        ("s5", ["S5": [.firing]], 2), ("s6", ["S6": [.firing]], 2), ("blind", ["S5": [.blind]], 3),
        (
            "absent",
            ["S1": [.blind], "S2": [.blind], "S4": [.blind, .observed], "S5": [.blind], "S6": [.blind]], 3
        ),
    ]

    @Test("the verdicts are those of the state", arguments: states.indices)
    func verdicts(index: Int) async throws {
        let (state, changed, code) = Self.states[index]
        try await withLab(state) { session, _ in
            let rows = try await session.expect(Self.healthy.merging(changed) { $1 })
            #expect(rows.triageExitCode == code)
            if state == "s1" {
                let row = try #require(rows.first)
                #expect(row.target.symptom.id == "S1")
                #expect(row.verdict?.value == 42000)
                #expect(row.verdict?.threshold?.limit == 10000)
                #expect(row.verdict?.labels["partition"] == "0")
            }
            if state == "blind" {
                #expect(rows.first { $0.target.symptom.id == "S5" }?.verdict?.reason == .labelsNeverMatch)
            }
        }
    }

    @Test("series that end are blind at once, though rate() still answers for its whole range")
    func ended() async throws {
        try await withLab("healthy") { session, exporter in
            try await session.expect(Self.healthy)
            _ = try run("/usr/bin/curl", ["-fsS", "http://127.0.0.1:\(exporter)/state/absent"])
            try await session.expect([
                "S1": [.blind], "S2": [.blind], "S3": [], "S4": [.blind, .observed], "S5": [.blind], "S6": [.blind],
            ])
        }
    }

    @Test("a Prometheus that was stopped is an error everywhere")
    func stopped() async throws {
        try await TriageSession.run(Self.note(), at: FreePort.find(), others: [.error]) { session in
            let rows = try await session.expect(["S3": []])
            #expect(rows.triageExitCode == 3)
        }
    }

    private static func note() throws -> Note {
        Note(
            path: SharedFolder.modelNote.lastPathComponent,
            text: try String(contentsOf: SharedFolder.modelNote, encoding: .utf8))
    }

    private func withLab(_ state: String, _ work: (TriageSession, _ exporter: UInt16) async throws -> Void) async throws
    {
        let note = try Self.note()
        try await withFolder { folder in
            let (exporter, port) = (try FreePort.find(), try FreePort.find())
            let started = try run(
                "/usr/bin/env",
                [
                    "EXPORTER_PORT=\(exporter)", "PROMETHEUS_PORT=\(port)", "bash", "-c",
                    "bash \"$0\" \"$1\" \"$2\" 2>&1", SharedFolder.lab.path, folder.path, state,
                ])
            defer {
                let pids = (try? String(contentsOf: folder.appending(path: "pids"), encoding: .utf8)) ?? ""
                for pid in pids.split(separator: "\n").compactMap({ pid_t($0) }) { kill(pid, SIGKILL) }
            }
            #expect(started.status == 0, "\(started.said)")
            try await TriageSession.run(note, at: port) { try await work($0, exporter) }
        }
    }
}
