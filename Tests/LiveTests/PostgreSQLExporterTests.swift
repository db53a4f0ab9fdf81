import Detection
import Foundation
import Notes
import Testing

@Suite(
    "The PromQL of the PostgreSQL runbook against a real postgres_exporter",
    .enabled(
        if: PostgreSQL.programs != nil && Exporter.areInstalled("postgres"),
        "needs PostgreSQL, its exporter and Prometheus"),
    .timeLimit(.minutes(5)))
struct PostgreSQLExporterTests {
    private static let note = "20_postgresql_operations"

    /// A server without standby and without slot, and an exporter of Debian without queries of its own: the note says
    /// of all three that they are blind.
    private static let healthy: [String: Set<Verdict.Kind>] = [
        "S1": [.clear], "S2": [.clear], "S3": [.clear], "S4": [.clear], "S5": [.blind], "S6": [.blind], "S7": [.blind],
    ]

    @Test("used up connections fire, and clear when they are closed; a deadlock fires")
    func sessions() async throws {
        try await withFolder { folder in
            let server = try await PostgreSQL(in: folder, settings: ["deadlock_timeout=100ms"])
            defer { server.stop() }
            try await TriageSession.run(.bundled(Self.note), of: server, in: folder) { runbook in
                try await runbook.expect(Self.healthy)
                let sleepers = try (0..<15).map { _ in try server.connect("SELECT pg_sleep(600)") }
                try await runbook.expect(["S1": [.clear], "S2": [.firing]])
                for sleeper in sleepers { sleeper.stop() }
                try server.query(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(600)'")
                try await runbook.expect(["S2": [.clear], "S4": [.clear]])

                try server.query("CREATE TABLE t AS SELECT generate_series(1, 2) AS id")
                let sessions = try [(1, 2), (2, 1)].map { first, second in
                    try server.connect(
                        """
                        BEGIN; UPDATE t SET id = id WHERE id = \(first); SELECT pg_advisory_xact_lock(\(first));
                        DO $$ BEGIN
                            -- Until the other has its row, too.
                            WHILE (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory') < 2 LOOP
                                PERFORM pg_sleep(0.05);
                            END LOOP;
                        END $$;
                        UPDATE t SET id = id WHERE id = \(second); COMMIT
                        """)
                }
                try await runbook.expect(["S4": [.firing]])
                for session in sessions { session.wait() }
            }
        }
    }

    @Test("a stopped server fires, and clears when it is back")
    func down() async throws {
        try await withFolder { folder in
            let server = try await PostgreSQL(in: folder)
            // The exporter tries for a second to reach a server before it says that it can't.
            try await TriageSession.run(.bundled(Self.note), of: server, every: 3, in: folder) { runbook in
                try await runbook.expect(Self.healthy)
                server.stop()
                try await runbook.expect(["S1": [.firing], "S2": [.blind], "S3": [.blind], "S4": [.blind]])
                let again = try await PostgreSQL(over: server.data, port: server.port)
                defer { again.stop() }
                try await runbook.expect(Self.healthy)
            }
        }
    }

    /// Nobody waits five minutes in a test: the server's clock goes on by ten while a session of it does nothing.
    @Test(
        "a transaction that is idle for minutes fires, and clears when it is ended",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/faketime"), "needs faketime"))
    func idle() async throws {
        try await withFolder { folder in
            let clock = folder.appending(path: "clock")
            try Data("+0".utf8).write(to: clock)
            let server = try await PostgreSQL(
                in: folder,
                environment: [
                    "LD_PRELOAD": "/usr/$LIB/faketime/libfaketime.so.1", "FAKETIME_TIMESTAMP_FILE": clock.path,
                    "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
                ])
            defer { server.stop() }
            try await TriageSession.run(.bundled(Self.note), of: server, in: folder) { runbook in
                let holder = try server.connect("BEGIN", then: "\\! sleep 600")
                defer { holder.stop() }
                try await runbook.expect(Self.healthy)
                let command = try BundledCommand(Self.note, "S3")
                let values = ["server": "localhost:\(server.port)"]
                #expect(try await command.verdict(values) == .clear)
                try Data("+10m".utf8).write(to: clock)
                try await runbook.expect(["S3": [.firing]])
                #expect(try await command.verdict(values) == .firing)
                try server.query(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'")
                try await runbook.expect(["S3": [.clear]])
                #expect(try await command.verdict(values) == .clear)
            }
        }
    }

    @Test("rows that nobody cleans up fire where the exporter was told to count them, and clear after VACUUM")
    func deadRows() async throws {
        try await withFolder { folder in
            let server = try await PostgreSQL(in: folder)
            defer { server.stop() }
            let queries = folder.appending(path: "queries.yaml")
            try Data(try Self.queries().utf8).write(to: queries)
            let flags = ["--extend.query-path=\(queries.path)"]
            try await TriageSession.run(.bundled(Self.note), of: server, in: folder, flags) { runbook in
                try server.query(
                    "CREATE TABLE t WITH (autovacuum_enabled = off) AS SELECT generate_series(1, 150000) AS id")
                try await runbook.expect(Self.healthy.merging(["S7": [.clear]]) { $1 })
                try server.query("DELETE FROM t")
                try await runbook.expect(["S7": [.firing]])
                try server.query("VACUUM t")
                try await runbook.expect(["S7": [.clear]])
            }
        }
    }

    /// The file that the note gives for older exporters.
    private static func queries() throws -> String {
        let file = SharedFolder.checkout.appending(path: "notes/\(note).md")
        let parts = try String(contentsOf: file, encoding: .utf8).split(separator: "```yaml\n", maxSplits: 1)
        return String(try #require(parts.last?.split(separator: "```").first))
    }
}

extension TriageSession {
    /// Measures the runbook of PostgreSQL by its exporter, which asks the server as the role that the note names.
    ///
    /// - Parameter interval: the seconds between two scrapes.
    static func run(
        _ note: Note, of server: PostgreSQL, every interval: Int = 1, in folder: URL, _ flags: [String] = [],
        _ work: (TriageSession) async throws -> Void
    ) async throws {
        let source = "postgresql://monitor@localhost:\(server.port)/postgres?sslmode=disable"
        let exporter = try await Exporter("postgres", flags, by: ["DATA_SOURCE_NAME=\(source)"], in: folder)
        defer { exporter.stop() }
        let prometheus = try await RealPrometheus(scraping: exporter.port, every: interval, in: folder)
        defer { prometheus.stop() }
        try await run(note, at: prometheus.port, others: nil, work)
    }
}
