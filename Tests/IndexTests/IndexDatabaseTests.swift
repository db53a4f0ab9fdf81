import Fixtures
import Foundation
import GRDB
import Notes
import Testing

@testable import Index

@Suite("An index that does not fit is made anew")
struct IndexDatabaseTests {
    private let notes: TemporaryNotes

    init() throws { notes = try TemporaryNotes(SampleNotes.files) }

    private func answersAgain(_ reason: IndexDatabase.RebuildReason?) throws {
        try notes.reopen()
        #expect(notes.database.rebuilt == reason)
        #expect(try notes.update().indexed == (reason == nil ? 0 : SampleNotes.files.count))
        #expect(try notes.paths("攀升") == [SampleNotes.stream])
    }

    private func execute(_ sql: String) throws {
        try DatabaseQueue(path: notes.databasePath).writeWithoutTransaction { try $0.execute(sql: sql) }
    }

    @Test("one that fits is kept")
    func kept() throws { try answersAgain(nil) }

    @Test("a command waits for another that writes, and longer than a page, which has others behind it")
    func patience() throws {
        func patience(_ use: IndexDatabase.Use) throws -> Int {
            try notes.reopen(use: use)
            return try notes.database.writer.writeWithoutTransaction { db in
                try Int.fetchOne(db, sql: "PRAGMA busy_timeout") ?? 0
            }
        }
        #expect(try patience(.command) >= 60_000)
        #expect(try (1...10_000).contains(patience(.server)))
    }

    @Test("of another version, older or newer", arguments: [0, 99, -1])
    func version(_ number: Int) throws {
        try execute("PRAGMA user_version = \(number)")
        try answersAgain(.version)
    }

    @Test("of another program")
    func foreign() throws {
        try IndexDatabase.remove(notes.databasePath)
        try execute("CREATE TABLE note (id INTEGER); PRAGMA user_version = \(Schema.version)")
        try answersAgain(.version)
    }

    @Test("of another notes folder")
    func otherFolder() throws {
        let other = try TemporaryNotes(["x.md": "# Other\n\nzebra\n"])
        let database = try IndexDatabase(path: notes.databasePath, root: other.root, for: .command)
        #expect(database.rebuilt == .folder)
        #expect(try database.counts().notes == 0)
    }

    @Test(
        "of another kind",
        arguments: [
            "not a database at all, but text that is longer than a header would be; and so on and so forth for more than a hundred bytes.",
            "short",
        ])
    func text(_ text: String) throws {
        try IndexDatabase.remove(notes.databasePath)
        try Data(text.utf8).write(to: URL(filePath: notes.databasePath))
        try answersAgain(.damaged)
        // It was no index of ours: somebody may have named it by mistake.
        #expect(try String(contentsOfFile: notes.databasePath + ".kept", encoding: .utf8) == text)
    }

    @Test("who makes way for a new one keeps what was no index of ours, with its last changes")
    func makesWay() throws {
        let path = notes.outside("note.md")
        for suffix in ["", "-wal"] { try Data("words\(suffix)".utf8).write(to: URL(filePath: path + suffix)) }
        #expect(try IndexDatabase.makeWay(at: path) == path + ".kept")
        for suffix in ["", "-wal"] {
            #expect(!FileManager.default.fileExists(atPath: path + suffix))
            #expect(try String(contentsOfFile: path + ".kept" + suffix, encoding: .utf8) == "words\(suffix)")
        }
        #expect(try IndexDatabase.makeWay(at: path) == nil)
        #expect(try IndexDatabase.makeWay(at: notes.databasePath) == nil)
        #expect(!FileManager.default.fileExists(atPath: notes.databasePath))
        #expect(!FileManager.default.fileExists(atPath: notes.databasePath + ".kept"))
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        #expect(throws: IndexError.self) { try IndexDatabase.makeWay(at: path) }
    }

    @Test("an empty file is filled")
    func empty() throws {
        try IndexDatabase.remove(notes.databasePath)
        try Data().write(to: URL(filePath: notes.databasePath))
        try notes.reopen()
        #expect(try notes.update().indexed == SampleNotes.files.count)
        #expect(try notes.paths("攀升") == [SampleNotes.stream])
    }

    @Test("one that was deleted is made")
    func deleted() throws {
        try IndexDatabase.remove(notes.databasePath)
        try notes.reopen()
        #expect(notes.database.rebuilt == nil)
        #expect(try notes.update().indexed == SampleNotes.files.count)
    }

