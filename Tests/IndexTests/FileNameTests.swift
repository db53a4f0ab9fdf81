import Foundation
import Notes
import Testing

@testable import Index

@Suite("Files whose names are not UTF-8 are told of, not passed over")
struct FileNameTests {
    /// 磁碟 in Big5, as an archive from another system unpacks it.
    private static let big5: [UInt8] = [0xBA, 0xCF, 0xBA, 0xD0]
    private static let shown = #"\xBA\xCF\xBA\xD0"#

    private let notes: TemporaryNotes

    init() throws { notes = try TemporaryNotes(["a.md": "# Alpha\n\nwalrus\n"]) }

    private func findings() throws -> [String] {
        try notes.database.findings().filter { $0.finding.rule == .unreadable }.map(\.path)
    }

    @Test("a note")
    func note() throws {
        notes.write("# 磁碟\n", toName: Self.big5 + Array(".md".utf8))
        try notes.update()
        #expect(try findings() == ["\(Self.shown).md"])
        #expect(try notes.paths("walrus") == ["a.md"])
        #expect(try notes.update().isUnchanged)
    }

    @Test("a folder, with whatever lies in it")
    func folder() throws {
        notes.write(nil, toName: Self.big5)
        try notes.update()
        #expect(try findings() == [Self.shown])
    }

    @Test("a hidden one, or one that is no note, is passed over as any other")
    func other() throws {
        notes.write("", toName: [UInt8(ascii: ".")] + Self.big5 + Array(".md".utf8))
        notes.write("", toName: Self.big5 + Array(".png".utf8))
        #expect(try notes.update().isUnchanged)
        #expect(try findings() == [])
    }

    @Test("two whose bytes are shown alike")
    func alike() throws {
        notes.write("", toName: Array(#"\xBA"#.utf8) + [0xFF] + Array(".md".utf8))
        notes.write("", toName: [0xBA, 0xFF] + Array(".md".utf8))
        try notes.update()
        #expect(try findings() == [#"\x5CxBA\xFF.md"#, #"\xBA\xFF.md"#])
    }

    @Test("a file that is called as these bytes are shown keeps its name")
    func sameName() throws {
        try notes.write("# Beta\n\nostrich\n", to: Self.shown + ".md")
        notes.write("# 磁碟\n", toName: Self.big5 + Array(".md".utf8))
        try notes.update()
        #expect(try notes.paths("ostrich") == ["\(Self.shown).md"])
        #expect(try findings() == [])
    }
}
