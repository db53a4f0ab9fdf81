import Notes
import Testing

@Suite("Front matter is read by field")
struct FrontMatterTests {
    @Test("every known field has its type")
    func knownFields() {
        let front = Note(path: BrokerRunbook.path, text: BrokerRunbook.text).frontMatter
        #expect(front.title == "Message Broker Operations / 訊息佇列維運")
        #expect(front.text("note_type") == "knowledge")
        #expect(front.domain == "backend")
        #expect(front.category == "messaging")
        #expect(front.tags == ["backend", "messaging", "佇列"])
        #expect(front.created == CalendarDate(year: 2026, month: 1, day: 5))
        #expect(front.updated == CalendarDate(year: 2026, month: 2, day: 1))
        #expect(front.status == "active")
        #expect(front.text("source") == "knowledge")
        #expect(front.series == "backend")
        #expect(front.chapter == "21")
        #expect(front.level == "advanced")
        #expect(front.owner == "queue-team")
        #expect(front.reviewIntervalDays == 21)
        #expect(front.nextReview == CalendarDate(year: 2026, month: 2, day: 22))
    }

    @Test("unknown fields are kept, in the order of writing, with their place")
    func unknownFields() {
        let note = Note.sample(
            """
            ---
            title: A
            pager: { team: core, level: 2 }
            steps: [one, [two, three]]
            nothing:
            ---
            """)
        #expect(note.frontMatter.fields.map(\.key) == ["title", "pager", "steps", "nothing"])
        #expect(note.frontMatter.fields.map(\.line) == [2, 3, 4, 5])
        #expect(note.frontMatter.fields.map(\.column) == [1, 1, 1, 1])
        #expect(note.frontMatter["pager"]?.scalars == ["team", "core", "level", "2"])
        #expect(note.frontMatter["steps"]?.scalars == ["one", "two", "three"])
        #expect(note.frontMatter["nothing"] == .null)
        #expect(note.faults == [])
    }

    @Test(
        "a list may be written in several ways",
        arguments: [
            "tags: [a, b c]", "tags: a, b c", "tags:\n  - a\n  - b c", "tags:\n- \"a\"\n- 'b c'",
            "tags: [ a , \" b c \" ]",
        ])
    func lists(_ yaml: String) {
        #expect(Note.sample("---\ntitle: A\n\(yaml)\n---\n").frontMatter.tags == ["a", "b c"])
    }

    @Test("scalars stay as they are written: no octal numbers, no booleans")
    func scalars() {
        let front = Note.sample("---\ntitle: yes\nchapter: 010\nlevel: 1e3\nstatus: null\nowner: 'null'\n---")
            .frontMatter
        #expect(front.title == "yes")
        #expect(front.chapter == "010")
        #expect(front.level == "1e3")
        #expect(front.status == nil)
        #expect(front.owner == "null")
    }

    @Test("aliases of YAML stand for their anchor")
    func anchors() {
        let note = Note.sample("---\ntitle: &t Broker\naliases: [*t, other]\n---\n")
        #expect(note.frontMatter.aliases == ["Broker", "other"])
        #expect(note.faults == [])
    }

    @Test(
        "the end may be three full stops, and either line may end in spaces",
        arguments: ["---\ntitle: A\n---\nbody", "---\ntitle: A\n...\nbody", "--- \t\ntitle: A\n---  \nbody"])
    func delimiters(_ text: String) {
        let note = Note.sample(text)
        #expect(note.title.full == "A")
        #expect(note.sections.map(\.body) == ["body"])
        #expect(note.sections.map(\.line) == [4])
        #expect(note.faults == [])
    }

    @Test("line ends of every kind and a byte order mark do not matter", arguments: ["\n", "\r\n", "\r"])
    func lineEnds(_ end: String) {
        let lines = ["---", "title: A / 甲", "tags: [x]", "---", "", "# H", "text"]
        for mark in ["", "\u{FEFF}"] {
            let note = Note.sample(mark + lines.joined(separator: end))
            #expect(note.title.chinese == "甲")
            #expect(note.frontMatter.tags == ["x"])
            #expect(note.sections.map(\.line) == [6])
            #expect(note.faults == [])
        }
    }

    @Test("an empty front matter is one")
    func empty() {
        let note = Note.sample("---\n---\n# Heading\n")
        #expect(note.title.full == "Heading")
        #expect(note.faults == ["1:1 title-missing"])
    }
}

