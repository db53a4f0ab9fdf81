import Detection
import Foundation
import Testing

private let program = "/usr/bin/openssl"

@Suite(
    "The runbook of certificates against a real TLS server",
    .enabled(if: FileManager.default.isExecutableFile(atPath: program), "needs \(program)"), .timeLimit(.minutes(5)))
struct TLSRunbookTests {
    private static let note = "40_tls_certificates"

    /// The verdicts of the symptoms on one server.
    private func verdicts(
        _ symptoms: [String], _ server: TLSServer, within fault: String? = nil
    ) async throws -> [Verdict.Kind] {
        var verdicts: [Verdict.Kind] = []
        for symptom in symptoms {
            verdicts.append(try await BundledCommand(Self.note, symptom).verdict(server.values, within: fault))
        }
        return verdicts
    }

    @Test("a certificate fires two weeks before its end, and again after it")
    func expiry() async throws {
        try await withFolder { folder in
            let expected: [(days: Int, [Verdict.Kind])] = [
                (60, [.clear, .clear]), (5, [.firing, .clear]), (-1, [.firing, .firing]),
            ]
            for (days, kinds) in expected {
                let server = try await TLSServer(in: folder, days: days)
                defer { server.stop() }
                #expect(try await verdicts(["S1", "S2"], server) == kinds)
            }
        }
    }

    @Test("a name that the certificate does not have fires")
    func name() async throws {
        try await withFolder { folder in
            for (name, kind) in [("localhost", Verdict.Kind.clear), ("other.example", .firing)] {
                let server = try await TLSServer(in: folder, name: name)
                defer { server.stop() }
                #expect(try await verdicts(["S4"], server) == [kind])
            }
        }
    }

    @Test(
        "a chain that nobody vouches for fires, and clears once somebody does",
        .enabled(if: OwnNamespaces.isPossible, "needs the superuser, to trust a certificate in this test alone"))
    func chain() async throws {
        try await withFolder { folder in
            try SelfSignedCertificate.make(in: folder)
            let chain = try BundledCommand(Self.note, "S3")
            for (trusted, kind) in [
                ("/etc/ssl/certs/ca-certificates.crt", Verdict.Kind.firing), ("certificate.pem", .clear),
            ] {
                let fault = TLSServer.script(in: folder) + "\nexport SSL_CERT_FILE=\(trusted)"
                #expect(try await chain.verdict(["host": "localhost", "port": "4433"], within: fault) == kind)
            }
        }
    }

    @Test("a server that takes TLS 1.1 fires, and one that refuses it is clear")
    func old() async throws {
        try await withFolder { folder in
            for (options, kind) in [([], Verdict.Kind.clear), (["-cipher", "DEFAULT@SECLEVEL=0"], .firing)] {
                let server = try await TLSServer(in: folder, options: options)
                defer { server.stop() }
                #expect(try await verdicts(["S5"], server) == [kind])
            }
        }
    }

    @Test(
        "a certificate that was renewed but is not served yet fires",
        .enabled(if: OwnNamespaces.isPossible, "needs the superuser, for the folder of certbot"))
    func renewed() async throws {
        try await withFolder { folder in
            try SelfSignedCertificate.make(in: folder)
            let differs = try BundledCommand(Self.note, "S6")
            for (isRenewed, kind) in [(false, Verdict.Kind.clear), (true, .firing)] {
                let fault = """
                    \(TLSServer.script(in: folder))
                    mount -t tmpfs tmpfs /etc; mkdir -p /etc/letsencrypt/live/127.0.0.1
                    cp \(isRenewed ? "renewed" : "certificate").pem /etc/letsencrypt/live/127.0.0.1/cert.pem
                    """
                if isRenewed { try SelfSignedCertificate.make(in: folder, as: "renewed") }
                #expect(try await differs.verdict(["host": "127.0.0.1", "port": "4433"], within: fault) == kind)
            }
        }
    }

    @Test("where nobody answers nothing is known", arguments: ["S1", "S2", "S3", "S4", "S5", "S6"])
    func unreachable(symptom: String) async throws {
        let values = ["host": "localhost", "port": "\(try FreePort.find())"]
        #expect(try await BundledCommand(Self.note, symptom).verdict(values) == .error)
    }
}

/// OpenSSL's own server on loopback, with a certificate made for it.
private struct TLSServer {
    let values: [String: String]
    private let process: ChildProcess

    init(in folder: URL, name: String = "localhost", days: Int = 60, options: [String] = []) async throws {
        try SelfSignedCertificate.make(in: folder, name: name, days: days)
        let port = try FreePort.find()
        values = ["host": "localhost", "port": "\(port)"]
        process = try ChildProcess(
            program, Self.arguments(port) + options, in: folder, output: folder.appending(path: "server.out"))
        try await process.waitUntilListening(at: port)
    }

    func stop() { process.stop() }

    private static func arguments(_ port: UInt16) -> [String] {
        ["s_server", "-accept", "127.0.0.1:\(port)", "-quiet", "-cert", "certificate.pem", "-key", "key.pem"]
    }

    /// A shell script that starts one at port 4433 of a network of its own.
    static func script(in folder: URL) -> String {
        """
        ip link set lo up; cd \(folder.path)
        \(([program] + arguments(4433)).joined(separator: " ")) </dev/null >/dev/null 2>&1 &
        while ! bash -c ': </dev/tcp/127.0.0.1/4433' 2>/dev/null; do sleep 0.05; done
        """
    }
}
