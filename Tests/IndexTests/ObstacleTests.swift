import Foundation
import Notes
import Testing

@testable import Index

@Suite("A file that is no good stops none of the others")
struct ObstacleTests {
    private let notes: TemporaryNotes

    init() throws { notes = try TemporaryNotes(["good.md": "# Good\n\nwalrus\n"]) }

    private func faults(_ path: String) throws -> [Finding.Rule] {
        try notes.database.findings().filter { $0.path == path }.map(\.finding.rule)
    }

    @Test("an empty one, one of white space, and one of a mark only")
    func empty() throws {
        try notes.write("", to: "empty.md")
        try notes.write(" \n\n", to: "blank.md")
        try notes.write("\u{FEFF}", to: "mark.md")
        #expect(try notes.update().work == [3, 0])
        #expect(try notes.paths("empty") == ["empty.md"])
        #expect(try notes.database.counts().notes == 4)
        #expect(try faults("empty.md") == [.frontMatterMissing, .titleMissing])
    }

    @Test("a binary one is known by its name")
    func binary() throws {
        try notes.write(Data([0x89, 0x50, 0x4E, 0x47, 0, 1, 2, 3] + Array("zebra".utf8)), to: "picture.md")
        #expect(try notes.update().work == [1, 0])
        #expect(try notes.paths("picture") == ["picture.md"])
        #expect(try notes.paths("zebra") == [])
        #expect(try faults("picture.md") == [.invalidText])
    }

    @Test("one with broken UTF-8 is read as far as it can be")
    func invalid() throws {
        try notes.write(Data(Array("# Title\n\nzebra ".utf8) + [0xFF, 0xC3] + Array(" okapi".utf8)), to: "latin.md")
        try notes.update()
        #expect(try notes.paths("zebra okapi") == ["latin.md"])
        #expect(try faults("latin.md").contains(.invalidText))
    }

    @Test("a huge one is known by its name")
    func huge() throws {
        try notes.write(Data(count: 0), to: "huge.md")
        let handle = try #require(FileHandle(forWritingAtPath: notes.full("huge.md")))
        try handle.truncate(atOffset: UInt64(NoteFile.largestSize) + 1)
        try handle.close()
        try notes.update()
        #expect(try notes.paths("huge") == ["huge.md"])
        #expect(try faults("huge.md") == [.unreadable])
    }

    @Test("a pipe is not waited for")
    func pipe() throws {
        #expect(unsafe mkfifo(notes.full("pipe.md"), 0o600) == 0)
        #expect(try notes.update().total == 2)
        #expect(try faults("pipe.md") == [.unreadable])
        #expect(try notes.paths("walrus") == ["good.md"])
    }

    @Test("one that may not be read is named", .enabled(if: geteuid() != 0, "root may read everything"))
    func forbidden() throws {
        try notes.write("zebra", to: "secret.md")
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: notes.full("secret.md"))
        try notes.update()
        #expect(try faults("secret.md") == [.unreadable])
    }

    @Test("one that could not be read for a while is tried again, though nothing is seen to change")
    func passing() throws {
        try notes.write("zebra", to: "leased.md")
        // Who holds a lease keeps others from opening the file, as file servers do for a moment.
        _ = signal(SIGIO, SIG_IGN)
        let descriptor = unsafe open(notes.full("leased.md"), O_RDWR)
        try #require(fcntl(descriptor, 1024 /* F_SETLEASE */, F_WRLCK) == 0)
        #expect(try !notes.update().isComplete)
        #expect(try faults("leased.md") == [.unreadable])
        #expect(try !notes.update().isComplete)
        #expect(fcntl(descriptor, 1024, F_UNLCK) == 0)
        close(descriptor)
        #expect(try notes.update().isComplete)
        #expect(try notes.paths("zebra") == ["leased.md"])
        #expect(try notes.update().isUnchanged)
    }

    @Test("a folder named like a note is looked into, and is none itself")
    func folder() throws {
        try notes.write("zebra", to: "folder.md/inner.md")
        #expect(try notes.update().total == 2)
        #expect(try notes.paths("zebra") == ["folder.md/inner.md"])
    }

    @Test("hidden files and folders, and other kinds of files, are left out")
    func others() throws {
        for path in [".hidden.md", ".git/x.md", "a/.obsidian/y.md", "note.txt", "md", "note.md.bak", ".md"] {
            try notes.write("zebra", to: path)
        }
        try notes.write("okapi", to: "UPPER.MD")
        #expect(try notes.update().total == 2)
        #expect(try notes.paths("zebra") == [])
        #expect(try notes.paths("okapi") == ["UPPER.MD"])
        #expect(try notes.database.notes(.all).map(\.note) == ["UPPER", "good"])
    }
}
