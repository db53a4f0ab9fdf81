import Foundation
import GRDB
import Notes
import Testing

@testable import Index

@Suite("The index follows the folder")
struct IndexUpdateTests {
    private let notes: TemporaryNotes

    init() throws {
        notes = try TemporaryNotes(["a.md": "# Alpha\n\nwalrus\n", "b/c.md": "# Gamma\n\nostrich\n"])
    }

    @Test("what did not change is not read again")
    func unchanged() throws {
        let first = try notes.update()
        #expect(first == IndexUpdate(total: 2, files: first.files))
        try notes.reopen()
        #expect(try notes.update() == first)
        try notes.write("# Alpha\n\npenguin\n", to: "a.md")
        #expect(try notes.update().files != first.files)
    }

    @Test("an answer that was given while the files were looked through counts only when none has changed")
    func answeredMeanwhile() throws {
        let walrus = { try self.notes.paths("walrus") }
        #expect(try notes.answerIfUpToDate(walrus) == ["a.md"])
        try notes.write("# Alpha\n\npenguin\n", to: "a.md")
        #expect(try notes.answerIfUpToDate(walrus) == nil)
        try notes.update()
        #expect(try notes.answerIfUpToDate(walrus) == [])
        try notes.delete("b/c.md")
        #expect(try notes.answerIfUpToDate(walrus) == nil)
    }

    @Test("a file that changes while the answer is given makes it count for nothing")
    func changedMeanwhile() throws {
        let answer = try notes.answerIfUpToDate {
            let paths = try notes.paths("walrus")
            try notes.write("# Alpha\n\npenguin\n", to: "a.md")
            return paths
        }
        // Whichever came first, the next one sees it.
        #expect(answer == nil || answer == ["a.md"])
        #expect(try notes.answerIfUpToDate { try notes.paths("walrus") } == nil)
    }

