import Detection
import Foundation
import Testing

@Suite(
    "The PromQL of Prometheus against one that scrapes itself",
    .enabled(if: RealPrometheus.isInstalled, "needs \(RealPrometheus.program)"), .timeLimit(.minutes(5)))
struct PrometheusExporterTests {
    private static let note = "50_prometheus_operations"

    @Test("targets, jobs, settings, rules and notifications that fail fire, and clear when they are mended")
    func faults() async throws {
        try await withFolder { folder in
            let (port, nobody) = (try FreePort.find(), try FreePort.find())
            func configuration(finds: String = ".*", notifies: Bool = true, _ rules: String = "fine") -> String {
                let targets = "static_configs: [{ targets: [\"127.0.0.1:\(nobody)\"] }]"
                return """
                      - job_name: prometheus
                        static_configs: [{ targets: ["127.0.0.1:\(port)"] }]
                        relabel_configs: [{ source_labels: [__address__], regex: "\(finds)", action: keep }]
                    rule_files: [\(rules).yml]
                    \(notifies ? "alerting: { alertmanagers: [{ \(targets) }] }" : "")
                    """
            }
            try write(in: folder, "fine", "{ record: fine, expr: up }", each: "1s")
            try write(in: folder, "alert", "{ alert: Always, expr: vector(1) }", each: "1s")
            // As many vectors on each side, and a group whose next evaluation is due before one can be done.
            let broken = "{ record: broken, expr: up * on () up }, { record: slow, expr: 'count({__name__=~\".+\"})' }"
            try write(in: folder, "broken", broken, each: "1ms")
            let server = try await RealPrometheus(scraping: port, in: folder, at: port, more: configuration())
            defer { server.stop() }
            try await TriageSession.run(.bundled(Self.note), at: server.port) { triage in
                try await triage.expect([:])
                let states: [(scraping: UInt16, more: String, firing: [String])] = [
                    (nobody, configuration(notifies: false), ["S1", "S5"]),
                    (port, configuration(finds: "none"), ["S2"]), (port, configuration(), []),
                    (port, "  - nonsense: [", ["S3"]),
                ]
                for (target, more, firing) in states {
                    try server.reconfigure(scraping: target, more: more)
                    try await triage.expect(Dictionary(uniqueKeysWithValues: firing.map { ($0, [.firing]) }))
                }
                // Its Alertmanager does not answer, and what it is told goes nowhere.
                try server.reconfigure(scraping: port, more: configuration("alert"))
                try await triage.expect(["S5": [.firing]])
                try server.reconfigure(scraping: port, more: configuration("broken"))
                try await triage.expect(["S4": [.firing], "S5": [.firing]])
            }
        }
    }

    @Test("a write-ahead log that was damaged while it was stopped fires")
    func storage() async throws {
        try await withFolder { folder in
            let port = try FreePort.find()
            let unaware: [String: Set<Verdict.Kind>] = ["S2": [.firing], "S4": [.blind], "S5": [.firing]]
            let first = try await RealPrometheus(scraping: port, in: folder, at: port)
            try await TriageSession.run(.bundled(Self.note), at: first.port) { try await $0.expect(unaware) }
            first.stop()
            let log = folder.appending(path: "data/wal/00000000")
            let file = try FileHandle(forWritingTo: log)
            try file.seekToEnd()
            try file.write(contentsOf: Data(repeating: 0xAA, count: 100))
            try file.close()
            let second = try await RealPrometheus(scraping: port, in: folder, at: port)
            defer { second.stop() }
            try await TriageSession.run(.bundled(Self.note), at: second.port) {
                try await $0.expect(unaware.merging(["S7": [.firing]]) { $1 })
            }
        }
    }

    /// It takes as many series as it says.
    @Test(
        "a label without bounds fires",
        .enabled(if: ProcessInfo.processInfo.physicalMemory > 8 << 30, "needs a gigabyte that nothing else does"))
    func cardinality() async throws {
        let series = (0..<700_000).map { "a{b=\"\($0)\"} 1\n" }.joined()
        let target = try ScriptedServer { _ in
            [ScriptedServer.Step.text("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + series)]
        }
        defer { target.stop() }
        try await withFolder { folder in
            let port = try FreePort.find()
            let unaware: [String: Set<Verdict.Kind>] = ["S2": [.firing], "S4": [.blind], "S5": [.firing]]
            let server = try await RealPrometheus(scraping: port, in: folder, at: port)
            defer { server.stop() }
            try await TriageSession.run(.bundled(Self.note), at: server.port) { triage in
                try await triage.expect(unaware)
                let targets = "static_configs: [{ targets: [\"127.0.0.1:\(target.port)\"] }]"
                let times = "scrape_interval: 20s, scrape_timeout: 20s"
                try server.reconfigure(scraping: port, more: "  - { job_name: unbounded, \(times), \(targets) }")
                try await triage.expect(unaware.merging(["S1": [.clear, .firing], "S6": [.firing]]) { $1 })
            }
        }
    }

    private func write(in folder: URL, _ name: String, _ rules: String, each interval: String) throws {
        let text = "groups: [{ name: \(name), interval: \(interval), rules: [\(rules)] }]\n"
        try Data(text.utf8).write(to: folder.appending(path: "\(name).yml"))
    }
}