@Suite("What is wrong with front matter hides no note")
struct FrontMatterFaultTests {
    @Test(
        "each fault is named with its place",
        arguments: [
            ("# Only a heading\n", ["1:1 front-matter-missing", "1:1 title-missing"]),
            ("", ["1:1 front-matter-missing", "1:1 title-missing"]),
            ("---\ntitle: A\n\n# Heading\n", ["1:1 front-matter-unclosed", "1:1 title-missing"]),
            ("---\n\nprose, and a rule above it\n", ["1:1 front-matter-missing", "1:1 title-missing"]),
            (" ---\ntitle: A\n---\n", ["1:1 front-matter-missing", "1:1 title-missing"]),
            (
                "---\ntitle: {{ title }}\n---\n# Heading\n",
                ["1:1 title-missing", "2:1 front-matter-value", "2:9 front-matter-syntax"]
            ),
            ("---\ntitle: A\n{a: b}: c\n---\n", ["3:1 front-matter-syntax"]),
            ("---\ntitle: A: B\n---\n", ["1:1 title-missing", "2:9 front-matter-syntax"]),
            ("---\ntitle: A\n\tstatus: x\n---\n", ["1:1 title-missing", "3:1 front-matter-syntax"]),
            ("---\ntitle: \"A\nstatus: x\n---\n", ["1:1 title-missing", "2:8 front-matter-syntax"]),
            ("---\ntitle: A\nfoo\nstatus: x\n---\n", ["3:1 front-matter-syntax"]),
            ("---\n- a\n- b\n---\n", ["1:1 title-missing", "2:1 front-matter-syntax"]),
            ("---\njust words\n---\n", ["1:1 title-missing", "2:1 front-matter-syntax"]),
            ("---\ntitle: *nowhere\n---\n", ["1:1 title-missing", "2:8 front-matter-syntax"]),
            ("---\ntitle: A\nupdated: soon\n---\n", ["3:1 front-matter-value"]),
            ("---\ntitle: A\nnext_review: 2026-02-30\n---\n", ["3:1 front-matter-value"]),
            ("---\ntitle: A\nreview_interval_days: 0\n---\n", ["3:1 front-matter-value"]),
            ("---\ntitle: A\nreview_interval_days: two\n---\n", ["3:1 front-matter-value"]),
            ("---\ntitle: A\nreview_interval_days: 99999999999999999999\n---\n", ["3:1 front-matter-value"]),
            ("---\ntitle: [A, B]\n---\n", ["1:1 title-missing", "2:1 front-matter-value"]),
            ("---\ntitle: A\ntags: { a: b }\n---\n", ["3:1 front-matter-value"]),
        ])
    func faults(_ text: String, _ faults: [String]) {
        #expect(Note.sample(text).faults == faults)
    }

    @Test(
        "what stands between two rules, apart from the first and without a field, is text", arguments: ["\n", "\r\n"])
    func prose(_ end: String) {
        let note = Note.sample(["---", "", "An introduction.", "", "---", "", "# H", "text"].joined(separator: end))
        #expect(note.sections.map(\.body) == ["An introduction.", "text"])
        #expect(note.sections.map(\.line) == [1, 7])
        #expect(note.faults == ["1:1 front-matter-missing", "1:1 title-missing"])
        let empty = Note.sample(["---", "", "---", "# H"].joined(separator: end))
        #expect(empty.faults == ["1:1 title-missing"])
    }

    @Test(
        "a frequent slip in the YAML is told in words of ours, which can be translated",
        arguments: [
            ("title: \"A\nstatus: x", "finding.front-matter.quotes"), ("title: 'A\n", "finding.front-matter.quotes"),
            ("title: A: B", "finding.front-matter.colon"), ("title: A\n\tstatus: x", "finding.front-matter.tab"),
            ("title: @A", "finding.front-matter.character"), ("title: *nowhere", "finding.front-matter.alias"),
            ("title: \"A\" B", "finding.front-matter.field"), ("tags: [\"a\" \"b\"]", "finding.front-matter.bracket"),
        ])
    func slips(_ yaml: String, _ key: String) {
        let note = Note.sample("---\n" + yaml + "\n---\n")
        let fault = note.findings.first { $0.rule == .frontMatterSyntax }
        #expect(fault?.sentences.map(\.key) == [key], "\(fault?.message ?? "no finding")")
    }

    @Test("the message of a wrong value quotes it")
    func message() {
        let note = Note.sample("---\ntitle: A\nupdated: soon\n---\n")
        #expect(note.findings.first?.message == "updated: \"soon\" is not a date")
    }

    @Test("a key that stands twice is named, with the line of its first place, which counts")
    func duplicates() {
        let note = Note.sample("---\ntitle: A\nstatus: x\nstatus: y\n---\n# H\n")
        let fault = note.findings.first { $0.rule == .frontMatterSyntax }
        #expect(fault?.message == "the key status stands twice")
        #expect(fault?.line == 3)
        #expect(note.frontMatter.fields.map(\.key) == ["title", "status"])
        #expect(note.frontMatter.status == "x")
        #expect(note.faults == ["3:1 front-matter-syntax"])
    }

