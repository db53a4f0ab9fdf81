import Detection
import Foundation
import Testing

@Suite(
    "The PromQL of name resolution against a real exporter that asks real name servers",
    .enabled(
        if: Exporter.areInstalled("blackbox") && NameServer.isInstalled,
        "needs Prometheus, its exporter of probes and \(NameServer.program)"), .timeLimit(.minutes(5)))
struct DNSExporterTests {
    private static let broken = "zone zone.test { type master; file \"none\"; };"

    @Test("names that are missing, servers that fail, are slow or differ, and signatures that do not fit fire")
    func faults() async throws {
        try await withFolder { folder in
            let (first, second) = (folder.appending(path: "first"), folder.appending(path: "second"))
            let ports = (try FreePort.find(), try FreePort.find())
            var server = try await NameServer(in: first, at: ports.0)
            defer { server.stop() }
            var other = try await NameServer(in: second, at: ports.1)
            defer { other.stop() }
            let forward = "zone zone.test { type forward; forward only; forwarders { 127.0.0.1 port \(ports.0); }; };"
            let resolver = folder.appending(path: "resolver")
            var validating = try await NameServer(in: resolver, zone: nil, more: forward)
            defer { validating.stop() }
            try await withTriage(ports, validating.port, in: folder) { triage in
                try await triage.expect([:])

                other.stop()
                other = try await NameServer(in: second, at: ports.1, serial: 2)
                try await triage.expect(["S5": [.firing]])
                other.stop()
                other = try await NameServer(in: second, at: ports.1)
                try await triage.expect([:])

                server.stop()
                server = try await NameServer(in: first, at: ports.0, host: "elsewhere")
                try await triage.expect(["S3": [.firing], "S6": [.clear, .firing]])

                server.stop()
                server = try await NameServer(in: first, at: ports.0, zone: nil, more: Self.broken)
                try await triage.expect(["S1": [.firing], "S5": [.firing, .clear], "S6": [.firing, .clear]])

                server.stop()
                try await triage.expect(["S1": [.firing], "S5": [.firing, .clear], "S6": [.firing, .clear]])

                server = try await NameServer(in: first, at: ports.0)
                try await triage.expect([:])

                validating.stop()
                validating = try await NameServer(
                    in: resolver, at: validating.port, zone: nil, more: NameServer.wrongAnchor + forward)
                try await triage.expect(["S6": [.firing]])

                // It sleeps, and wakes only long enough to answer what has come meanwhile. How long is left to chance, or
                // else each scrape might find it as the one before did.
                let nap = """
                    while :; do kill -STOP $0; sleep 0.$((80 + RANDOM % 20)); kill -CONT $0; sleep 0.05; done
                    """
                do {
                    let napping = try ChildProcess(
                        "/bin/bash", ["-c", nap, "\(server.pid)"], in: folder, output: folder.appending(path: "nap.log")
                    )
                    defer {
                        napping.stop()
                        kill(server.pid, SIGCONT)
                    }
                    try await triage.expect(["S2": [.firing], "S6": [.firing, .clear]])
                }
                try await triage.expect(["S6": [.firing]])
            }
        }
    }

    private func withTriage(
        _ servers: (UInt16, UInt16), _ validating: UInt16, in folder: URL,
        _ work: (TriageSession) async throws -> Void
    ) async throws {
        let common = "preferred_ip_protocol: ip4, query_name:"
        let exporter = try await Exporter(
            probing: [
                "address": "{ prober: dns, dns: { \(common) here.zone.test, valid_rcodes: [NOERROR, NXDOMAIN] } }",
                "serial": "{ prober: dns, dns: { \(common) zone.test, query_type: SOA } }",
            ], in: folder)
        defer { exporter.stop() }
        let jobs = [
            ("blackbox-dns", "address", [servers.0]), ("blackbox-dnssec", "address", [validating]),
            ("blackbox-zone", "serial", [servers.0, servers.1]),
        ]
        let more = jobs.map { exporter.job($0, module: $1, targets: $2.map { "127.0.0.1:\($0)" }) }
        let server = try await RealPrometheus(scraping: exporter.port, in: folder, more: more.joined())
        defer { server.stop() }
        try await TriageSession.run(.bundled("41_dns_resolution"), at: server.port, work)
    }
}
