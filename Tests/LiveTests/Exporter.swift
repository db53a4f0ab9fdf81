import Foundation

/// An exporter as Debian packages it, on loopback; ended by `stop`.
struct Exporter {
    let port: UInt16
    private let process: ChildProcess

    /// - Parameters:
    ///   - name: the word between `prometheus-` and `-exporter`.
    ///   - folder: where it works; its log goes there.
    init(
        _ name: String, _ arguments: [String] = [], environment: [String: String] = [:], in folder: URL
    ) async throws {
        port = try FreePort.find()
        process = try ChildProcess(
            "/usr/bin/env",
            environment.map { "\($0.key)=\($0.value)" } + [
                Self.program(name), "--web.listen-address=127.0.0.1:\(port)",
            ]
                + arguments,
            in: folder, output: folder.appending(path: "\(name)-exporter.log"))
        try await process.waitUntilListening(at: port)
    }

    func stop() { process.stop() }

    /// Whether the exporters are there, and a Prometheus to scrape them.
    static func areInstalled(_ names: String...) -> Bool {
        RealPrometheus.isInstalled
            && names.allSatisfy { FileManager.default.isExecutableFile(atPath: program($0)) }
    }

    private static func program(_ name: String) -> String { "/usr/bin/prometheus-\(name)-exporter" }
}
