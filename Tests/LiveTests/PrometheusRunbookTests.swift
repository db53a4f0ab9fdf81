import Detection
import Foundation
import Testing

@Suite(
    "The Prometheus runbook against a real Prometheus",
    .enabled(if: RealPrometheus.isInstalled, "needs /usr/bin/prometheus"), .timeLimit(.minutes(5)))
struct PrometheusRunbookTests {
    private static let note = "50_prometheus_operations"

    @Test("a target that is down fires, and clears when it is back")
    func targets() async throws {
        try await withFolder { folder in
            let port = try FreePort.find()
            let server = try await RealPrometheus(scraping: port, in: folder)
            let values = ["prometheus": "localhost:\(server.port)"]
            let (down, late) = (try BundledCommand(Self.note, "S1"), try BundledCommand(Self.note, "S4"))
            while try await down.verdict(values) != .firing {}
            #expect(try await late.verdict(values) == .clear)
            #expect(try await BundledCommand(Self.note, "S2").run(values).output.contains("job=\"test\""))
            #expect(try await BundledCommand(Self.note, "S5").run(values).output.contains("activeAlertmanagers"))
            #expect(try await BundledCommand(Self.note, "S6").run(values).output.contains("seriesCountByMetricName"))
            let target = try ChildProcess(
                "/usr/bin/prometheus",
                [
                    "--config.file=\(folder.path)/prometheus.yml", "--storage.tsdb.path=\(folder.path)/other",
                    "--web.listen-address=127.0.0.1:\(port)", "--log.level=error",
                ], in: folder, output: folder.appending(path: "target.log"))
            while try await down.verdict(values) != .clear {}
            target.stop()
            server.stop()
            for symptom in ["S1", "S4"] {
                #expect(try await BundledCommand(Self.note, symptom).verdict(values) == .error)
            }
        }
    }

    @Test("a broken configuration fires, and one that is not there is not known")
    func configuration() async throws {
        try await withFolder { folder in
            let file = folder.appending(path: "prometheus.yml")
            let check = try BundledCommand(Self.note, "S3")
            let values = ["configuration": file.path]
            #expect(try await check.verdict(values) == .error)
            try Data("global: { scrape_interval: 1s }\n".utf8).write(to: file)
            #expect(try await check.verdict(values) == .clear)
            try Data("global: { scrape_intervall: 1s }\n".utf8).write(to: file)
            #expect(try await check.verdict(values) == .firing)
        }
    }
}
