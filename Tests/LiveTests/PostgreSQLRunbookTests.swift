import Detection
import Foundation
import Testing

@Suite(
    "The PostgreSQL runbook against a real PostgreSQL", .enabled(if: PostgreSQL.programs != nil),
    .timeLimit(.minutes(2)))
struct PostgreSQLRunbookTests {
    private static let note = "20_postgresql_operations"

    @Test("used up connections fire, and clear when they are closed; a stopped server fires")
    func connections() async throws {
        try await withFolder { folder in
            let server = try await PostgreSQL(in: folder)
            let values = ["server": "localhost:\(server.port)"]
            let (down, full) = (
                try BundledCommand(Self.note, "S1"),
                try BundledCommand(Self.note, "S2")
            )
            #expect(try await down.verdict(values) == .clear)
            #expect(try await full.verdict(values) == .clear)
            let sleepers = try (0..<14).map { _ in try server.connect("SELECT pg_sleep(600)", in: folder) }
            var verdict = try await full.verdict(values)
            // Sessions need a moment to begin.
            let end = ContinuousClock.now.advanced(by: .seconds(30))
            while verdict == .clear, ContinuousClock.now < end { verdict = try await full.verdict(values) }
            #expect(verdict == .firing)
            for sleeper in sleepers { sleeper.stop() }
            try server.query(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)' AND pid <> pg_backend_pid()",
                in: folder)
            while verdict == .firing, ContinuousClock.now < end { verdict = try await full.verdict(values) }
            #expect(verdict == .clear)
            server.stop()
            #expect(try await down.verdict(values) == .firing)
            #expect(try await full.verdict(values) == .error)
        }
    }

    @Test("sessions that wait for one another fire, and so does the one that keeps them waiting")
    func locks() async throws {
        try await withFolder { folder in
            let server = try await PostgreSQL(in: folder)
            defer { server.stop() }
            let values = ["server": "localhost:\(server.port)", "idle": "0s"]
            let (idle, waiting) = (try BundledCommand(Self.note, "S3"), try BundledCommand(Self.note, "S4"))
            #expect(try await idle.verdict(values) == .clear)
            #expect(try await waiting.verdict(values) == .clear)
            try server.query("CREATE TABLE t AS SELECT 1 AS id", in: folder)
            let holder = try server.connect("BEGIN", in: folder, then: ["UPDATE t SET id = 2", "\\! sleep 600"])
            while try await idle.verdict(values) != .firing {}
            #expect(try await idle.verdict(["server": "localhost:\(server.port)"]) == .clear)
            let waiter = try server.connect("UPDATE t SET id = 3", in: folder)
            while try await waiting.verdict(values) != .firing {}
            try server.query(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'",
                in: folder)
            while try await waiting.verdict(values) != .clear {}
            #expect(try await idle.verdict(values) == .clear)
            for session in [holder, waiter] { session.stop() }
        }
    }

    @Test("rows that nobody cleans up fire, and clear after VACUUM; slots and sessions are shown")
    func deadRows() async throws {
        try await withFolder { folder in
            let server = try await PostgreSQL(in: folder)
            defer { server.stop() }
            let values = ["server": "localhost:\(server.port)"]
            let dead = try BundledCommand(Self.note, "S7")
            #expect(try await dead.verdict(values) == .clear)
            #expect(try await BundledCommand(Self.note, "S7", 1).verdict(values) == .clear)
            try server.query(
                "CREATE TABLE t WITH (autovacuum_enabled = off) AS SELECT generate_series(1, 150000) AS id", in: folder)
            try server.query("DELETE FROM t", in: folder)
            while try await dead.verdict(values) != .firing {}
            try server.query("VACUUM t", in: folder)
            while try await dead.verdict(values) != .clear {}
            try server.query("SELECT pg_create_physical_replication_slot('abandoned')", in: folder)
            let slots = try await BundledCommand(Self.note, "S6").run(values)
            #expect(slots.verdict.kind == .observed && slots.output.contains("abandoned"))
            #expect(try await BundledCommand(Self.note, "S5").run(values).output.contains("application_name"))
            #expect(try await BundledCommand(Self.note, "S2", 1).run(values).output.contains("monitor"))
        }
    }
}

/// A PostgreSQL of this test on loopback. The server refuses to be root, and then is Debian's user of that name.
private struct PostgreSQL {
    /// The folder of the server's programs.
    static let programs: String? = {
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return versions.sorted().last.map { "\(root)/\($0)/bin" }
    }()

    let port: UInt16
    private let process: ChildProcess
    private static let asServer = getuid() == 0 ? ["runuser", "-u", "postgres", "--"] : []

    init(in folder: URL) async throws {
        let programs = Self.programs ?? ""
        port = try FreePort.find()
        let data = folder.path + "/data"
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        if getuid() == 0 {
            try run("/bin/chown", ["postgres", folder.path, data])
        }
        let made = try run(
            "/usr/bin/env", Self.asServer + ["\(programs)/initdb", "-D", data, "-U", "postgres", "-A", "trust", "-N"])
        try #require(made.status == 0, "\(made.said)")
        process = try ChildProcess(
            "/usr/bin/env",
            Self.asServer + [
                "\(programs)/postgres", "-D", data, "-p", "\(port)", "-c", "listen_addresses=localhost", "-c",
                "max_connections=20", "-c", "unix_socket_directories=", "-c", "fsync=off",
            ], in: folder, output: folder.appending(path: "postgres.log"))
        while try run("/usr/bin/pg_isready", ["-h", "localhost", "-p", "\(port)"]).status != 0 {
            try await Task.sleep(for: .milliseconds(100))
        }
        try query("CREATE ROLE monitor LOGIN IN ROLE pg_monitor", in: folder)
    }

    private var options: [String] {
        ["-X", "-w", "-h", "localhost", "-p", "\(port)", "-U", "postgres", "-d", "postgres", "-c"]
    }

    func query(_ sql: String, in folder: URL) throws {
        let (status, said) = try run("/usr/bin/psql", options + [sql], in: folder)
        try #require(status == 0, "\(said)")
    }

    /// - Parameter more: what follows in the same session.
    func connect(_ sql: String, in folder: URL, then more: [String] = []) throws -> ChildProcess {
        try ChildProcess(
            "/usr/bin/psql", options + [sql] + more.flatMap { ["-c", $0] }, in: folder,
            output: folder.appending(path: "\(UUID()).log"))
    }

    func stop() { process.stop() }
}
