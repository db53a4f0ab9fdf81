import Fixtures
import Foundation
import Testing

/// A Prometheus of this machine on loopback, with a folder of its own; ended by `stop`.
struct RealPrometheus {
    static let program = "/usr/bin/prometheus"
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

    let port: UInt16
    let folder: URL
    private let process: ChildProcess

    /// Starts it with an exporter to scrape, and waits until it answers; one with a web configuration, until it listens.
    ///
    /// - Parameters:
    ///   - exporter: the port of its first target.
    ///   - interval: the seconds between two scrapes, and the most that one may take.
    ///   - given: its own port; a free one otherwise.
    ///   - web: a web configuration (TLS, users), as YAML.
    ///   - more: further configuration, as YAML.
    init(
        scraping exporter: UInt16, every interval: Int = 1, in folder: URL, at given: UInt16? = nil, web: String? = nil,
        more: String = ""
    ) async throws {
        try Self.configure(folder, exporter, every: interval, more)
        port = try given ?? FreePort.find()
        self.folder = folder
        var arguments = [
            "--config.file=\(folder.path)/prometheus.yml", "--storage.tsdb.path=\(folder.path)/data",
            "--web.listen-address=127.0.0.1:\(port)", "--log.level=error",
        ]
        if let web {
            try web.write(to: folder.appending(path: "web.yml"), atomically: true, encoding: .utf8)
            arguments.append("--web.config.file=\(folder.path)/web.yml")
        }
        let output = folder.appending(path: "prometheus.log")
        process = try ChildProcess(Self.program, arguments, in: folder, output: output)
        try await process.waitUntilListening(at: port)
        // Until it has read its data it refuses all questions.
        let question = ["-sSo", "/dev/null", "-w", "%{http_code}", "http://127.0.0.1:\(port)/-/ready"]
        if web == nil { try await process.wait { try run("/usr/bin/curl", question).said == "200" } }
    }

    func stop() { process.stop() }

    /// Has it read another configuration, which it keeps if it can.
    func reconfigure(scraping exporter: UInt16, more: String) throws {
        try Self.configure(folder, exporter, every: 1, more)
        kill(process.pid, SIGHUP)
    }

    private static func configure(_ folder: URL, _ exporter: UInt16, every interval: Int, _ more: String) throws {
        let configuration = """
            global: { scrape_interval: \(interval)s, scrape_timeout: \(interval)s, evaluation_interval: 1s }
            scrape_configs:
              - job_name: test
                static_configs: [{ targets: ["127.0.0.1:\(exporter)"] }]
            \(more)
            """
        try configuration.write(to: folder.appending(path: "prometheus.yml"), atomically: true, encoding: .utf8)
    }
}

/// A folder for one test.
func withFolder<Value: Sendable>(_ work: (URL) async throws -> Value) async throws -> Value {
    let folder = try TemporaryFolder()
    return try await work(URL(filePath: folder.path))
}
