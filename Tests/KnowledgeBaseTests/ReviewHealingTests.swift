import Fixtures
import Foundation
import Index
import KnowledgeBase
import Notes
import Review
import Testing

@Suite("Reviews after a crash, a merge, or a full disk")
struct ReviewHealingTests {
    @Test("a note that a crash left behind the log gets its values at the next start")
    func crash() throws {
        let folder = try ReviewedFolder()
        try folder.write(ReviewedFolder.note, to: "lag.md")
        _ = try folder.store().review("lag.md", .good)
        let reviewed = try folder.text("lag.md")
        try folder.write(ReviewedFolder.note.replacing("Text", with: "New text"), to: "lag.md")
        let store = try folder.store()
        #expect(try folder.text("lag.md") == reviewed.replacing("Text", with: "New text"))
        #expect(try store.history().events.count == 1)
        #expect(try store.due().isEmpty)
    }

    @Test("a log that came by a merge is noticed, and the note follows it")
    func merged() throws {
        let (one, two) = (try ReviewedFolder(), try ReviewedFolder())
        for folder in [one, two] { try folder.write(ReviewedFolder.note, to: "lag.md") }
        _ = try one.store()
        _ = try two.store(person: "bob").review("lag.md", .good)
        try FileManager.default.createDirectory(atPath: one.path(".kb"), withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: two.logFolder, toPath: one.logFolder)
        _ = try one.store()
        #expect(try one.text("lag.md") == two.text("lag.md"))
    }

    @Test("a merge leaves a review as it is that another clone, not knowing of it, reviewed over and took back")
    func undoneElsewhere() throws {
        let (one, two) = (try ReviewedFolder(), try ReviewedFolder())
        for folder in [one, two] { try folder.write(ReviewedFolder.note, to: "lag.md") }
        _ = try two.store(now: "2026-03-03T10:00:00+08:00", person: "bob").review("lag.md", .good)
        _ = try one.store(now: "2026-03-03T11:00:00+08:00").review("lag.md", .good)
        _ = try one.store(now: "2026-03-03T11:05:00+08:00").undo("lag.md")
        #expect(try one.text("lag.md") == ReviewedFolder.note)
        // Git takes the one note that changed, and the files of both writers.
        try one.write(try two.text("lag.md"), to: "lag.md")
        for name in try FileManager.default.contentsOfDirectory(atPath: two.logFolder) {
            try FileManager.default.copyItem(
                atPath: two.logFolder + "/" + name, toPath: one.logFolder + "/" + name)
        }
        let store = try one.store(now: "2026-03-03T12:00:00+08:00")
        #expect(try one.text("lag.md") == two.text("lag.md"))
        #expect(try store.due().isEmpty)
    }

    @Test("a torn last line is said, and does not spoil the line after it")
    func torn() throws {
        let folder = try ReviewedFolder()
        try folder.write(ReviewedFolder.note, to: "lag.md")
        _ = try folder.store().review("lag.md", .good)
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.logFolder).first)
        let file = folder.logFolder + "/" + name
        let handle = try #require(FileHandle(forWritingAtPath: file))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(#"{"id":"x","time":"2026-0"#.utf8))
        try handle.close()
        let store = try folder.store(now: "2026-03-04T09:00:00+08:00")
        #expect(try store.settle().problems.count == 1)
        #expect(try store.settle().problems.count == 1, "also when the log is not read again")
        _ = try store.review("lag.md", .again)
        #expect(try store.history().events.count == 2)
        #expect(try store.history().problems.count == 1)
    }

    @Test("the index may be deleted at any moment: nothing of the reviews is missing")
    func withoutIndex() throws {
        let folder = try ReviewedFolder()
        for name in ["a.md", "b.md"] { try folder.write(ReviewedFolder.note, to: name) }
        let store = try folder.store()
        _ = try store.review("a.md", .hard)
        _ = try store.review("b.md", .easy)
        let kept = try folder.store().schedules(.all)
        let other = folder.root + "/../other.sqlite"
        #expect(try folder.store(database: other).schedules(.all) == kept)
        #expect(kept.allSatisfy { $0.logged != nil })
    }

    @Test("a cache that one review brought up to date is the one that reading the log makes")
    func incremental() throws {
        let folder = try ReviewedFolder()
        try folder.write(ReviewedFolder.note, to: "lag.md")
        let store = try folder.store()
        for grade in [Grade.good, .again, .hard] { _ = try store.review("lag.md", grade) }
        _ = try store.undo("lag.md")
        try store.base.refresh()
        let kept = try store.schedules(.all)
        #expect(try folder.store(database: folder.root + "/../fresh.sqlite").schedules(.all) == kept)
    }

    @Test("several writers at once lose nothing")
    func concurrent() async throws {
        let folder = try ReviewedFolder()
        try folder.write(ReviewedFolder.note, to: "lag.md")
        _ = try folder.store()
        let root = folder.root
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<4 {
                group.addTask {
                    let notes = try NotesFolder(
                        flag: root, environment: ["KB_DATABASE": root + "/../\(number).sqlite"], workingDirectory: "/")
                    let base = try KnowledgeBase(notes, for: .command)
                    try base.refresh()
                    let store = ReviewStore(
                        base, clock: try ReviewClock(["KB_NOW": "2026-03-03T09:00:00+08:00"]),
                        reviewer: Reviewer(person: "p\(number)", machine: "m"))
                    for _ in 0..<5 { _ = try store.review("lag.md", .good) }
                }
            }
            try await group.waitForAll()
        }
        let store = try folder.store()
        let log = try store.history()
        #expect(log.events.count == 20)
        #expect(log.problems.isEmpty)
        let last = try #require(log.events.last)
        #expect(try folder.text("lag.md").contains("next_review: \(last.after.nextReview)\n"))
        #expect(folder.leftovers == [])
    }

    @Test("a full disk changes nothing", .enabled(if: FullDisk.isPossible, "needs the right to mount a small tmpfs"))
    func fullDisk() throws {
        let disk = try FullDisk()
        let folder = disk.folder + "/notes"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = URL(fileURLWithPath: folder + "/lag.md")
        try Data(ReviewedFolder.note.utf8).write(to: file)
        let cache = try TemporaryFolder()
        func store() throws -> ReviewStore {
            let notes = try NotesFolder(
                flag: folder, environment: ["KB_DATABASE": cache.path("index.sqlite")], workingDirectory: "/")
            let base = try KnowledgeBase(notes, for: .command)
            try base.refresh()
            let store = ReviewStore(
                base, clock: try ReviewClock(["KB_NOW": "2026-03-03T09:00:00+08:00"]),
                reviewer: Reviewer(person: "a", machine: "m"))
            _ = try store.settle()
            return store
        }
        _ = try store().review("lag.md", .good)
        let reviewed = try Data(contentsOf: file)
        // Pages are taken one by one until none is left, so that every step of a review meets the end of the disk.
        for room in 0...4 {
            try disk.fill(leaving: room)
            var failed = false
            do { _ = try store().review("lag.md", .again) } catch is ReviewError { failed = true }
            let events = try store().history().events.count
            let note = try Data(contentsOf: file)
            #expect((note == reviewed) == failed)
            #expect(events == (failed ? 1 : 2), "log and note agree")
            #expect(try store().history().problems.isEmpty)
            if !failed { return }
        }
    }
}
