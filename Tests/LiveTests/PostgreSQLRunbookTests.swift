import Detection
import Foundation
import Testing

@Suite(
    "The PostgreSQL runbook against a real PostgreSQL", .enabled(if: PostgreSQL.programs != nil),
    .timeLimit(.minutes(5)))
struct PostgreSQLRunbookTests {
    private static let note = "20_postgresql_operations"

    /// Runs a command until its verdict is the wanted one, for a minute at most; what it was last.
    private func verdict(
        of command: BundledCommand, _ values: [String: String], until wanted: Verdict.Kind
    ) async throws -> Verdict.Kind {
        let end = ContinuousClock.now.advanced(by: .seconds(60))
        while true {
            let kind = try await command.verdict(values)
            if kind == wanted || ContinuousClock.now > end { return kind }
        }
    }

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
            let sleepers = try (0..<16).map { _ in try server.connect("SELECT pg_sleep(600)") }
            // Sessions need a moment to begin, and to end.
            #expect(try await verdict(of: full, values, until: .firing) == .firing)
            for sleeper in sleepers { sleeper.stop() }
            try server.query(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)' AND pid <> pg_backend_pid()"
            )
            #expect(try await verdict(of: full, values, until: .clear) == .clear)
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
            try server.query("CREATE TABLE t AS SELECT 1 AS id")
            let holder = try server.connect("BEGIN", then: "UPDATE t SET id = 2", "\\! sleep 600")
            while try await idle.verdict(values) != .firing {}
            #expect(try await idle.verdict(["server": "localhost:\(server.port)"]) == .clear)
            let waiter = try server.connect("UPDATE t SET id = 3")
            while try await waiting.verdict(values) != .firing {}
            try server.query(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'")
            while try await waiting.verdict(values) != .clear {}
            #expect(try await idle.verdict(values) == .clear)
            for session in [holder, waiter] { session.stop() }
        }
    }

    @Test("rows that nobody cleans up fire, and clear after VACUUM; sessions are shown")
    func deadRows() async throws {
        try await withFolder { folder in
            let server = try await PostgreSQL(in: folder)
            defer { server.stop() }
            let values = ["server": "localhost:\(server.port)"]
            let dead = try BundledCommand(Self.note, "S7")
            #expect(try await dead.verdict(values) == .clear)
            #expect(try await BundledCommand(Self.note, "S7", 1).verdict(values) == .clear)
            try server.query(
                "CREATE TABLE t WITH (autovacuum_enabled = off) AS SELECT generate_series(1, 150000) AS id")
            try server.query("DELETE FROM t")
            while try await dead.verdict(values) != .firing {}
            try server.query("VACUUM t")
            while try await dead.verdict(values) != .clear {}
            #expect(try await BundledCommand(Self.note, "S2", 1).run(values).output.contains("monitor"))
        }
    }
}
