import Foundation
import Testing

/// A Redis of a test on loopback; ended by `stop`.
struct Redis {
    static let isInstalled = FileManager.default.isExecutableFile(atPath: program)
    private static let program = "/usr/bin/redis-server"

    let port: UInt16
    let process: ChildProcess

    /// Starts one and waits until it listens.
    ///
    /// - Parameter port: nil for one that is free.
    init(in folder: URL, port: UInt16? = nil, _ options: String...) async throws {
        let port = try port ?? FreePort.find()
        self.port = port
        // A file that may not grow further is an error to be told, as a full disk is, and no reason to be ended.
        process = try ChildProcess(
            "/bin/sh",
            ["-c", "trap '' XFSZ; exec \"$0\" \"$@\"", Self.program, "--port", "\(port)", "--bind", "127.0.0.1"]
                + ["--dir", folder.path] + options,
            in: folder, output: folder.appending(path: "redis-\(port).log"))
        try await process.waitUntilListening(at: port)
    }

    /// One that a replica may follow at once.
    static func master(in folder: URL, port: UInt16? = nil) async throws -> Redis {
        try await Redis(in: folder, port: port, "--save", "", "--repl-diskless-sync-delay", "0")
    }

    /// A replica that soon notices when this one is gone.
    func replica(in folder: URL) async throws -> Redis {
        try await Redis(in: folder, "--save", "", "--replicaof", "127.0.0.1 \(port)", "--repl-timeout", "2")
    }

    /// Says a command to it.
    func say(_ words: String..., times: Int = 1) throws { try say(words, times: times) }

    func say(_ words: [String], times: Int = 1) throws {
        let (status, said) = try run("/usr/bin/redis-cli", ["-p", "\(port)", "-r", "\(times)"] + words)
        try #require(status == 0, "\(said)")
    }

    /// Holds connections open.
    func subscribe(_ count: Int, in folder: URL) throws -> [ChildProcess] {
        try (0..<count).map { number in
            try ChildProcess(
                "/usr/bin/redis-cli", ["-p", "\(port)", "SUBSCRIBE", "c"], in: folder,
                output: folder.appending(path: "subscriber-\(number)"))
        }
    }

    func stop() { process.stop() }
}
