import Detection
import Foundation
import KnowledgeBase
import Notes
import Synchronization
import Testing

@testable import Live

/// A command of a bundled runbook, run against a real service.
private struct BundledCommand {
    let command: DetectionCommand
    let parameters: [Parameter]

    /// - Parameter number: of the commands of the symptom, from 0.
    init(_ file: String, _ symptom: String, _ number: Int = 0) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "notes/\(file)"), encoding: .utf8)
        let note = Note(path: file, text: text)
        command = note.commands(of: symptom)[number].command
        parameters = note.parameters
    }

    func verdict(_ values: [String: String]) async throws -> RunVerdict {
        let test = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let program = (test as NSString).deletingLastPathComponent + "/kb"
        let prepared = try PreparedRun(
            language: command.language, text: command.text, values: ParameterValues(parameters, values),
            UserConfiguration(), ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/tmp"])
        let output = Mutex<[UInt8]>([])
        let errors = Mutex<[UInt8]>([])
        let ending = await CommandRunner(program: program).run(prepared.job) { stream, bytes in
            if stream == .output { output.withLock { $0 += bytes } } else { errors.withLock { $0 += bytes } }
        }
        guard let code = ending.exitCode else { return .error(Sentence(english: ending.word)) }
        return FiringRule.verdict(
            try FiringRule(attributes: command.attributes), exitCode: code,
            output: String(decoding: output.withLock { $0 }, as: UTF8.self), hasErrors: errors.withLock { !$0.isEmpty })
    }
}

@Suite(
    "The Redis runbook against a real Redis",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/redis-server")))
struct RedisRunbookTests {
    @Test("a full memory fires, and clears when it is freed; a stopped server fires")
    func memory() async throws {
        try await withFolder { folder in
            let port = try FreePort.find()
            let server = try ChildProcess(
                "/usr/bin/redis-server",
                ["--port", "\(port)", "--bind", "127.0.0.1", "--maxmemory", "4mb", "--save", "", "--dir", folder.path],
                in: folder, output: folder.appending(path: "redis.log"))
            while !FreePort.isTaken(port) { try await Task.sleep(for: .milliseconds(50)) }
            let values = ["redis": "127.0.0.1:\(port)"]
            let (down, full) = (
                try BundledCommand("21_redis_operations.md", "S1"), try BundledCommand("21_redis_operations.md", "S2")
            )
            #expect(try await down.verdict(values).kind == .clear)
            #expect(try await full.verdict(values).kind == .clear)
            try run(
                "/usr/bin/redis-cli",
                ["-p", "\(port)", "EVAL", "for i = 1, 8000 do redis.call('SET', i, string.rep('x', 400)) end", "0"])
            #expect(try await full.verdict(values).kind == .firing)
            try run("/usr/bin/redis-cli", ["-p", "\(port)", "FLUSHALL"])
            #expect(try await full.verdict(values).kind == .clear)
            server.stop()
            #expect(try await down.verdict(values).kind == .firing)
            #expect(try await full.verdict(values).kind == .error)
        }
    }
}

@Suite("The PostgreSQL runbook against a real PostgreSQL", .enabled(if: PostgreSQL.programs != nil))
struct PostgreSQLRunbookTests {
    @Test("used up connections fire, and clear when they are closed; a stopped server fires")
    func connections() async throws {
        try await withFolder { folder in
            let server = try await PostgreSQL(in: folder)
            let values = ["server": "localhost:\(server.port)"]
            let (down, full) = (
                try BundledCommand("20_postgresql_operations.md", "S1"),
                try BundledCommand("20_postgresql_operations.md", "S2")
            )
            #expect(try await down.verdict(values).kind == .clear)
            #expect(try await full.verdict(values).kind == .clear)
            let sleepers = try (0..<14).map { _ in try server.connect("SELECT pg_sleep(600)", in: folder) }
            var verdict = try await full.verdict(values)
            // Sessions need a moment to begin.
            let end = ContinuousClock.now.advanced(by: .seconds(30))
            while verdict.kind == .clear, ContinuousClock.now < end { verdict = try await full.verdict(values) }
            #expect(verdict.kind == .firing)
            for sleeper in sleepers { sleeper.stop() }
            try server.query(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)' AND pid <> pg_backend_pid()",
                in: folder)
            while verdict.kind == .firing, ContinuousClock.now < end { verdict = try await full.verdict(values) }
            #expect(verdict.kind == .clear)
            server.stop()
            #expect(try await down.verdict(values).kind == .firing)
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

    func connect(_ sql: String, in folder: URL) throws -> ChildProcess {
        try ChildProcess("/usr/bin/psql", options + [sql], in: folder, output: folder.appending(path: "\(UUID()).log"))
    }

    func stop() { process.stop() }
}