    @Test("a folder in its place, or a file in place of its folder, is an error that says where")
    func impossible() throws {
        let blocked = notes.outside("blocked")
        try FileManager.default.createDirectory(atPath: blocked, withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: notes.outside("file")))
        for path in [blocked, notes.outside("file") + "/index.sqlite"] {
            #expect { _ = try IndexDatabase(path: path, root: notes.root, for: .command) } throws: {
                "\($0)".contains(path)
            }
        }
    }

    @Test("after damage anywhere it either answers or says that it is damaged", arguments: 0..<10)
    func damaged(seed: Int) throws {
        // Everything moves from the log to the file, whose bytes are then overwritten.
        try execute("PRAGMA wal_checkpoint(TRUNCATE)")
        let whole = try Data(contentsOf: URL(filePath: notes.databasePath))
        var random = SeededGenerator(seed: seed)
        for round in 0..<(fuzzCount(120) / 10) {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...30, using: &random) {
                let start = Int.random(in: (round.isMultiple(of: 4) ? 0 : 100)..<bytes.count, using: &random)
                for position in start..<min(start + Int.random(in: 1...200, using: &random), bytes.count) {
                    bytes[position] = UInt8.random(in: 0...255, using: &random)
                }
            }
            if round.isMultiple(of: 5) { bytes = bytes.prefix(Int.random(in: 0...bytes.count, using: &random)) }
            try IndexDatabase.remove(notes.databasePath)
            try bytes.write(to: URL(filePath: notes.databasePath))
            do {
                let database = try IndexDatabase(path: notes.databasePath, root: notes.root, for: .command)
                _ = try database.update(from: notes.root, now: .max)
                for query in [
                    "攀升", "stream", "tag:linux", "obelsik", "connecting zebra", "due:..today", "urgency:critical",
                ] {
                    _ = try database.search(SearchRequest(query, today: TemporaryNotes.today))
                }
                _ = try database.symptoms().map { "\($0)" }
                _ = try database.findings()
                _ = try database.links()
                _ = try database.backlinks(toNoteAt: SampleNotes.stream)
                _ = try database.parallels(ofNoteAt: SampleNotes.english)
                _ = try database.notes(.all).map { "\($0.updated?.description ?? "")" }
                _ = try database.notes(named: "idea")
                _ = try database.values(ofField: "tags")
                _ = try database.counts()
            } catch {
                #expect(IndexDatabase.isDamage(error), "\(error)")
            }
        }
    }

    @Test("a full-text table that says it is of another version is damage, too")
    func fullTextVersion() throws {
        try execute("UPDATE text_config SET v = 0 WHERE k = 'version'")
        let database = try IndexDatabase(path: notes.databasePath, root: notes.root, for: .command)
        let error = #expect(throws: (any Error).self) {
            try database.search(SearchRequest("攀升", today: TemporaryNotes.today))
        }
        #expect(error.map { IndexDatabase.isDamage($0) } == true)
    }

    @Test("a damaged one answers again when it was made anew")
    func healed() throws {
        try execute("PRAGMA wal_checkpoint(TRUNCATE)")
        var bytes = try Data(contentsOf: URL(filePath: notes.databasePath))
        for position in 0..<64 { bytes[position] = 0x55 }
        try IndexDatabase.remove(notes.databasePath)
        try bytes.write(to: URL(filePath: notes.databasePath))
        try answersAgain(.damaged)
    }
}

@Suite("Several use one index at once")
struct SharedIndexTests {
    @Test("two that open, fill and ask it at the same time", arguments: [IndexDatabase.Use.command, .server])
    func together(_ use: IndexDatabase.Use) async throws {
        let notes = try TemporaryNotes()
        for (path, text) in SampleNotes.files { try notes.write(text, to: path) }
        for index in 0..<200 {
            try notes.write("# Walrus \(index)\n\nA walrus and number\(index).\n", to: "many/n\(index).md")
        }
        let (path, root) = (notes.databasePath, notes.root)
        try IndexDatabase.remove(path)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let database = try IndexDatabase(path: path, root: root, for: use)
                    for _ in 0..<3 {
                        _ = try database.update(from: root, now: .max)
                        let answer = try database.search(SearchRequest("攀升", today: TemporaryNotes.today))
                        #expect(answer.hits.map(\.path) == [SampleNotes.stream])
                    }
                }
            }
            try await group.waitForAll()
        }
        try notes.reopen()
        #expect(try notes.update().isUnchanged)
        #expect(try notes.database.counts().notes == SampleNotes.files.count + 200)
        #expect(try notes.paths("number137").first == "many/n137.md")
        try notes.checkIntegrity()
    }

    @Test("a server goes on with the index that it has when that is deleted, or made anew by another version of kb")
    func deleted() async throws {
        let notes = try TemporaryNotes(["a.md": "# Here\n\nwalrus\n"], use: .server)
        try IndexDatabase.remove(notes.databasePath)
        let database = notes.database
        func answer() throws -> [String] {
            // Long enough for others to ask meanwhile, so that each needs a reader of its own.
            _ = try database.writer.read { _ in usleep(50_000) }
            return try database.search(SearchRequest("walrus", today: TemporaryNotes.today)).hits.map(\.path)
        }
        func ask() async throws {
            try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<4 { group.addTask { try answer() } }
                for try await paths in group { #expect(paths == ["a.md"]) }
            }
        }
        try await ask()
        func makeAnew() throws {
            try DatabaseQueue(path: notes.databasePath).write { try $0.execute(sql: "CREATE TABLE meta (key TEXT)") }
        }
        try makeAnew()
        try await ask()
    }

    @Test("one that asks while another fills it is never wrong")
    func whileFilling() async throws {
        let notes = try TemporaryNotes(["a.md": "# Always here\n\nwalrus\n"], use: .server)
        let (path, root) = (notes.databasePath, notes.root)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                let database = try IndexDatabase(path: path, root: root, for: .command)
                for round in 0..<10 {
                    try Data("# New \(round)\n\nzebra\n".utf8).write(to: URL(filePath: root + "/n\(round).md"))
                    _ = try database.update(from: root, now: .max)
                }
            }
            group.addTask {
                let database = try IndexDatabase(path: path, root: root, for: .server)
                for _ in 0..<60 {
                    #expect(
                        try database.search(SearchRequest("walrus", today: TemporaryNotes.today)).hits.map(\.path) == [
                            "a.md"
                        ])
                }
            }
            try await group.waitForAll()
        }
        #expect(try notes.database.search(SearchRequest("zebra", today: TemporaryNotes.today)).total == 10)
    }
}
