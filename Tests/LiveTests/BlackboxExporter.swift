import Foundation

/// Debian's exporter of what a probe from outside sees, on loopback; ended by `stop`.
struct BlackboxExporter {
    static let program = "/usr/bin/prometheus-blackbox-exporter"
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

    let port: UInt16
    private let process: ChildProcess

    /// Starts it in a folder, and waits until it listens.
    ///
    /// - Parameter modules: the kinds of its probes: what YAML says of each, by name.
    init(in folder: URL, modules: [String: String]) async throws {
        let file = folder.appending(path: "blackbox.yml")
        let lines = modules.map { "  \($0.key): \($0.value)\n" }
        try ("modules:\n" + lines.joined()).write(to: file, atomically: true, encoding: .utf8)
        port = try FreePort.find()
        process = try ChildProcess(
            Self.program,
            ["--config.file=\(file.path)", "--web.listen-address=127.0.0.1:\(port)", "--log.level=error"], in: folder,
            output: folder.appending(path: "blackbox.log"))
        try await process.waitUntilListening(at: port)
    }

    func stop() { process.stop() }

    /// A job of Prometheus that has targets probed, as the exporter's manual says it.
    func job(_ name: String, module: String, targets: [String]) -> String {
        """
          - job_name: \(name)
            metrics_path: /probe
            params: { module: [\(module)] }
            static_configs: [{ targets: [\(targets.map { "\"\($0)\"" }.joined(separator: ", "))] }]
            relabel_configs:
              - { source_labels: [__address__], target_label: __param_target }
              - { source_labels: [__param_target], target_label: instance }
              - { target_label: __address__, replacement: "127.0.0.1:\(port)" }

        """
    }
}
