import Foundation
import Synchronization
import Testing

private let program = "/usr/bin/prometheus-alertmanager"

@Suite(
    "The rules of notes in a real Prometheus, whose alerts a real Alertmanager tells",
    .enabled(
        if: RealPrometheus.isInstalled && FileManager.default.isExecutableFile(atPath: program),
        "needs /usr/bin/prometheus and \(program)"), .timeLimit(.minutes(5)))
struct AlertmanagerTests {
    private static let token = "webhook-token-0123456789"

    @Test("a symptom alerts, and is resolved")
    func story() async throws {
        try await tell(["20_queue.md": ServedNotes.runbook], note: "20_queue", symptom: "S1") { isFiring in
            "test_queue_length{queue=\"orders\"} \(isFiring ? 500 : 1)\n"
        }
    }

    @Test(
        "so does one of the model note, unedited",
        .enabled(if: SharedFolder.exists(SharedFolder.modelNote), "needs ../shared/notes"))
    func model() async throws {
        let text = try String(contentsOf: SharedFolder.modelNote, encoding: .utf8)
        let note = SharedFolder.modelNote.deletingPathExtension().lastPathComponent
        // S5 has no time for which it must hold.
        try await tell([note + ".md": text], note: note, symptom: "S5") { isFiring in
            "kafka_log_log_size{instance=\"b1\"} \(isFiring ? 95 : 1)\nnode_filesystem_size_bytes{instance=\"b1\"} 100\n"
        }
    }

    /// Lets an exporter fail and recover, and follows the alert from the exported rules to the page.
    private func tell(
        _ notes: [String: String], note: String, symptom: String, metrics: @escaping @Sendable (Bool) -> String
    ) async throws {
        let state = State()
        let exporter = try ScriptedServer { _ in
            ScriptedServer.Step.response(200, ["Content-Type": "text/plain"], body: metrics(state.isFiring))
        }
        defer { exporter.stop() }
        try await withFolder { folder in
            let served = try await ServedNotes(notes, in: folder, environment: ["KB_WEBHOOK_TOKEN": Self.token])
            defer { served.stop() }
            let exported = try ServedNotes.kb(
                ["export", "alerts", "-o", folder.path, "--url", served.address], in: folder)
            #expect(exported.status == 0, "\(exported.said)")
            let (manager, port) = try await alertmanager(telling: served.address, in: folder)
            defer { manager.stop() }
            let server = try await RealPrometheus(
                scraping: exporter.port, in: folder,
                more: """
                    rule_files: ["*.rules.yml"]
                    alerting:
                      alertmanagers: [{ static_configs: [{ targets: ["127.0.0.1:\(port)"] }] }]
                    """)
            defer { server.stop() }
            // What was exported is what is loaded, once Prometheus has read it.
            let compare = [
                "export", "alerts", "--url", served.address, "--diff",
                "http://127.0.0.1:\(server.port)",
            ]
            var difference = try ServedNotes.kb(compare, in: folder)
            while difference.status == 1, difference.said.contains("missing") {
                difference = try ServedNotes.kb(compare, in: folder)
            }
            #expect(difference.status == 0, "\(difference.said)")
            let elsewhere = try ServedNotes.kb(compare + ["--url", "http://kb.example.com"], in: folder)
            #expect(elsewhere.status == 1 && elsewhere.said.contains("S1: runbook_url\n"), "\(elsewhere.said)")
            let page = "/notes/\(note)"
            let anchor = symptom.lowercased()
            let alerting = try await served.get(page) { $0.contains("verdict-alerting") }
            let cell = alerting.range(of: "id=\"kb:live-\(anchor)\"").map { alerting[$0.upperBound...].prefix(400) }
            #expect(cell?.contains("verdict-alerting") == true, "\(alerting.count) bytes; \(served.log)")
            #expect(try served.get("/").contains("verdict-alerting"))
            state.recover()
            let resolved = try await served.get(page) { !$0.contains("verdict-alerting") }
            #expect(!resolved.contains("verdict-alerting"), "\(served.log)")
            #expect(try !served.get("/api/v1/alerts").contains(#""ends_at":null"#))
        }
    }

    private func alertmanager(telling address: String, in folder: URL) async throws -> (ChildProcess, UInt16) {
        let configuration = """
            route: { receiver: kb, group_wait: 0s, group_interval: 1s, repeat_interval: 1h }
            receivers:
              - name: kb
                webhook_configs:
                  - url: \(address)/api/v1/alerts
                    send_resolved: true
                    http_config: { authorization: { credentials: \(Self.token) } }
            """
        let file = folder.appending(path: "alertmanager.yml")
        try configuration.write(to: file, atomically: true, encoding: .utf8)
        let port = try FreePort.find()
        let process = try ChildProcess(
            program,
            [
                "--config.file=\(file.path)", "--storage.path=\(folder.path)/alertmanager",
                "--web.listen-address=127.0.0.1:\(port)", "--cluster.listen-address=", "--log.level=error",
            ], in: folder, output: folder.appending(path: "alertmanager.log"))
        try await process.waitUntilListening(at: port)
        return (process, port)
    }

    private final class State: Sendable {
        private let fires = Mutex(true)
        var isFiring: Bool { fires.withLock { $0 } }
        func recover() { fires.withLock { $0 = false } }
    }
}
