import Foundation
import Notes
import Testing

@testable import Index

@Suite("Links of the file system lead to no file outside")
struct SymbolicLinkTests {
    private let notes: TemporaryNotes

    init() throws { notes = try TemporaryNotes(["a/good.md": "# Good\n\nwalrus\n"]) }

    private func link(_ path: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: notes.full(path), withDestinationPath: target)
    }

    @Test("a link to a note inside is a note of its own")
    func inside() throws {
        try link("b.md", to: "a/good.md")
        #expect(try notes.update().total == 2)
        #expect(try notes.paths("walrus").sorted() == ["a/good.md", "b.md"])
        try notes.write("# Good\n\nzebra\n", to: "a/good.md")
        #expect(try notes.update().work == [2, 0])
        #expect(try notes.paths("zebra").sorted() == ["a/good.md", "b.md"])
    }

    @Test("a link to a file outside is named, and its text is not read")
    func outside() throws {
        try Data("zebra".utf8).write(to: URL(filePath: notes.outside("secret.md")))
        try link("b.md", to: "../secret.md")
        try link("c.md", to: notes.outside("secret.md"))
        #expect(try notes.update().total == 3)
        #expect(try notes.paths("zebra") == [])
        #expect(
            try notes.database.findings().filter { $0.finding.rule == .unreadable }.map(\.path) == ["b.md", "c.md"])
    }

    @Test("a folder beside the notes whose name begins alike is outside")
    func similar() throws {
        let folder = notes.root.hasSuffix("/") ? String(notes.root.dropLast()) + "-other" : notes.root + "-other"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data("zebra".utf8).write(to: URL(filePath: folder + "/x.md"))
        try link("b.md", to: folder + "/x.md")
        try notes.update()
        #expect(try notes.paths("zebra") == [])
    }

    @Test("a file is read only where it lies in the folder, by whatever way its path goes")
    func reading() throws {
        try Data("zebra".utf8).write(to: URL(filePath: notes.outside("secret.md")))
        try link("b.md", to: notes.outside("secret.md"))
        try link("up", to: "..")
        for path in ["b.md", "up/secret.md", "../secret.md"] {
            #expect(throws: NoteFile.Obstacle.outside) { try NoteFile.bytes(at: path, in: notes.root) }
        }
        try link("c.md", to: notes.full("a/good.md"))
        #expect(try NoteFile.text(at: "c.md", in: notes.root).text.contains("walrus"))
    }

    @Test("a broken link, a circle and a link to a folder are left out")
    func others() throws {
        try link("gone.md", to: "nowhere.md")
        try link("self.md", to: "self.md")
        try link("a/up", to: "..")
        try link("folder.md", to: "a")
        #expect(try notes.update().total == 1)
    }

    @Test("the notes folder itself may be a link")
    func root() throws {
        let other = notes.outside("linked")
        try FileManager.default.createSymbolicLink(atPath: other, withDestinationPath: notes.root)
        try link("b.md", to: "a/good.md")
        let database = try IndexDatabase(path: notes.outside("other.sqlite"), root: other, for: .command)
        #expect(try database.update(from: other, now: .max).total == 2)
        #expect(try database.findings().allSatisfy { $0.finding.rule != .unreadable })
    }
}
