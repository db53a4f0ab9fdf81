import Detection
import Foundation
import Notes
import Testing

@Suite(
    "The PromQL of systemd against a real exporter that asks a real systemd",
    .enabled(if: Exporter.areInstalled("node"), "needs Prometheus and its exporter of the machine"),
    .enabled("needs the superuser, systemd, and control groups of its own") {
        await BootedSystemd.possibility.value.boots
    }, .timeLimit(.minutes(5)))
struct SystemdExporterTests {
    private static let note = "33_systemd_service_crash_loop"
    private static let either: Set<Verdict.Kind> = [.clear, .firing]

    @Test("services that fail, that are never ready and that restart fire, and clear when they are mended")
    func services() async throws {
        // A service with a client library: an exporter, too.
        let port = try FreePort.find()
        let words = Exporter.words("node", Exporter.only(["time"]), at: port).joined(separator: " ")
        let unit = "[Unit]\nStartLimitIntervalSec=0\n[Service]\nExecStart=\(words)\nRestart=always\n"
        let more = "  - { job_name: my-app, static_configs: [{ targets: [\"127.0.0.1:\(port)\"] }] }"
        let certbot = "[Service]\nExecStart=/bin/false\n"
        let units = [
            "my-app.service": unit, "nightly-job.timer": timer(first: "OnActiveSec=0"), "certbot.service": certbot,
            "certbot.timer": timer(first: ""),
        ]
        try await withExporter(units.merging(Self.job) { $1 }, more: more) { systemd, server in
            try systemd.run("systemctl start my-app.service nightly-job.timer certbot.timer")
            try await TriageSession.run(.bundled(Self.note), at: server.port) { triage in
                try await triage.expect(["S3": Self.either])
                let note = try Note.bundled("40_tls_certificates")
                try await TriageSession.run(note, at: server.port, others: [.blind]) { certificates in
                    try await certificates.expect(["S7": [.clear]])
                    try systemd.run("systemctl start certbot.service")
                    try await certificates.expect(["S7": [.firing]])
                }
                try await triage.expect(["S1": [.firing], "S3": Self.either])
                try systemd.run("systemctl reset-failed")
                try await triage.expect(["S3": Self.either])
                try systemd.write("my-app.service", unit + "RuntimeMaxSec=1.5\n")
                try systemd.run("systemctl restart my-app.service")
                try await triage.expect(["S2": [.firing], "S3": Self.either, "S4": Self.either])
                try systemd.write("my-app.service", "[Service]\nType=notify\nExecStart=/bin/sleep infinity\n")
                try systemd.run("systemctl restart --no-block my-app.service")
                try await triage.expect(["S2": [.firing], "S3": Self.either, "S4": [.firing]])
            }
        }
    }

    @Test("a timer that was not triggered for two days fires")
    func timer() async throws {
        let units = [
            "nightly-job.timer": timer(first: "OnActiveSec=0"),
            "my-app.service": "[Service]\nExecStart=/bin/sleep infinity\n",
        ]
        try await withExporter(units.merging(Self.job) { $1 }) { systemd, server in
            try systemd.run("systemctl start my-app.service nightly-job.timer")
            try await TriageSession.run(.bundled(Self.note), at: server.port) { triage in
                try await triage.expect(["S3": Self.either])
                try systemd.write("nightly-job.timer", timer(first: ""))
                try systemd.run(
                    """
                    systemctl stop nightly-job.timer
                    touch -d '2 days ago' /var/lib/systemd/timers/stamp-nightly-job.timer
                    systemctl start nightly-job.timer
                    """)
                try await triage.expect(["S3": Self.either, "S6": [.firing]])
            }
        }
    }

    @Test(
        "a service that the kernel ends for its memory fires",
        .enabled("needs to limit the memory of a service") { await BootedSystemd.possibility.value.limitsMemory })
    func memory() async throws {
        // Its address space is limited, too, in case that the other limit should not hold.
        let greedy = "[Service]\nMemoryMax=20M\nLimitAS=1G\nExecStart=/usr/bin/tail /dev/zero\n"
        try await withExporter(["my-app.service": greedy].merging(Self.job) { $1 }) { systemd, server in
            try await TriageSession.run(.bundled(Self.note), at: server.port) { triage in
                let others = ["S1", "S2", "S4", "S6"]
                let unknown = Dictionary(uniqueKeysWithValues: others.map { ($0, Self.either.union([.blind])) })
                try await triage.expect(unknown.merging(["S3": Self.either]) { $1 })
                try systemd.run("systemctl start my-app.service; journalctl --sync")
                try await triage.expect(unknown.merging(["S3": [.firing]]) { $1 })
            }
            try await TriageSession.run(.bundled("31_memory_pressure"), at: server.port, others: Self.either) {
                try await $0.expect(["S2": [.firing], "S6": [.blind]])
            }
            let (verdict, output) = try await BundledCommand("31_memory_pressure", "S2").run(in: systemd)
            #expect(verdict.kind == .firing && output.contains("my-app.service"), "\(output)")
            let limit = try await BundledCommand("31_memory_pressure", "S6").run(in: systemd)
            #expect(limit.output.contains("MemoryMax=20971520"), "\(limit)")
        }
    }

    private static let job = ["nightly-job.service": "[Service]\nType=oneshot\nExecStart=/bin/true\n"]

    /// A timer that remembers when it was last triggered, and is next in another century.
    private func timer(first: String) -> String { "[Timer]\n\(first)\nOnCalendar=2199-01-01\nPersistent=yes\n" }

    private func withExporter(
        _ units: [String: String], more: String = "", _ work: (BootedSystemd, RealPrometheus) async throws -> Void
    ) async throws {
        let port = try FreePort.find()
        let flags = ["--collector.systemd.enable-restarts-metrics"]
        let words = Exporter.words("node", flags, at: port).joined(separator: " ")
        var units = units
        units["exporter.service"] = "[Service]\nExecStart=\(words)\n"
        try await withFolder { folder in
            try await withSystemd(units) { systemd in
                try systemd.run("systemctl start exporter.service")
                let server = try await RealPrometheus(scraping: port, in: folder, more: more)
                defer { server.stop() }
                try await work(systemd, server)
            }
        }
    }
}