    @Test("what the question throws is thrown, and so is that the folder is gone")
    func failedMeanwhile() throws {
        #expect(throws: CancellationError.self) {
            try notes.answerIfUpToDate { throw CancellationError() } as Int?
        }
        try FileManager.default.removeItem(atPath: notes.root)
        #expect(throws: IndexError.self) { try notes.answerIfUpToDate { 1 } }
    }

    @Test("an index that was never filled answers nothing")
    func neverFilled() throws {
        let empty = try TemporaryNotes()
        #expect(try empty.answerIfUpToDate { 1 } == nil)
    }

    @Test("many notes in one folder and many folders are all found")
    func many() throws {
        for number in 0..<300 {
            try notes.write("# \(number)\n", to: "flat/\(number).md")
            try notes.write("# \(number)\n", to: "deep/\(number)/n.MD")
        }
        try notes.write("none", to: "flat/.md")
        try notes.write("none", to: "flat/readme.txt")
        let scan = try FolderScan(root: notes.root)
        #expect(scan.files.count == 602)
        #expect(Set(scan.files.map(\.path)).count == 602)
        #expect(try FolderScan(root: notes.root).fingerprint == scan.fingerprint)
    }

    @Test("only a changed file is read, and the old text is forgotten")
    func changed() throws {
        try notes.write("# Alpha\n\npenguin\n", to: "a.md")
        #expect(try notes.update().work == [1, 0])
        #expect(try notes.paths("penguin") == ["a.md"])
        #expect(try notes.paths("walrus") == [])
        #expect(try notes.paths("ostrich") == ["b/c.md"])
        #expect(try notes.update().work == [0, 0])
    }

    @Test("a new file is read, a deleted one forgotten with all that belonged to it")
    func addedAndDeleted() throws {
        try notes.write(SampleNotes.files[SampleNotes.stream] ?? "", to: "runbook.md")
        #expect(try notes.update().work == [1, 0])
        #expect(try notes.database.symptoms().count == 3)
        try notes.delete("runbook.md")
        #expect(try notes.update().work == [0, 1])
        #expect(try notes.database.counts().notes == 2)
        #expect(try notes.database.counts().sections == 2)
        #expect(try notes.database.symptoms().isEmpty)
        #expect(try notes.database.values(ofField: "tags").isEmpty)
        #expect(try notes.paths("max.poll.interval.ms") == [])
    }

    @Test("a renamed file is found under its new name only")
    func renamed() throws {
        try notes.move("a.md", to: "b/z.md")
        #expect(try notes.update().work == [1, 1])
        #expect(try notes.paths("walrus") == ["b/z.md"])
        #expect(try notes.database.notes(named: "a").isEmpty)
        #expect(try notes.database.notes(named: "z").map(\.path) == ["b/z.md"])
    }

    @Test("two files that change places are both read")
    func swapped() throws {
        try notes.move("a.md", to: "t.md")
        try notes.move("b/c.md", to: "a.md")
        try notes.move("t.md", to: "b/c.md")
        #expect(try notes.update().work == [2, 0])
        #expect(try notes.paths("walrus") == ["b/c.md"])
    }

    @Test("a renamed folder moves its notes")
    func renamedFolder() throws {
        try notes.move("b", to: "d")
        #expect(try notes.update().work == [1, 1])
        #expect(try notes.paths("ostrich") == ["d/c.md"])
    }

    @Test("a touched file is read again, and is the same")
    func touched() throws {
        let before = try notes.search("walrus")
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: notes.full("a.md"))
        #expect(try notes.update().work == [1, 0])
        #expect(try notes.search("walrus") == before)
    }

    @Test("an edit that keeps size and modification time is noticed")
    func keptTime() throws {
        let path = notes.full("a.md")
        let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as Any
        let handle = try #require(FileHandle(forUpdatingAtPath: path))
        try handle.seek(toOffset: 9)
        try handle.write(contentsOf: Data("badger".utf8))
        try handle.close()
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
        #expect(try notes.update().work == [1, 0])
        #expect(try notes.paths("badger") == ["a.md"])
    }

    @Test("a change within one tick of the clock is not missed")
    func sameTick() throws {
        try notes.write("# Alpha\n\nfirst1\n", to: "a.md")
        // As if the listing came at the moment of the change.
        _ = try notes.database.update(from: notes.root, now: 0)
        #expect(try notes.paths("first1") == ["a.md"])
        // Nothing in the stamp may tell the second change from the first, so the file must be read again.
        #expect(try notes.update().work == [1, 0])
        #expect(try notes.update().work == [0, 0])
    }

    @Test("an emptied folder leaves an empty index, and comes back")
    func emptied() throws {
        try notes.delete("b")
        try notes.delete("a.md")
        #expect(try notes.update().work == [0, 2])
        #expect(try notes.database.counts().notes == 0)
        #expect(try notes.paths("walrus") == [])
        try notes.write("walrus", to: "n.md")
        #expect(try notes.update().work == [1, 0])
        #expect(try notes.paths("walrus") == ["n.md"])
    }

    @Test("what stays is as if it were indexed for the first time")
    func sameAsNew() throws {
        for (path, text) in SampleNotes.files { try notes.write(text, to: path) }
        try notes.update()
        for (path, text) in SampleNotes.files {
            try notes.write("# Another\n\nzebra\n", to: path)
            try notes.update()
            try notes.write(text, to: path)
            try notes.update()
        }
        try notes.delete("a.md")
        try notes.delete("b")
        try notes.update()
        let fresh = try TemporaryNotes(SampleNotes.files)
        for query in ["stream", "磁碟", "pelican", "tag:linux", "replicated", "zebra", "has:symptoms"] {
            #expect(try notes.search(query).hits.map(\.path) == fresh.search(query).hits.map(\.path), "\(query)")
        }
        #expect(try notes.database.links() == fresh.database.links())
        #expect(try notes.database.symptoms() == fresh.database.symptoms())
        try notes.checkIntegrity()
    }

    @Test("most notes at once leave one segment of the full-text table, some that are read again a few")
    func segments() throws {
        func write(_ count: Int, _ word: String) throws {
            for number in 0..<count { try notes.write("# Note \(number)\n\n\(word)\n", to: "many/\(number).md") }
            #expect(try notes.update().work == [count, 0])
        }
        func segments() throws -> Int {
            try notes.database.writer.read { db in
                try Int.fetchOne(db, sql: "SELECT count(DISTINCT id >> 37) FROM text_data WHERE id >> 37 > 0") ?? 0
            }
        }
        try write(150, "heron")
        #expect(try segments() == 1)
        try write(30, "egret")
        // One more when the last rows were deleted, for SQLite gives their numbers again.
        #expect(try (2...3).contains(segments()))
        try write(150, "crane")
        #expect(try segments() == 1)
        #expect(try notes.paths("walrus") == ["a.md"])
        #expect(try notes.paths("egret") == [])
        #expect(try notes.paths("crane 7").contains("many/7.md"))
        try notes.checkIntegrity()
    }

    @Test("segments that an update which was ended left apart are united by the next")
    func leftApart() throws {
        try notes.database.writer.write { try TextSegments.keepApart(in: $0) }
        try notes.write("# Delta\n\npenguin\n", to: "d.md")
        #expect(try notes.update().work == [1, 0])
        #expect(try notes.database.writer.read { try TextSegments.areApart(in: $0) } == false)
    }

    @Test("progress is told for every file that is read")
    func progress() throws {
        for index in 0..<40 { try notes.write("# \(index)", to: "n\(index).md") }
        var told: [Int] = []
        _ = try notes.database.update(from: notes.root, now: .max) { done, all in
            told.append(done)
            #expect(all == 40)
        }
        #expect(told.last == 40)
        #expect(told == told.sorted())
    }

    @Test("a folder that is not there is an error that names it")
    func missingFolder() throws {
        let database = notes.database
        #expect(throws: IndexError.self) { try database.update(from: "/nowhere/at/all", now: 0) }
        do {
            _ = try database.update(from: "/nowhere/at/all", now: 0)
        } catch {
            #expect("\(error)".contains("/nowhere/at/all"))
        }
        #expect(try notes.paths("walrus") == ["a.md"])
    }

    @Test("when headings come to mean something else, all notes are read again, and once")
    func roles() throws {
        let table = "## Symptoms\n| # | Symptom |\n|---|---|\n| S1 | Slow |\n"
        try notes.write("# T\n" + table + "## Look\n### S1\n```sh\nuptime\n```\n", to: "run.md")
        try notes.update()
        func detections() throws -> [[String]] { try notes.database.symptoms().map(\.detections) }
        #expect(try detections() == [[]])
        try notes.write("detection: [Look]\n", to: ".kb/roles.yaml")
        #expect(try notes.answerIfUpToDate { 1 } == nil)
        let again = try notes.update()
        #expect(again == IndexUpdate(total: 3, indexed: 3, removed: 0, bytes: try size(), files: again.files))
        #expect(try detections().first?.count == 1)
        #expect(try notes.update().isUnchanged)
        try notes.delete(".kb/roles.yaml")
        #expect(try notes.update().indexed == 3)
        #expect(try detections() == [[]])
    }

    @Test("where an update for new roles was interrupted, the next one reads what was left")
    func interruptedRoles() throws {
        struct Interruption: Error {}
        for index in 0..<3 { try notes.write("# T\n## Look\n", to: "n\(index).md") }
        try notes.update()
        try notes.write("detection: [Look]\n", to: ".kb/roles.yaml")
        // The database refuses rows as a full disk would, once the update has begun.
        try notes.database.writer.write {
            try $0.execute(
                sql: "CREATE TRIGGER full BEFORE INSERT ON note BEGIN SELECT RAISE(ABORT, 'full'); END")
        }
        #expect(throws: (any Error).self) { try notes.update() }
        #expect(try notes.answerIfUpToDate { 1 } == nil)
        try notes.database.writer.write { try $0.execute(sql: "DROP TRIGGER full") }
        #expect(try notes.update().indexed == 5)
        #expect(try notes.update().isUnchanged)
    }

    @Test("roles that changed within the clock's resolution are compared again by the next update")
    func freshRoles() throws {
        try notes.write("detection: [Look]\n", to: ".kb/roles.yaml")
        // As if the listing came at the moment of the change.
        _ = try notes.database.update(from: notes.root, now: 0)
        #expect(try notes.answerIfUpToDate { 1 } == nil)
        try notes.update()
        #expect(try notes.answerIfUpToDate { 1 } == 1)
    }

    @Test("a file of roles that leads out of the folder adds no names, and that is said")
    func rolesElsewhere() throws {
        try "detection: [Look]\n".write(toFile: notes.outside("roles.yaml"), atomically: true, encoding: .utf8)
        try FileManager.default.createDirectory(atPath: notes.full(".kb"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: notes.full(".kb/roles.yaml"), withDestinationPath: notes.outside("roles.yaml"))
        let file = RolesFile(in: notes.root)
        #expect(file.findings.map(\.rule) == [.sectionRole])
        #expect(file.names.role(of: BilingualText("Look")) == nil)
    }

    private func size() throws -> Int64 {
        try ["a.md", "b/c.md", "run.md"].reduce(0) { sum, path in
            sum + Int64(try Data(contentsOf: URL(filePath: notes.full(path))).count)
        }
    }
}
