import Foundation
import Testing

/// A PostgreSQL of a test on loopback; ended by `stop`. The server refuses to be root, and then is Debian's user of
/// that name.
struct PostgreSQL {
    /// The folder of the server's programs.
    static let programs: String? = {
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return versions.sorted().last.map { "\(root)/\($0)/bin" }
    }()

    let port: UInt16
    let data: URL
    private let folder: URL
    private let process: ChildProcess
    private static let asServer =
        getuid() == 0 ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : []

    /// Makes a server with the role `monitor`, and starts it.
    init(in folder: URL, settings: [String] = [], environment: [String: String] = [:]) async throws {
        if getuid() == 0 { try LiveTests.run("/bin/chown", ["postgres", folder.path]) }
        let data = folder.appending(path: "data")
        try Self.run("initdb", ["-D", data.path, "-U", "postgres", "-A", "trust", "-N"])
        try await self.init(over: data, settings: settings, environment: environment)
        try query("CREATE ROLE monitor LOGIN IN ROLE pg_monitor")
    }

    /// Starts a server over the data of one that was stopped, or of a standby.
    ///
    /// - Parameter port: nil for one that is free.
    init(
        over data: URL, port: UInt16? = nil, settings: [String] = [], environment: [String: String] = [:]
    ) async throws {
        let port = try port ?? FreePort.find()
        self.port = port
        self.data = data
        folder = data.deletingLastPathComponent()
        let all =
            ["listen_addresses=localhost", "max_connections=20", "unix_socket_directories=", "fsync=off"] + settings
        process = try ChildProcess(
            "/usr/bin/env",
            Self.asServer + ["env"] + environment.map { "\($0.key)=\($0.value)" }
                + ["\(Self.programs ?? "")/postgres", "-D", data.path, "-p", "\(port)"] + all.flatMap { ["-c", $0] },
            in: folder, output: folder.appending(path: "postgres-\(port).log"))
        try await process.waitUntilListening(at: port)
        while try LiveTests.run("/usr/bin/pg_isready", ["-h", "localhost", "-p", "\(port)"]).status != 0 {
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// Runs a program of the server as the server's user.
    static func run(_ program: String, _ arguments: [String]) throws {
        let (status, said) = try LiveTests.run("/usr/bin/env", asServer + ["\(programs ?? "")/\(program)"] + arguments)
        try #require(status == 0, "\(said)")
    }

    private var options: [String] {
        ["-X", "-w", "-h", "localhost", "-p", "\(port)", "-U", "postgres", "-d", "postgres", "-c"]
    }

    func query(_ sql: String) throws {
        let (status, said) = try LiveTests.run("/usr/bin/psql", options + [sql])
        try #require(status == 0, "\(said)")
    }

    /// - Parameter more: what follows in the same session.
    func connect(_ sql: String, then more: String...) throws -> ChildProcess {
        try ChildProcess(
            "/usr/bin/psql", options + [sql] + more.flatMap { ["-c", $0] }, in: folder,
            output: folder.appending(path: "\(UUID()).log"))
    }

    /// Ends it cleanly, and the sessions with it: an exporter keeps one open.
    func stop() {
        kill(process.pid, SIGINT)
        process.wait()
    }
}
