import Foundation

/// The exporter that looks at a service from outside, as its users do.
extension Exporter {
    /// - Parameter modules: the kinds of its probes: what YAML says of each, by name.
    init(probing modules: [String: String], in folder: URL) async throws {
        let file = folder.appending(path: "blackbox.yml")
        let lines = modules.map { "  \($0.key): \($0.value)\n" }
        try ("modules:\n" + lines.joined()).write(to: file, atomically: true, encoding: .utf8)
        try await self.init("blackbox", ["--config.file=\(file.path)"], in: folder)
    }

    /// A job of Prometheus that has targets probed, as the exporter's manual says it.
    ///
    /// - Parameter interval: the seconds between two probes; one gives up half a second before they are over.
    func job(_ name: String, module: String, targets: [String], every interval: Int = 1) -> String {
        """
          - job_name: \(name)
            scrape_interval: \(interval)s
            scrape_timeout: \(interval)s
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
