import Detection
import Foundation
import Testing

@Suite(
    "The Redis runbook against a real Redis",
    .enabled(if: Redis.isInstalled, "needs /usr/bin/redis-server"), .timeLimit(.minutes(5)))
struct RedisRunbookTests {
    private static let note = "21_redis_operations"

    @Test("a full memory fires, and clears when it is freed; a stopped server fires")
    func memory() async throws {
        try await withFolder { folder in
            let server = try await Redis(in: folder, "--maxmemory", "4mb", "--save", "")
            let values = ["redis": "127.0.0.1:\(server.port)"]
            let (down, full) = (try BundledCommand(Self.note, "S1"), try BundledCommand(Self.note, "S2"))
            #expect(try await down.verdict(values) == .clear)
            #expect(try await full.verdict(values) == .clear)
            try server.say("EVAL", "for i = 1, 8000 do redis.call('SET', i, string.rep('x', 400)) end", "0")
            #expect(try await full.verdict(values) == .firing)
            try server.say("FLUSHALL")
            #expect(try await full.verdict(values) == .clear)
            server.stop()
            #expect(try await down.verdict(values) == .firing)
            for symptom in ["S2", "S5", "S6", "S7"] {
                #expect(try await BundledCommand(Self.note, symptom).verdict(values) == .error)
            }
        }
    }

    @Test("a server that wants a password is not down, and what it keeps to itself is not healthy")
    func password() async throws {
        try await withFolder { folder in
            let server = try await Redis(in: folder, "--requirepass", "hunter22", "--save", "")
            defer { server.stop() }
            let values = ["redis": "127.0.0.1:\(server.port)"]
            #expect(try await BundledCommand(Self.note, "S1").verdict(values) == .clear)
            for symptom in ["S2", "S5", "S6", "S7"] {
                #expect(try await BundledCommand(Self.note, symptom).verdict(values) == .error)
            }
        }
    }

    @Test("a replica without its master fires, and a master is not judged")
    func replication() async throws {
        try await withFolder { folder in
            let master = try await Redis.master(in: folder)
            let replica = try await master.replica(in: folder)
            defer { replica.stop() }
            let link = try BundledCommand(Self.note, "S5")
            #expect(try await link.verdict(["redis": "127.0.0.1:\(master.port)"]) == .error)
            let values = ["redis": "127.0.0.1:\(replica.port)"]
            while try await link.verdict(values) != .clear {}
            master.stop()
            while try await link.verdict(values) != .firing {}
        }
    }

    @Test("a snapshot that can't be written fires, and clears with the next one that can")
    func persistence() async throws {
        try await withFolder { folder in
            let server = try await Redis(in: folder, "--save", "3600 1")
            defer { server.stop() }
            let values = ["redis": "127.0.0.1:\(server.port)"]
            let failed = try BundledCommand(Self.note, "S6")
            #expect(try await failed.verdict(values) == .clear)
            // The file it is renamed to is a folder.
            let obstacle = folder.appending(path: "dump.rdb")
            try FileManager.default.createDirectory(
                at: obstacle.appending(path: "x"), withIntermediateDirectories: true)
            try server.say("BGSAVE")
            while try await failed.verdict(values) != .firing {}
            try FileManager.default.removeItem(at: obstacle)
            try server.say("BGSAVE")
            while try await failed.verdict(values) != .clear {}
        }
    }

    @Test("used up connections fire; a slow command and evicted keys are shown")
    func connections() async throws {
        try await withFolder { folder in
            let server = try await Redis(
                in: folder, "--save", "", "--maxclients", "10", "--maxmemory", "2mb", "--maxmemory-policy",
                "allkeys-lru", "--slowlog-log-slower-than", "1000")
            defer { server.stop() }
            let values = ["redis": "127.0.0.1:\(server.port)"]
            let many = try BundledCommand(Self.note, "S7")
            #expect(try await many.verdict(values) == .clear)
            try server.say("EVAL", "for i = 1, 20000 do redis.call('SET', i, string.rep('x', 400)) end", "0")
            let slow = try await BundledCommand(Self.note, "S4").run(values)
            #expect(slow.verdict.kind == .observed && slow.output.contains("for i = 1, 20000"))
            let evicted = try await BundledCommand(Self.note, "S3").run(values)
            #expect(evicted.output.contains("evicted_keys:") && !evicted.output.contains("evicted_keys:0"))
            let subscribers = try server.subscribe(9, in: folder)
            while try await many.verdict(values) != .firing {}
            for subscriber in subscribers { subscriber.stop() }
            while try await many.verdict(values) != .clear {}
            #expect(try await BundledCommand(Self.note, "S7", 1).run(values).output.contains("rejected_connections:"))
        }
    }
}
