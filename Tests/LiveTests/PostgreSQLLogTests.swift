import Detection
import Foundation
import Testing

@Suite(
    "The PostgreSQL runbook on what a server has written",
    .enabled(
        if: PostgreSQL.programs != nil && Exporter.areInstalled("postgres"),
        "needs PostgreSQL, its exporter and Prometheus"),
    .timeLimit(.minutes(5)))
struct PostgreSQLLogTests {
    private static let note = "20_postgresql_operations"

    @Test("a standby that does not replay fires, and clears when it has caught up")
    func standby() async throws {
        try await withFolder { folder in
            let primary = try await PostgreSQL(in: folder)
            defer { primary.stop() }
            let lag = try BundledCommand(Self.note, "S5")
            let values = ["server": "localhost:\(primary.port)"]
            #expect(try await lag.verdict(values) == .error)
            let standby = try await primary.standby()
            defer { standby.stop() }
            try await TriageSession.run(.bundled(Self.note), of: primary, in: folder) { runbook in
                try await runbook.expect(["S5": [.clear]])
                #expect(try await lag.verdict(values) == .clear)
                try standby.query("SELECT pg_wal_replay_pause()")
                try primary.query(
                    "SELECT pg_logical_emit_message(false, 'fill', repeat('x', 1000000)) FROM generate_series(1, 80)")
                try await runbook.expect(["S5": [.firing]])
                let (verdict, output) = try await lag.run(values)
                #expect(verdict.kind == .firing && output.contains(" MB behind"), "\(output)")
                try standby.query("SELECT pg_wal_replay_resume()")
                try await runbook.expect(["S5": [.clear]])
                #expect(try await lag.verdict(values) == .clear)
            }
        }
    }

    /// Nobody writes 10 GiB of WAL or a thousand million transactions in a test: the server is stopped, and told by
    /// its own tool that it has come so far. What it then reports of its slot and its databases is its own reckoning.
    @Test("a slot that holds back much and databases far from their last freeze fire, and clear when these are mended")
    func farOn() async throws {
        try await withFolder { folder in
            let young = try await PostgreSQL(in: folder)
            try young.query("SELECT pg_create_physical_replication_slot('abandoned', true)")
            let (slots, age) = (try BundledCommand(Self.note, "S6"), try BundledCommand(Self.note, "S7", 1))
            var values = ["server": "localhost:\(young.port)"]
            let fresh = try await slots.run(values)
            #expect(fresh.verdict.kind == .clear && fresh.output.contains("abandoned"))
            #expect(try await age.verdict(values) == .clear)
            try await TriageSession.run(.bundled(Self.note), of: young, in: folder) {
                try await $0.expect(["S6": [.clear]])
            }
            young.stop()

            try young.advance(transaction: 1_100_000_000, log: "000000010000000300000000")
            // Else the server would freeze everything at once, as it should.
            let server = try await PostgreSQL(over: young.data, settings: ["autovacuum_freeze_max_age=2000000000"])
            defer { server.stop() }
            values = ["server": "localhost:\(server.port)"]
            try await TriageSession.run(.bundled(Self.note), of: server, in: folder) { runbook in
                try await runbook.expect(["S6": [.firing]])
                let (verdict, output) = try await slots.run(values)
                #expect(verdict.kind == .firing && output.contains("12 GB retained"), "\(output)")
                #expect(try await age.verdict(values) == .firing)

                try server.query("SELECT pg_replication_slot_advance('abandoned', pg_current_wal_lsn())")
                try await runbook.expect(["S6": [.clear]])
                #expect(try await slots.verdict(values) == .clear)
                try server.query("ALTER DATABASE template0 ALLOW_CONNECTIONS true")
                try PostgreSQL.run(
                    "vacuumdb", ["-h", "localhost", "-p", "\(server.port)", "-U", "postgres", "--all", "--freeze"])
                #expect(try await age.verdict(values) == .clear)
            }
        }
    }
}

extension PostgreSQL {
    /// A standby that follows this server.
    fileprivate func standby() async throws -> PostgreSQL {
        let copy = data.deletingLastPathComponent().appending(path: "standby")
        try Self.run(
            "pg_basebackup",
            ["-D", copy.path, "-h", "localhost", "-p", "\(port)", "-U", "postgres", "-R", "-c", "fast"])
        return try await PostgreSQL(over: copy)
    }

    /// Tells the stopped server which transaction and which file of its log comes next.
    fileprivate func advance(transaction: Int, log: String) throws {
        // A page that has the state of the transaction before must be there; 1,048,576 of them are in a file.
        let name = String(transaction / 1_048_576, radix: 16, uppercase: true)
        let file = data.appending(path: "pg_xact/" + String(repeating: "0", count: 4 - name.count) + name)
        try Data(count: 262_144).write(to: file)
        if getuid() == 0 { try LiveTests.run("/bin/chown", ["postgres", file.path]) }
        try Self.run("pg_resetwal", ["-D", data.path, "-x", "\(transaction)", "-l", log])
    }
}
