import Testing

@testable import Index

@Suite("Words that are excluded keep notes out")
struct ExclusionTests {
    private let notes: TemporaryNotes

    init() throws {
        notes = try TemporaryNotes([
            "both.md": "---\ntitle: Both\ntags: [x]\n---\n# Walrus\n\na walrus\n\n# Other\n\nan ostrich\n",
            "one.md": "---\ntitle: One\ntags: [x]\n---\n# Walrus\n\na walrus\n\n# Other\n\na stork\n",
            "far.md": "---\ntitle: Far\n---\n# A\n\na walrus\n\n# B\n\na stork\n\n# C\n\nan ostrich\n",
        ])
    }

    @Test(
        "wherever in the note they stand",
        arguments: [
            ("walrus -ostrich", ["one.md"]), ("walrus -\"an ostrich\"", ["one.md"]),
            ("walrus -\"ostrich an\"", ["both.md", "far.md", "one.md"]),
            ("walrus stork -ostrich", ["one.md"]), ("tag:x -ostrich", ["one.md"]), ("tag:x walrus -stork", ["both.md"]),
            ("walrus -qqqq", ["both.md", "far.md", "one.md"]), ("walrus -title:one", ["both.md", "far.md"]),
            ("walrus -code:stork", ["both.md", "far.md", "one.md"]), ("walrus -stork -qqqq", ["both.md"]),
            ("in:heading walrus -stork", ["both.md", "one.md"]),
        ])
    func words(_ query: String, _ wanted: [String]) throws {
        #expect(try notes.paths(query).sorted() == wanted)
    }

    @Test("many of them, and one Chinese character", arguments: ["tag:x", "walrus"])
    func many(_ query: String) throws {
        let words = (1...200).map { " -qq\($0)" }.joined()
        try notes.write("---\ntags: [x]\n---\n# 海象\n\n海象的牙 walrus\n", to: "han.md")
        try notes.update()
        #expect(try notes.paths(query).contains("han.md"))
        #expect(try notes.paths(query + words) == notes.paths(query))
        #expect(try notes.paths(query + " -的") == notes.paths(query).filter { $0 != "han.md" })
        #expect(try notes.paths(query + " -zebra -的牙") == notes.paths(query + " -的"))
    }

    @Test("a pasted command line is looked for as it stands when its hyphens leave nothing")
    func commandLine() throws {
        let notes = try TemporaryNotes(["disk.md": "# Disk full\n\n```bash\ndf -h /var\n```\n"])
        #expect(try notes.paths("df -h") == ["disk.md"])
        // Who did want it left out is told that it was not.
        #expect(try notes.search("df -h").changes == [.init(kind: .included, word: "h", replacements: [])])
        #expect(try notes.search("df -zebra").changes.isEmpty)
    }

    @Test(
        "a word alone with a hyphen before it is looked for, which is said",
        arguments: ["-ostrich", " -\"an ostrich\" "])
    func everything(_ query: String) throws {
        let answer = try notes.search(query)
        #expect(answer.hits.map(\.path).sorted() == ["both.md", "far.md"])
        #expect(answer.changes.map(\.kind) == [.included])
    }
}
