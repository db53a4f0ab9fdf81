import Foundation

/// An exporter as Debian packages it, on loopback; ended by `stop`.
struct Exporter {
    let port: UInt16
    private let process: ChildProcess

    var pid: pid_t { process.pid }

    /// Starts it, and waits until it listens.
    ///
    /// - Parameters:
    ///   - name: the word between `prometheus-` and `-exporter`.
    ///   - given: its port; a free one otherwise.
    ///   - starter: what `env` is told before it: variables, and the words of a program that becomes it.
    ///   - folder: where it works; its log goes there.
    init(
        _ name: String, _ flags: [String] = [], at given: UInt16? = nil, by starter: [String] = [], in folder: URL
    ) async throws {
        port = try given ?? FreePort.find()
        process = try ChildProcess(
            "/usr/bin/env", starter + Self.words(name, flags, at: port), in: folder,
            output: folder.appending(path: "\(name)-exporter-\(port).log"))
        try await process.waitUntilListening(at: port)
    }

    func stop() { process.stop() }

    /// What starts it.
    static func words(_ name: String, _ flags: [String], at port: UInt16) -> [String] {
        [program(name), "--web.listen-address=127.0.0.1:\(port)"] + flags
    }

    /// The flags by which the exporter of a machine asks these collectors alone.
    static func only(_ collectors: [String]) -> [String] {
        ["--collector.disable-defaults"] + collectors.map { "--collector.\($0)" }
    }

    /// Whether the exporters are there, and a Prometheus to scrape them.
    static func areInstalled(_ names: String...) -> Bool {
        RealPrometheus.isInstalled
            && names.allSatisfy { FileManager.default.isExecutableFile(atPath: program($0)) }
    }

    private static func program(_ name: String) -> String { "/usr/bin/prometheus-\(name)-exporter" }
}
