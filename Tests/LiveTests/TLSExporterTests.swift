import Detection
import Foundation
import Testing

@Suite(
    "The PromQL of certificates against a real exporter that probes a real server",
    .enabled(
        if: Exporter.areInstalled("blackbox") && SecuredSite.isInstalled,
        "needs Prometheus, its exporter of probes, nginx and openssl"), .timeLimit(.minutes(5)))
struct TLSExporterTests {
    /// Nobody asks systemd here; that is in `SystemdExporterTests`.
    private static let renewal: [String: Set<Verdict.Kind>] = ["S7": [.blind]]

    @Test("each fault of a certificate fires at the symptoms of that, and clears with a good one")
    func faults() async throws {
        try await withSite { site, triage in
            try await triage.expect(Self.renewal)
            let states: [(change: (SecuredSite) throws -> Void, firing: [String])] = [
                ({ try $0.present(days: 5) }, ["S1", "S3"]),
                ({ try $0.present(days: -1) }, ["S1", "S2", "S3", "S4"]),
                ({ try $0.present(name: "other.example") }, ["S3", "S4"]),
                ({ try $0.present(isTrusted: false) }, ["S3", "S4"]),
                ({ try $0.present(protocols: "TLSv1.1") }, ["S5"]),
                ({ try $0.present() }, []),
            ]
            for (change, firing) in states {
                try change(site)
                // So many certificates, one after the other, are what the sixth symptom looks for.
                var wanted = Self.renewal.merging(["S6": [.clear, .firing]]) { $1 }
                for symptom in firing { wanted[symptom] = [.firing] }
                try await triage.expect(wanted)
            }
        }
    }

    @Test("answers that alternate between two certificates fire")
    func alternating() async throws {
        try await withSite { site, triage in
            try await triage.expect(Self.renewal)
            try site.present(alternating: true)
            try await triage.expect(Self.renewal.merging(["S6": [.firing]]) { $1 })
        }
    }

    private func withSite(_ work: (SecuredSite, TriageSession) async throws -> Void) async throws {
        try await withFolder { folder in
            let site = try await SecuredSite(in: folder)
            defer { site.stop() }
            let old = "preferred_ip_protocol: ip4, tls_config: { min_version: TLS10"
            let exporter = try await Exporter(
                probing: [
                    "https": "{ prober: http, http: { \(old), ca_file: trusted.pem } } }",
                    "insecure": "{ prober: http, http: { \(old), insecure_skip_verify: true } } }",
                ], in: folder)
            defer { exporter.stop() }
            let target = ["https://localhost:\(site.port)"]
            let jobs = [("blackbox-https", "https"), ("blackbox-https-insecure", "insecure")]
            let more = jobs.map { exporter.job($0, module: $1, targets: target) }.joined()
            let server = try await RealPrometheus(scraping: exporter.port, in: folder, more: more)
            defer { server.stop() }
            try await TriageSession.run(.bundled("40_tls_certificates"), at: server.port) { try await work(site, $0) }
        }
    }
}

/// nginx on loopback, which presents the certificates that it is given.
private struct SecuredSite {
    private static let program = "/usr/sbin/nginx"
    static let isInstalled = [program, "/usr/bin/openssl"].allSatisfy(FileManager.default.isExecutableFile)

    let port: UInt16
    private let folder: URL
    private let process: ChildProcess

    init(in folder: URL) async throws {
        self.folder = folder
        port = try FreePort.find()
        try Self.prepare(folder, port: port)
        process = try ChildProcess(
            Self.program, ["-c", "\(folder.path)/nginx.conf", "-e", "stderr"], in: folder,
            output: folder.appending(path: "nginx.log"))
        try await process.waitUntilListening(at: port)
    }

    func stop() { process.stop() }

    /// Presents another certificate from now on.
    func present(
        days: Int = 60, name: String = "localhost", isTrusted: Bool = true, protocols: String = "TLSv1.2",
        alternating: Bool = false
    ) throws {
        try Self.prepare(
            folder, port: port, days: days, name: name, isTrusted: isTrusted, protocols: protocols,
            alternating: alternating)
        kill(process.pid, SIGHUP)
    }

    private static func prepare(
        _ folder: URL, port: UInt16, days: Int = 60, name: String = "localhost", isTrusted: Bool = true,
        protocols: String = "TLSv1.2", alternating: Bool = false
    ) throws {
        try SelfSignedCertificate.make(in: folder, name: name, days: days)
        try SelfSignedCertificate.make(in: folder, days: 50, as: "other")
        try run("/bin/cp", ["key.pem", "certificate-key.pem"], in: folder)
        let trusted = (isTrusted ? ["certificate.pem"] : []) + ["other.pem"]
        try run("/bin/sh", ["-c", "cat \(trusted.joined(separator: " ")) > trusted.pem"], in: folder)
        let configuration = """
            daemon off; pid \(folder.path)/nginx.pid; \(getuid() == 0 ? "user root;" : "")
            events {}
            http {
                access_log off;
                split_clients "$remote_port$msec" $shown { \(alternating ? 50 : 100)% certificate; * other; }
                server {
                    listen 127.0.0.1:\(port) ssl;
                    ssl_certificate \(folder.path)/$shown.pem;
                    ssl_certificate_key \(folder.path)/$shown-key.pem;
                    ssl_protocols \(protocols);
                    ssl_ciphers DEFAULT@SECLEVEL=0;
                    return 200;
                }
            }
            """
        try Data(configuration.utf8).write(to: folder.appending(path: "nginx.conf"))
    }
}
