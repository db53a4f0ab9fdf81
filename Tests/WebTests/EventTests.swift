import Foundation
import Live
import Testing

@testable import Web

@Suite("Open pages follow their files", .serialized, .timeLimit(.minutes(5)))
struct EventTests {
    @Test("an edit is told to pages that listen")
    func edit() async throws {
        let site = try TestSite()
        _ = try await site.get("/")
        try await LiveServer.run(site) { port in
            let answer = try await LiveServer.send(
                "GET /events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", to: port,
                until: { $0.components(separatedBy: "event: change").count > 2 },
                afterwards: { head in
                    #expect(head.contains("Content-Type: text/event-stream"))
                    try site.write("# East\n\nChanged while somebody reads.\n", to: "east/index.md")
                })
            #expect(answer.contains("event: change\ndata: 1\n\n"))
            #expect(answer.contains("event: change\ndata: 2\n\n"))
        }
    }

    @Test("stopping the server does not wait for open pages")
    func stop() async throws {
        let (opened, continuation) = AsyncStream<Int>.makeStream()
        let (hearing, heard) = AsyncStream<Void>.makeStream()
        let listening = Task {
            for await port in opened {
                return try await LiveServer.send(
                    "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n", to: port,
                    until: { text in
                        if text.contains("event: change") { heard.yield() }
                        return false
                    })
            }
            return ""
        }
        try await LiveServer.run(try TestSite()) { port in
            continuation.yield(port)
            for await _ in hearing { break }
        }
        let answer = try await listening.value
        #expect(answer.contains("event: change"))
    }

    @Test("more pages than may listen are told to come again")
    func limit() {
        let hub = EventHub(limit: 1)
        let first = hub.listen(first: EventHub.beat)
        #expect(first != nil)
        #expect(hub.listen(first: EventHub.beat) == nil)
    }

    @Test("a change is known as soon as it is written: in the folder, in a new folder, by a move, by a removal")
    func watch() throws {
        let site = try TestSite()
        let watch = FolderWatch(root: site.folder + "/notes")
        defer { watch.stop() }
        #expect(watch.mode == .events)
        var version = watch.version
        func hasChanged() -> Bool {
            defer { version = watch.version }
            return watch.version != version
        }
        #expect(!hasChanged())
        try site.write("# A\n", to: "a.md")
        #expect(hasChanged())
        try site.write("# B\n", to: "new/folder/b.md")
        #expect(hasChanged())
        try site.write("# B again\n", to: "new/folder/b.md")
        #expect(hasChanged())
        try site.remove("new")
        #expect(hasChanged())
        try site.write("not a note", to: "picture.png")
        #expect(!hasChanged())
        try site.write("detection: [Look]\n", to: ".kb/roles.yaml")
        #expect(hasChanged())
        try site.write("detection: [See]\n", to: ".kb/roles.yaml")
        #expect(hasChanged())
        try site.write("{}\n", to: ".kb/reviews/a.jsonl")
        #expect(!hasChanged())
    }

    @Test("a change that a question has found first is told all the same")
    func question() async throws {
        let site = try TestSite()
        let watch = FolderWatch(root: site.folder + "/notes")
        defer { watch.stop() }
        for number in 0..<20 {
            try site.write("# A \(number)\n", to: "a.md")
            // The thread that waits for events comes too late for this one.
            _ = watch.version
            for await _ in watch.changes { break }
        }
    }

    @Test("a folder that could not be looked into is watched when it can be", .enabled(if: getuid() != 0))
    func opened() throws {
        let site = try TestSite()
        try site.write("# A\n", to: "closed/a.md")
        let folder = site.folder + "/notes/closed"
        unsafe #expect(chmod(folder, 0) == 0)
        let watch = FolderWatch(root: site.folder + "/notes")
        defer { watch.stop() }
        unsafe #expect(chmod(folder, 0o755) == 0)
        let version = watch.version
        try site.write("# A again\n", to: "closed/a.md")
        #expect(watch.version != version)
    }

    @Test("who can't watch any more looks twice a second, and not all the time")
    func polling() async throws {
        let site = try TestSite()
        let watch = FolderWatch(root: site.folder + "/notes")
        defer { watch.stop() }
        // The folders that are watched still are, at another place.
        let moved = site.folder + "/moved"
        try FileManager.default.moveItem(atPath: site.folder + "/notes", toPath: moved)
        for await _ in watch.changes { break }
        #expect(watch.mode == .polling)
        try Data("# Written where nobody looks\n".utf8).write(to: URL(fileURLWithPath: moved + "/a.md"))
        let start = ContinuousClock.now
        var count = 0
        for await _ in watch.changes {
            count += 1
            if count == 3 { break }
        }
        // The first may have been on its way.
        #expect(ContinuousClock.now - start >= .milliseconds(900))
    }
}
