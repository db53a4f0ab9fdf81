import Fixtures
import Foundation
import Index
import Testing

@testable import KnowledgeBase

@Suite("What was made of the notes is known to be old")
final class ChangeCountTests {
    private let temporary: TemporaryFolder
    private let root: String
    private let folder: NotesFolder

    init() throws {
        temporary = try TemporaryFolder()
        root = temporary.path("notes")
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        folder = try NotesFolder(
            flag: root, environment: ["KB_DATABASE": temporary.path("index.sqlite")], workingDirectory: "/")
        try write("# Queue\n\nwalrus\n")
    }

    private func write(_ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: root + "/queue.md"))
        // The clock of the file system must tell the next change from this one.
        usleep(60_000)
    }

    @Test("nothing changed, nothing is old")
    func unchanged() throws {
        let server = try KnowledgeBase(folder, for: .server)
        try server.refresh()
        let count = server.changeCount
        try server.refresh()
        #expect(server.changeCount == count)
    }

    @Test("a change counts, also where another process has read it into the index first")
    func anotherProcess() throws {
        let server = try KnowledgeBase(folder, for: .server)
        try server.refresh()
        let count = server.changeCount
        try write("# Queue\n\nostrich\n")
        let terminal = try KnowledgeBase(folder, for: .command)
        #expect(try terminal.refresh().indexed == 1)
        #expect(try server.refresh().isUnchanged)
        #expect(server.changeCount == count + 1)
    }
}
