import Detection
import Foundation
import Testing

/// A service that stays up.
private let healthy = "[Service]\nExecStart=/bin/sleep infinity\n"

@Suite(
    "The runbooks of systemd where it is process 1",
    .enabled("needs the superuser, systemd, and control groups of its own") {
        await BootedSystemd.possibility.value.boots
    }, .timeLimit(.minutes(5)))
struct BootedSystemdRunbookTests {
    private static let note = "33_systemd_service_crash_loop"

    private static let hasFailed = "until systemctl is-failed my-app.service; do sleep 0.05; done; journalctl --sync"

    private func verdicts(_ symptoms: String..., in systemd: BootedSystemd) async throws -> [Verdict.Kind] {
        var verdicts: [Verdict.Kind] = []
        for symptom in symptoms {
            verdicts.append(try await BundledCommand(Self.note, symptom).verdict(in: systemd))
        }
        return verdicts
    }

    @Test("a service that ends again and again fires until it has failed for good, and clears when it is mended")
    func crashLoop() async throws {
        try await withSystemd(["my-app.service": healthy]) { systemd in
            try systemd.run("systemctl start my-app.service; journalctl --sync")
            #expect(try await verdicts("S1", "S2", "S3", in: systemd) == [.clear, .clear, .clear])
            try systemd.write(
                "my-app.service",
                """
                [Unit]
                # A machine under load may need longer for five starts than the ten seconds that are usual.
                StartLimitIntervalSec=300
                [Service]
                ExecStart=/bin/sh -c 'exit 3'
                Restart=on-failure
                """)
            try systemd.run("systemctl restart my-app.service\n" + Self.hasFailed)
            #expect(try await verdicts("S1", "S2", "S3", in: systemd) == [.firing, .firing, .clear])
            try systemd.write("my-app.service", healthy)
            try systemd.run("systemctl reset-failed my-app.service; systemctl start my-app.service")
            #expect(try await verdicts("S1", "S2", "S3", in: systemd) == [.clear, .clear, .clear])
        }
    }

    @Test("a service that was ended by a signal fires, and one that does not exist is not known")
    func signal() async throws {
        try await withSystemd(["my-app.service": healthy]) { systemd in
            try systemd.run("systemctl start my-app.service; systemctl kill --signal=KILL my-app.service")
            try systemd.run(Self.hasFailed)
            #expect(try await verdicts("S1", "S2", "S3", in: systemd) == [.firing, .firing, .firing])
            try systemd.run("systemctl reset-failed my-app.service")
            #expect(try await verdicts("S1", "S2", in: systemd) == [.clear, .clear])
            let other = ["unit": "other.service"]
            for symptom in ["S2", "S3"] {
                #expect(try await BundledCommand(Self.note, symptom).verdict(other, in: systemd) == .error)
            }
        }
    }

    @Test(
        "control groups of the second kind serve as well",
        .enabled(if: BootedSystemd.hasBothKinds, "needs both kinds; with the second alone all tests use it"))
    func secondKind() async throws {
        try await withSystemd(["my-app.service": healthy], onSecondKind: true) { systemd in
            #expect(try systemd.run("stat --file-system --format %T /sys/fs/cgroup") == "cgroup2fs\n")
            try systemd.run("systemctl start my-app.service; journalctl --sync")
            #expect(try await verdicts("S1", "S2", "S3", in: systemd) == [.clear, .clear, .clear])
            try systemd.run("systemctl kill --signal=KILL my-app.service")
            try systemd.run(Self.hasFailed)
            #expect(try await verdicts("S1", "S2", "S3", in: systemd) == [.firing, .firing, .firing])
        }
    }

    @Test("what is not ready, what has no port, and what a timer did are shown")
    func shown() async throws {
        let server = try ScriptedServer { _ in [] }
        defer { server.stop() }
        let units = [
            "my-app.service": "[Service]\nType=notify\nExecStart=/bin/sleep infinity\n",
            "taken.service": "[Service]\nExecStart=/usr/bin/python3 -m http.server --bind 127.0.0.1 \(server.port)\n",
            "nightly-job.timer": "[Timer]\nOnActiveSec=0\n",
            "nightly-job.service": "[Service]\nType=oneshot\nExecStart=/bin/true\n",
            "certbot.timer": "[Timer]\nOnActiveSec=0\n",
            "certbot.service": "[Service]\nExecStart=/bin/sh -c 'echo the challenge failed; exit 1'\n",
            "prometheus.service": "[Service]\nExecStart=/bin/echo compaction failed\n",
        ]
        try await withSystemd(units) { systemd in
            try systemd.run(
                """
                systemctl start --no-block my-app.service
                systemctl start taken.service nightly-job.timer certbot.timer prometheus.service
                for unit in taken certbot; do until systemctl is-failed $unit.service; do sleep 0.05; done; done
                until systemctl show nightly-job.timer -p LastTriggerUSec | grep :; do sleep 0.05; done
                journalctl --sync
                """)
            let last = try systemd.run("systemctl show nightly-job.timer -p LastTriggerUSec")
            let expected: [(note: String, symptom: String, values: [String: String], text: String)] = [
                (Self.note, "S4", [:], "my-app.service start running"), (Self.note, "S4", [:], "SubState=start"),
                (Self.note, "S5", ["unit": "taken.service"], "Address already in use"),
                (Self.note, "S5", [:], "127.0.0.1:\(server.port)"), (Self.note, "S6", [:], "nightly-job.timer"),
                (Self.note, "S6", [:], last),
                ("40_tls_certificates", "S7", [:], "certbot.timer"),
                ("40_tls_certificates", "S7", [:], "the challenge failed"),
                ("50_prometheus_operations", "S7", [:], "compaction failed"),
                ("31_memory_pressure", "S6", ["unit": "my-app.service"], "MemoryMax="),
            ]
            for (note, symptom, values, text) in expected {
                let (verdict, output) = try await BundledCommand(note, symptom).run(values, in: systemd)
                #expect(verdict.kind == .observed && output.contains(text), "\(note) \(symptom): \(output)")
            }
        }
    }

    @Test(
        "a clock that nothing synchronises fires, and clears when it is synchronised",
        .enabled(if: KernelClock.canBeAnswered, "needs strace that may trace"))
    func clock() async throws {
        try await withSystemd { systemd in
            for (isSynchronised, kind) in [(true, Verdict.Kind.clear), (false, .firing)] {
                let clock = KernelClock(isSynchronised: isSynchronised)
                try systemd.write(
                    "dbus-org.freedesktop.timedate1.service",
                    """
                    [Service]
                    BusName=org.freedesktop.timedate1
                    ExecStart=\(clock.starter.joined(separator: " ")) /lib/systemd/systemd-timedated
                    """)
                try systemd.run("systemctl restart dbus-org.freedesktop.timedate1.service")
                #expect(try await BundledCommand("34_clock_skew", "S1").verdict(in: systemd) == kind)
                let zone = try await BundledCommand("34_clock_skew", "S6").run(in: systemd)
                #expect(zone.verdict.kind == .observed && !zone.output.isEmpty)
            }
        }
    }
}

/// Boots one for `work`.
func withSystemd(
    _ units: [String: String] = [:], onSecondKind: Bool = false, _ work: (BootedSystemd) async throws -> Void
) async throws {
    try await withFolder { folder in
        let systemd = try await BootedSystemd(in: folder, units: units, onSecondKind: onSecondKind)
        defer { systemd.stop() }
        try await work(systemd)
    }
}
