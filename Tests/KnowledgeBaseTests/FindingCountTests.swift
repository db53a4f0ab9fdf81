import Fixtures
import Foundation
import Index
import KnowledgeBase
import Testing

@Suite("What is wrong with the notes is counted")
final class FindingCountTests {
    private let temporary: TemporaryFolder
    private let root: String

    init() throws {
        temporary = try TemporaryFolder()
        root = temporary.path("notes")
        try FileManager.default.createDirectory(atPath: root + "/.kb", withIntermediateDirectories: true)
        try write("---\ntitle: A\n---\n# A\n", to: "a.md")
    }

    private func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: root + "/" + name))
    }

    private func open() throws -> KnowledgeBase {
        let folder = try NotesFolder(
            flag: root, environment: ["KB_DATABASE": temporary.path("index.sqlite")], workingDirectory: "/")
        return try KnowledgeBase(folder, for: .server)
    }

    /// Until the clock tells the next change from the last, as it does between two visits of a person.
    private func settle() { usleep(80_000) }

    @Test("again when another process has stored what changed")
    func another() throws {
        let (ours, other) = (try open(), try open())
        settle()
        try ours.refresh()
        #expect(try ours.findingCount() == 0)
        try write("---\ntitle: A\n---\n[[nowhere]]\n", to: "a.md")
        settle()
        try other.refresh()
        #expect(try ours.refresh().isUnchanged)
        #expect(try ours.findingCount() == 1)
        #expect(try ours.findings { _ in "" }.count == 1)
    }

    @Test("again when the file of roles comes to be one that can't be read, and is gone")
    func roles() throws {
        let base = try open()
        settle()
        try base.refresh()
        #expect(try base.findingCount() == 0)
        try FileManager.default.createDirectory(atPath: root + "/.kb/roles.yaml", withIntermediateDirectories: true)
        settle()
        try base.refresh()
        #expect(try base.findingCount() == 1)
        try FileManager.default.removeItem(atPath: root + "/.kb/roles.yaml")
        settle()
        try base.refresh()
        #expect(try base.findingCount() == 0)
    }
}
