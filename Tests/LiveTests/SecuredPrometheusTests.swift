import Detection
import Foundation
import KnowledgeBase
import Live
import Notes
import Testing

private let isAvailable =
    RealPrometheus.isInstalled && FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")

@Suite(
    "A real Prometheus with TLS and users", .enabled(if: isAvailable, "needs /usr/bin/prometheus and /usr/bin/openssl"),
    .timeLimit(.minutes(5)))
struct SecuredPrometheusTests {
    @Test("it answers who trusts its authority and knows the password, and nobody else")
    func secured() async throws {
        let exporter = try ScriptedServer { _ in
            ScriptedServer.Step.response(200, ["Content-Type": "text/plain"], body: "queue_length 250\n")
        }
        defer { exporter.stop() }
        try await withFolder { folder in
            let made = try run(
                "/usr/bin/openssl",
                [
                    "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days",
                    "2",
                    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
                ], in: folder)
            try #require(made.status == 0, "\(made.said)")
            let server = try await RealPrometheus(
                scraping: exporter.port, in: folder,
                web: """
                    tls_server_config: { cert_file: cert.pem, key_file: key.pem }
                    basic_auth_users: { ops: "\(Self.hash)" }
                    """)
            defer { server.stop() }
            let address = "https://localhost:\(server.port)"
            let authority = ["KB_PROMETHEUS_CA_FILE": folder.appending(path: "cert.pem").path]
            let right = authority.merging(["KB_PROMETHEUS_USER": "ops", "KB_PROMETHEUS_PASSWORD": "correct horse"]) {
                $1
            }
            let wrong = right.merging(["KB_PROMETHEUS_PASSWORD": "battery staple"]) { $1 }
            // Until it has read its data it refuses all questions.
            while try await answer(address, right) == .failure(.status(503)) {
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(try await answer(address, right).get().isEmpty == false)
            #expect(try await answer(address, wrong) == .failure(.unauthorized))
            #expect(try await answer(address, authority) == .failure(.unauthorized))
            guard case .failure(.unreachable(let sentence)) = try await answer(address, [:]) else {
                Issue.record("an authority nobody trusts was trusted")
                return
            }
            #expect(sentence.english.contains("KB_PROMETHEUS_CA_FILE"))
        }
    }

    /// bcrypt of `correct horse`, at the least cost.
    private static let hash = "$2b$04$ARACbRKwq9RL0SfAP4X3iep0JJdYSRLPVzRmmrZnQkYCOM0RtJibu"

    private func answer(_ address: String, _ environment: [String: String]) async throws -> PrometheusClient.Answer {
        let client = PrometheusClient(try PrometheusSettings(flag: address, environment: environment))
        let answer = await client.instant("vector(1)", within: .seconds(20))
        await client.shutdown()
        return answer
    }
}
