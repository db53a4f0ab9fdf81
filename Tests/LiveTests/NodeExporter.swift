import Foundation

/// Debian's exporter of the figures of a machine, on loopback; ended by `stop`.
struct NodeExporter {
    static let program = "/usr/bin/prometheus-node-exporter"
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

    let pid: pid_t
    private let process: ChildProcess

    /// Starts it, and waits until it listens.
    ///
    /// - Parameters:
    ///   - starter: the words of a program that becomes it.
    ///   - collectors: the only ones that it asks; empty for those that it asks by itself.
    ///   - flags: further ones.
    init(
        at port: UInt16, in folder: URL, by starter: [String] = [], collectors: [String] = [], _ flags: [String] = []
    ) async throws {
        let words = starter + Self.words(at: port, collectors: collectors, flags)
        let output = folder.appending(path: "node-exporter-\(port).log")
        process = try ChildProcess(words[0], Array(words.dropFirst()), in: folder, output: output)
        pid = process.pid
        try await process.waitUntilListening(at: port)
    }

    func stop() { process.stop() }

    /// What starts it.
    static func words(at port: UInt16, collectors: [String], _ flags: [String]) -> [String] {
        [program, "--web.listen-address=127.0.0.1:\(port)", "--log.level=error"]
            + (collectors.isEmpty ? [] : ["--collector.disable-defaults"] + collectors.map { "--collector.\($0)" })
            + flags
    }
}
