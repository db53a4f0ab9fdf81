import Detection
import Foundation
import Testing

@Suite(
    "The PromQL of the Redis runbook against a real redis_exporter",
    .enabled(if: Redis.isInstalled && Exporter.areInstalled("redis"), "needs Redis, its exporter and Prometheus"),
    .timeLimit(.minutes(5)))
struct RedisExporterTests {
    /// A master: what S5 measures is only at a replica, as the note says.
    private static let healthy: [String: Set<Verdict.Kind>] = [
        "S1": [.clear], "S2": [.clear], "S3": [.clear], "S4": [.clear], "S5": [.blind], "S6": [.clear], "S7": [.clear],
    ]

    @Test("a cache that overflows, misses and is slow fires; each clears when that is over, and a stopped server fires")
    func cache() async throws {
        try await withFolder { folder in
            let server = try await Redis(
                in: folder, "--maxmemory", "4mb", "--maxmemory-policy", "allkeys-lru", "--save", "")
            try await measure(server, in: folder) { runbook in
                try await runbook.expect(Self.healthy)
                try server.say("EVAL", "for i = 1, 500 do redis.call('GET', 'nothing') end", "0")
                try await runbook.expect(["S3.2": [.clear], "S3.3": [.firing]])
                try server.say("SET", "something", "x")
                try server.say("EVAL", "for i = 1, 5000 do redis.call('GET', 'something') end", "0")
                try await runbook.expect(["S3": [.clear]])

                try server.say("EVAL", "for i = 1, 20000 do redis.call('SET', i, string.rep('x', 400)) end", "0")
                try await runbook.expect(["S2": [.firing], "S3.2": [.firing], "S4": [.firing]])
                try server.say("FLUSHALL")
                // The same command again, many times and fast: the mean falls.
                try server.say("EVAL", "return 1", "0", times: 2000)
                try await runbook.expect(["S2": [.clear], "S4": [.clear]])

                server.stop()
                // The evictions of the last minutes stay known.
                try await runbook.expect([
                    "S1": [.firing], "S2": [.blind], "S3.3": [.blind], "S4": [.blind], "S6": [.blind], "S7": [.blind],
                ])
            }
        }
    }

    @Test("a replica without its master fires, and clears when the master is back")
    func replication() async throws {
        try await withFolder { folder in
            let master = try await Redis.master(in: folder)
            let replica = try await master.replica(in: folder)
            defer { replica.stop() }
            try await measure(replica, in: folder) { runbook in
                try await runbook.expect(Self.healthy.merging(["S5": [.clear]]) { $1 })
                master.stop()
                try await runbook.expect(["S5": [.firing]])
                let again = try await Redis.master(in: folder, port: master.port)
                defer { again.stop() }
                try await runbook.expect(["S5": [.clear]])
            }
        }
    }

    @Test("what can't be written fires, be it the snapshot, the log of writes or its rewriting")
    func persistence() async throws {
        try await withFolder { folder in
            let server = try await Redis(
                in: folder, "--save", "3600 100000", "--appendonly", "yes", "--auto-aof-rewrite-percentage", "0",
                "--rdbcompression", "no")
            defer { server.stop() }
            let much = String(repeating: "x", count: 100_000)
            try server.say("SET", "something", much)
            try await measure(server, in: folder) { runbook in
                try await runbook.expect(Self.healthy)
                for command in [["BGSAVE"], ["BGREWRITEAOF"], ["SET", "more", much]] {
                    try limitFiles(of: server, to: "50000")
                    try server.say(command)
                    try await runbook.expect(["S6": [.firing]])
                    try limitFiles(of: server, to: "unlimited")
                    try server.say(command)
                    try await runbook.expect(["S6": [.clear]])
                }
            }
        }
    }

    @Test("used up connections fire; when none is left for the exporter, S1 does, and S7 tells it afterwards")
    func connections() async throws {
        try await withFolder { folder in
            let server = try await Redis(in: folder, "--save", "", "--maxclients", "10")
            defer { server.stop() }
            try await measure(server, in: folder) { runbook in
                try await runbook.expect(Self.healthy)
                let most = try server.subscribe(8, in: folder)
                try await runbook.expect(["S1": [.clear], "S7": [.firing]])
                var rest = try server.subscribe(2, in: folder)
                // One that comes while the exporter is connected is refused, and goes.
                while await runbook.verdicts(of: "S1") != [.firing] {
                    try await Task.sleep(for: .seconds(1))
                    rest += try server.subscribe(1, in: folder)
                }
                try await runbook.expect(["S1": [.firing], "S7": [.blind]])
                for subscriber in most + rest { subscriber.stop() }
                try await runbook.expect(["S1": [.clear], "S7": [.firing]])
            }
        }
    }

    /// What may be written to one file: the nearest to a full disk that harms nobody else.
    private func limitFiles(of server: Redis, to bytes: String) throws {
        try #require(try run("/usr/bin/prlimit", ["--pid", "\(server.process.pid)", "--fsize=\(bytes):"]).status == 0)
    }

    private func measure(_ server: Redis, in folder: URL, _ work: (TriageSession) async throws -> Void) async throws {
        let exporter = try await Exporter("redis", ["-redis.addr", "redis://127.0.0.1:\(server.port)"], in: folder)
        defer { exporter.stop() }
        let prometheus = try await RealPrometheus(scraping: exporter.port, in: folder)
        defer { prometheus.stop() }
        try await TriageSession.run(.bundled("21_redis_operations"), at: prometheus.port, others: nil, work)
    }
}
