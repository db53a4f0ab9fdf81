import Notes
import Testing

@Suite("A link leads where its note says")
struct LinkTargetTests {
    @Test(
        "a relative path is taken from the folder of the note, and never leaves the notes",
        arguments: [
            ("other.md", LinkTarget.file(path: "a/b/other.md", fragment: nil)),
            ("./other.md", .file(path: "a/b/other.md", fragment: nil)),
            ("../c/other.md#part", .file(path: "a/c/other.md", fragment: "part")),
            ("../../top.md", .file(path: "top.md", fragment: nil)),
            ("sub//x.md", .file(path: "a/b/sub/x.md", fragment: nil)),
            ("x.md?raw=1#y", .file(path: "a/b/x.md", fragment: "y")),
            ("%E7%A3%81%E7%A2%9F.md#%E5%8E%9F%E5%9B%A0", .file(path: "a/b/磁碟.md", fragment: "原因")),
            ("two%20words.md", .file(path: "a/b/two words.md", fragment: nil)),
            ("100%.md", .file(path: "a/b/100%.md", fragment: nil)),
            ("a%+1b.md", .file(path: "a/b/a%+1b.md", fragment: nil)),
            ("a%-0b.md", .file(path: "a/b/a%-0b.md", fragment: nil)),
            ("%zz.md", .file(path: "a/b/%zz.md", fragment: nil)),
            ("%FF%FE.md", .file(path: "a/b/%FF%FE.md", fragment: nil)),
            ("../../../etc/passwd", .elsewhere("../../../etc/passwd")),
            ("%2e%2e/%2e%2e/%2e%2e/etc/passwd", .elsewhere("%2e%2e/%2e%2e/%2e%2e/etc/passwd")),
            ("..%2f..%2f..%2fetc/passwd", .elsewhere("..%2f..%2f..%2fetc/passwd")),
            ("x/../../../../y.md", .elsewhere("x/../../../../y.md")),
            ("/etc/passwd", .elsewhere("/etc/passwd")),
            ("%2Fetc/passwd", .elsewhere("%2Fetc/passwd")),
            ("x%00.md", .elsewhere("x%00.md")),
            ("..\\..\\x", .elsewhere("..\\..\\x")),
            ("//host/x.md", .elsewhere("//host/x.md")),
            ("https://example.org/x.md#y", .elsewhere("https://example.org/x.md#y")),
            ("mailto:a@example.org", .elsewhere("mailto:a@example.org")),
            ("javascript:alert(1)", .elsewhere("javascript:alert(1)")),
            ("C:/x.md", .elsewhere("C:/x.md")),
            ("../..", .elsewhere("../..")),
            ("#part", .heading("part")),
            ("#%E5%8E%9F%E5%9B%A0", .heading("原因")),
            ("#", .heading("")),
            ("", .heading("")),
            ("x.md#", .file(path: "a/b/x.md", fragment: "")),
        ])
    func links(_ target: String, _ wanted: LinkTarget) {
        #expect(LinkTarget(.link, target, inNoteAt: "a/b/note.md") == wanted)
        #expect(LinkTarget(.image, target, inNoteAt: "a/b/note.md") == wanted)
    }

    @Test(
        "a wikilink is a name with a heading, never a path",
        arguments: [
            ("17_deep_dive", LinkTarget.note(name: "17_deep_dive", heading: nil)),
            (" Disk Full # Causes ", .note(name: "Disk Full", heading: "Causes")),
            ("磁碟#原因", .note(name: "磁碟", heading: "原因")),
            ("#Causes", .heading("Causes")),
            ("a#b#c", .note(name: "a", heading: "b#c")),
            ("../../etc/passwd", .note(name: "../../etc/passwd", heading: nil)),
            ("https://example.org", .note(name: "https://example.org", heading: nil)),
            ("50%", .note(name: "50%", heading: nil)),
            ("", .heading("")),
        ])
    func wikilinks(_ target: String, _ wanted: LinkTarget) {
        #expect(LinkTarget(.wikilink, target, inNoteAt: "a/b/note.md") == wanted)
        #expect(LinkTarget(.embed, target, inNoteAt: "a/b/note.md") == wanted)
    }

    @Test("from a note at the top no step up is left")
    func top() {
        #expect(LinkTarget(.link, "x.md", inNoteAt: "n.md") == .file(path: "x.md", fragment: nil))
        #expect(LinkTarget(.link, "../x.md", inNoteAt: "n.md") == .elsewhere("../x.md"))
    }
}

@Suite("Links of a note are found")
struct NoteLinkTests {
    @Test("of every kind, with text, line and section")
    func kinds() {
        let note = Note.sample(
            "# A\n\nsee [[one]], [[two|second]],\n![[three#part]] and [four](4.md \"title\")\n\n## B\n\n![five](5.png) [six][ref] <https://example.org>\n\n[ref]: 6.md\n"
        )
        #expect(note.links.map(\.kind) == [.wikilink, .wikilink, .embed, .link, .image, .link, .link])
        #expect(
            note.links.map(\.target) == [
                "one", "two", "three#part", "4.md", "5.png", "6.md", "https://example.org",
            ])
        #expect(
            note.links.map(\.text) == ["one", "second", "three#part", "four", "five", "six", "https://example.org"])
        #expect(note.links.map(\.section) == [0, 0, 0, 0, 1, 1, 1])
        #expect(note.links.map(\.line).first == 3)
        #expect(note.links.map(\.line).last == 8)
    }

    @Test("but not in code")
    func code() {
        #expect(Note.sample("`[[one]]`\n\n```\n[[two]] [x](y)\n```\n\n    [[three]]\n").links.isEmpty)
    }

    @Test("a link in a heading belongs to its section")
    func headings() {
        let note = Note.sample("# A\n\n## See [[one]]\n")
        #expect(note.links.map(\.section) == [1])
    }
}

@Suite("Parallel notes are known by their paths")
struct ParallelPathTests {
    @Test(
        "by a folder or by the end of the name",
        arguments: [
            ("en/cache.md", "*/cache.md", "en"), ("zh-TW/cache.md", "*/cache.md", "zh-tw"),
            ("docs/zh/plugins/x.md", "docs/*/plugins/x.md", "zh"), ("cache.zh-Hant.md", "cache.*.md", "zh-hant"),
            ("a/cache.v2.en.md", "a/cache.v2.*.md", "en"),
        ])
    func keys(_ path: String, _ key: String, _ language: String) {
        #expect(ParallelPath(path)?.key == key)
        #expect(ParallelPath(path)?.language == language)
    }

    @Test("others have none", arguments: ["cache.md", "english/cache.md", "en.md", "a/zh.md", "cache.sh.md", ""])
    func none(_ path: String) {
        #expect(ParallelPath(path) == nil)
    }
}
