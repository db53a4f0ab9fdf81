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

/// The folder of the kernel's figures, as the exporter may be shown it: copies, of which a test changes some.
struct GivenFigures {
    let folder: URL

    /// - Parameter files: those that are copied from `/proc`.
    init(_ files: [String], in folder: URL) throws {
        self.folder = folder.appending(path: "proc")
        for file in files { try write(file, String(contentsOfFile: "/proc/\(file)", encoding: .utf8)) }
    }

    /// Adds to the numbers that follow a place, all of them.
    func add(_ amount: Int, to file: String, after place: String) throws {
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        let number = try Regex<(Substring, Substring, Substring)>("(\(place))(\\d+)").anchorsMatchLineEndings()
        try write(file, text.replacing(number) { match in "\(match.1)\((Int(match.2) ?? 0) + amount)" })
    }

    /// At once, for the exporter reads at any moment.
    func write(_ file: String, _ text: String) throws {
        let file = folder.appending(path: file)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
    }
}