    @Test(
        "one slip does not cost the fields that can be read by themselves",
        arguments: [
            "owner: a: b", "owner: \"never closed", "owner: *nowhere", "owner: [a, b", "\towner: x", "  owner: x",
            "just words",
            "owner: @x", "tags: [other]",
        ])
    func recovered(_ line: String) {
        for end in ["\n", "\r\n", "\r"] {
            let lines = ["---", "series: s", "title: T / 題", "tags:", "  - a", line, "chapter: '3'", "---", "# H"]
            let note = Note.sample(lines.joined(separator: end))
            #expect(note.title.full == "T / 題")
            #expect(note.frontMatter.series == "s")
            #expect(note.frontMatter.chapter == "3")
            #expect(note.frontMatter.fields.first { $0.key == "chapter" }?.line == 7)
            #expect(note.findings.contains { $0.rule == .frontMatterSyntax && $0.severity == .error })
        }
    }

    @Test("without a title the first heading serves, else the file name")
    func titles() {
        #expect(Note.sample("## Two / 二\n# One").title.full == "Two / 二")
        #expect(Note.sample("text only", path: "a/b/disk_full.md").title.full == "disk_full")
        #expect(Note.sample("---\ntitle: ''\n---\n# H").title.full == "H")
        #expect(Note.sample("---\ntitle: '  '\n---\n# H").title.full == "H")
        #expect(Note.sample("# Named {#anchor}").title.full == "Named")
    }

    @Test("bytes that are no UTF-8 are replaced before, and stay readable as such")
    func replaced() {
        let text = String(decoding: Array("---\ntitle: A".utf8) + [0xFF, 0xFE] + Array("B\n---\n".utf8), as: UTF8.self)
        #expect(Note.sample(text).title.full == "A\u{FFFD}\u{FFFD}B")
    }

    @Test(
        "control characters in YAML are a fault, not a trap",
        arguments: ["\u{0}", "\u{1}", "\u{1B}", "\u{7F}", "\u{85}", "\u{2028}", "\u{FFFE}"])
    func controls(_ character: String) {
        let note = Note.sample("---\ntitle: A\nowner: a\(character)b\n---\n# H\n")
        #expect(note.sections.map(\.heading.full) == ["H"])
    }
}

@Suite("Front matter beyond its bounds is not read")
struct FrontMatterLimitTests {
    private func yaml(_ text: String) -> [String] {
        Note.sample("---\ntitle: A\n\(text)\n---\n# H\n").faults.filter { !$0.hasSuffix("title-missing") }
    }

    @Test("aliases that multiply are refused")
    func laughs() {
        var lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
        for level in 1...9 {
            lines.append(
                "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", "))]")
        }
        #expect(yaml(lines.joined(separator: "\n")) == ["2:1 front-matter-limit"])
    }

    @Test("an anchor inside itself is refused")
    func cycle() {
        #expect(yaml("a: &a [*a]").count == 1)
        #expect(yaml("a: &a\n  b: *a").count == 1)
    }

    @Test(
        "deep nesting is refused",
        arguments: [
            String(repeating: "[", count: 50_000),
            "a: " + String(repeating: "[", count: 65) + String(repeating: "]", count: 65),
            String(repeating: "- ", count: 50_000) + "x", String(repeating: "? ", count: 50_000),
            "a: " + String(repeating: "{a: ", count: 5_000),
            (0..<2_000).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n"),
        ])
    func nesting(_ text: String) {
        #expect(yaml(text) == ["2:1 front-matter-limit"])
    }

    @Test("what is large but flat is read", arguments: [64, 1_000])
    func flat(_ count: Int) {
        #expect(yaml("list: [\(Array(repeating: "x", count: count).joined(separator: ", "))]") == [])
        #expect(yaml((0..<count).map { "key\($0): [a]" }.joined(separator: "\n")) == [])
        #expect(yaml("list:\n" + String(repeating: "  - x\n", count: count)) == [])
    }

    @Test(
        "a line of hyphens or colons nests nothing",
        arguments: [
            "# " + String(repeating: "-", count: 200), "rule: '" + String(repeating: "-", count: 200) + "'",
            "text: a" + String(repeating: ":", count: 200) + "b",
        ])
    func hyphens(_ line: String) {
        #expect(yaml(line) == [])
    }

    @Test(
        "a flood of doubled keys, or of fields that are no YAML, is refused in one go",
        arguments: ["a: b\n", "a: [\n", "a\n"])
    func floods(_ line: String) {
        let note = Note.sample("---\n\(String(repeating: line, count: 30_000))---\n# H\n")
        #expect(note.frontMatter.fields.isEmpty)
        #expect(note.sections.map(\.heading.full) == ["H"])
    }

    @Test("nesting within the bounds is read")
    func moderate() {
        #expect(yaml("a: " + String(repeating: "[", count: 60) + "x" + String(repeating: "]", count: 60)) == [])
    }

    @Test("too many values and too many bytes are refused")
    func size() {
        #expect(
            yaml("a: [\(Array(repeating: "x", count: 10_001).joined(separator: ","))]") == ["2:1 front-matter-limit"])
        #expect(yaml("a: " + String(repeating: "x", count: 256 * 1024)) == ["2:1 front-matter-limit"])
    }
}
