import Fixtures
import Foundation
import Journal
import Testing

@Suite("The journal")
struct JournalTests: ~Copyable {
    private let folder: TemporaryFolder
    private var path: String { folder.path("state/journal.sqlite") }

    init() throws { folder = try TemporaryFolder() }

    @Test("is made with its folder, readable by its owner alone")
    func isMade() throws {
        _ = try Journal(path: path)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test("and so are the files that SQLite keeps beside it, in a folder that all may look into too")
    func beside() throws {
        let manager = FileManager.default
        let open = folder.path("open")
        try manager.createDirectory(
            atPath: open, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        let journal = try Journal(path: open + "/journal.sqlite")
        try journal.recordUnanswered("walrus", notes: "/n", now: 0)
        let names = try manager.contentsOfDirectory(atPath: open)
        #expect(names.contains("journal.sqlite-wal"))
        for name in names {
            let mode = try manager.attributesOfItem(atPath: open + "/" + name)[.posixPermissions] as? Int
            #expect(mode == 0o600, "\(name)")
        }
        // SQLite takes them away when the journal is closed.
        withExtendedLifetime(journal) {}
    }

    @Test("that cannot be made says why in the words of the system")
    func unmakable() throws {
        let expected = JournalError.unusable(path: "/proc/none/kb/journal.sqlite", reason: "No such file or directory")
        #expect(throws: expected) { try Journal(path: "/proc/none/kb/journal.sqlite") }
        let noFolder = JournalError.unusable(path: "/dev/null/journal.sqlite", reason: "Not a directory")
        #expect(throws: noFolder) { try Journal.isThere("/dev/null/journal.sqlite") }
    }

    @Test("that is not there yet is not made by who only looks")
    func isThere() throws {
        #expect(try !Journal.isThere(path))
        #expect(!FileManager.default.fileExists(atPath: folder.path("state")))
        _ = try Journal(path: path)
        #expect(try Journal.isThere(path))
    }

    @Test("is where KB_JOURNAL says, else in the state folder, else below the home folder")
    func place() {
        #expect(Journal.path(["KB_JOURNAL": "j.db", "HOME": "/h"], workingDirectory: "/w") == "/w/j.db")
        #expect(
            Journal.path(["XDG_STATE_HOME": "/s", "HOME": "/h"], workingDirectory: "/w") == "/s/kb/journal.sqlite")
        #expect(Journal.path(["HOME": "/h"], workingDirectory: "/w") == "/h/.local/state/kb/journal.sqlite")
    }

    @Test("a file that is no journal is refused and left as it is")
    func refusesOtherFiles() throws {
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        let text = String(repeating: "not a database\n", count: 100)
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        #expect(throws: JournalError.self) { try Journal(path: path) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }

    @Test("counts queries that nothing answered, whatever their case and spaces, for each notes folder")
    func countsQueries() throws {
        let journal = try Journal(path: path)
        try journal.recordUnanswered("split brain", notes: "/n", now: 1)
        try journal.recordUnanswered(" Split  Brain ", notes: "/n", now: 3)
        try journal.recordUnanswered("磁碟 故障", notes: "/n", now: 2)
        try journal.recordUnanswered("elsewhere", notes: "/m", now: 9)
        try journal.recordUnanswered("   ", notes: "/n", now: 9)
        #expect(
            try Journal(path: path).unansweredQueries(notes: "/n", limit: 10).map {
                "\($0.count) \($0.text) \($0.last)"
            }
                == ["2 Split Brain 3.0", "1 磁碟 故障 2.0"])
        try journal.forgetQuery("SPLIT brain", notes: "/n")
        #expect(try journal.unansweredQueries(notes: "/n", limit: 10).map(\.text) == ["磁碟 故障"])
    }

    @Test("keeps a bounded number of queries, of bounded length")
    func isBounded() throws {
        let journal = try Journal(path: path)
        try journal.recordUnanswered(String(repeating: "x", count: 401), notes: "/n", now: 0)
        for number in 0..<1_010 { try journal.recordUnanswered("q\(number)", notes: "/n", now: Double(number)) }
        let kept = try journal.unansweredQueries(notes: "/n", limit: 5_000)
        #expect(kept.count == 1_000)
        #expect(kept.first?.text == "q1009")
    }

    @Test("two that open it at once both can write")
    func isShared() async throws {
        let path = path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask { try Journal(path: path).recordUnanswered("same", notes: "/n", now: Double(number)) }
            }
            try await group.waitForAll()
        }
        #expect(try Journal(path: path).unansweredQueries(notes: "/n", limit: 1).first?.count == 8)
    }
}
