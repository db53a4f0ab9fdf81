import Fixtures
import Foundation
import Markdown
import Testing

/// A source that is hard on the library, in an own file between ordinary blocks.
private struct Hostile: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var source: String

    init(_ name: String, _ parts: (String, Int)...) {
        testDescription = name
        source = parts.map { String(repeating: $0.0, count: $0.1) }.joined()
    }
}

private let hostile: [Hostile] = [
    Hostile("images around links", ("![[]()", 30_000)),
    Hostile("links and emphasis", ("[]()*_", 20_000)),
    Hostile("links and strikethrough", ("[x](y)~~", 20_000)),
    Hostile("sections never closed", ("x", 1), ("<![CDATA[", 60_000)),
    Hostile("declarations never closed", ("x", 1), ("<!A ", 60_000)),
    Hostile("instructions never closed", ("x", 1), ("<?", 60_000)),
    Hostile("quotes", (">", 5_000), ("x", 1)),
    Hostile("items", ("1. ", 5_000), ("x", 1)),
    Hostile("footnotes in footnotes", ("[^a]: ", 5_000), ("x", 1)),
    Hostile("a wide table", ("|a", 2_000), ("|\n", 1), ("|-", 2_000), ("|\n", 1), ("b\n", 2_000)),
    Hostile("a wide table without outer pipes", ("a|", 999), ("a\n", 1), ("-|", 999), ("-\n", 1), ("b\n", 2_000)),
    Hostile("a wide row above a delimiter row", ("|a", 2_000), ("|\n", 1), ("|-|", 1)),
    Hostile("a wide row below a delimiter row", ("|a|\n|-|\n", 1), ("|a", 2_000), ("|", 1)),
    Hostile("many lines before a delimiter row", ("a\n", 60_000), ("|-|", 1)),
    Hostile("delimiter rows that fit no header", ("a|b\n-|-|-\n", 10_000)),
    Hostile("www in a word", ("__www.", 20_000)),
    Hostile("addresses in a word", ("http://a<", 30_000)),
    Hostile("parentheses after an address", ("https://a.bc", 1), (")", 60_000)),
    Hostile("mail addresses", ("a@b.cc ", 50_000)),
    Hostile("ampersands", ("&", 1_500_000)),
    Hostile("brackets", ("[", 1_200_000)),
    Hostile("strong openers beside brackets", ("**「", 600_000)),
]

@Suite("What is beyond the bounds stays, as plain text")
struct LimitsTests {
    @Test("lines that end in nothing but a carriage return are read in one go", .timeLimit(.minutes(1)))
    func carriageReturns() {
        #expect(Document(parsing: String(repeating: "\r", count: 3_000_000) + "end").blocks.map(\.text) == ["end"])
    }

    @Test("a hostile block is shown as written, and its neighbours as ever", arguments: hostile)
    private func neighbours(hostile: Hostile) throws {
        let before = "# Before\n\n- one\n- two\n\n"
        let after = "\n\n**after** [x](y)\n\n| a |\n|---|\n| b |\n\n```sh\nc\n```\n"
        let document = Document(parsing: before + hostile.source + after, firstLine: 11)
        let excess = try #require(document.excesses.first)
        #expect(document.excesses.count == 1)
        let lines = hostile.source.split(separator: "\n", omittingEmptySubsequences: false).count
        let trailing = hostile.source.hasSuffix("\n") ? 1 : 0
        #expect(excess.line == 16)
        #expect(excess.endLine == 16 + lines - 1 - trailing)
        let expected = Document(parsing: before, firstLine: 11).blocks
        #expect(Array(document.blocks.prefix(3)) == expected)
        let rest = Document(parsing: after, firstLine: 16 + lines - 1).blocks
        #expect(Array(document.blocks.suffix(3)) == rest)
        let kept = try #require(document.blocks.dropFirst(3).first)
        #expect(kept.line == excess.line && kept.endLine == excess.endLine)
        let start = hostile.source.utf8.count - kept.text.utf8.count
        #expect(start <= 700)
        #expect(hostile.source.dropLast(trailing).hasSuffix(kept.text.suffix(1_000)))
        #expect(kept.text.utf8.count + trailing + 700 >= hostile.source.utf8.count)
    }

    @Test("an excess in a list item leaves the list and its lines as they are")
    func inList() {
        let source = "- a\n- x \(String(repeating: "![[]()", count: 30_000))\n  y\n- c\n\nd"
        let document = Document(parsing: source)
        #expect(document.blocks.map(\.line) == [1, 2, 4, 6])
        #expect(document.blocks.map(\.depth) == [1, 1, 1, 0])
        #expect(document.blocks[1].text.hasSuffix("\n  y"))
        let html = HTMLRenderer().render(source)
        #expect(html.contains("<li>c</li>") && html.contains("<pre class=\"plain-text\">x ![[]()"))
    }

    @Test("an excess of a heading stays a heading")
    func inHeading() {
        let document = Document(parsing: "## \(String(repeating: "![[]()", count: 30_000))\nnext\n")
        #expect(document.blocks.map(\.kind) == [.heading(level: 2), .paragraph])
        #expect(document.blocks[1].text == "next")
    }

    @Test("lines of code inside very many containers end where they cost too much")
    func deepCode() {
        let source = String(repeating: "- ", count: 99) + "```\n" + String(repeating: "\n", count: 600_000) + "end"
        let document = Document(parsing: source)
        #expect(document.excesses.map(\.endLine) == [600_002])
        #expect(document.blocks.last?.text.hasSuffix("\nend") == true)
        #expect(document.blocks.map(\.depth) == [99, 0])
    }

    @Test("a link definition that would be copied too often is text")
    func definitions() {
        let source =
            "[a]: /\(String(repeating: "u", count: 50_000))\n\n[b]: /v\n\n\(String(repeating: "[a] ", count: 20_000))\n\n[b]"
        let document = Document(parsing: source)
        #expect(document.excesses.map(\.line) == [1])
        #expect(document.blocks.last?.links.map(\.target) == ["/v"])
    }

    @Test("an excess that nobody could see in a footnote is shown at the end")
    func inFootnote() {
        let source = "a\n\n[^unused]: \(String(repeating: "![[]()", count: 30_000))\n"
        #expect(Document(parsing: source).blocks.map(\.line) == [1, 3])
        #expect(HTMLRenderer().render(source).hasSuffix("</pre>\n"))
    }

    @Test("code has no bounds but memory")
    func code() {
        let row = "{\"job_name\": [\"a_b\", \"*\"], \"url\": \"http://a\"} <!--\n"
        for source in [
            "```json\n" + String(repeating: row, count: 20_000) + "```\n",
            "- a\n\n  ~~~\n" + String(repeating: "  " + row, count: 20_000) + "  ~~~\n",
            "> ```\n" + String(repeating: "> " + row, count: 20_000), String(repeating: "    " + row, count: 20_000),
            "<pre>\n" + String(repeating: row, count: 20_000) + "</pre>\n",
        ] {
            #expect(Document(parsing: source).excesses.isEmpty)
        }
    }

    @Test(
        "a large table of few columns is a table",
        arguments: [20_000])
    func largeTable(rows: Int) {
        let row = "| S1 | Consumer lag > 10K | Late events | Critical |\n"
        let source = "| ID | Symptom | Impact | Urgency |\n|---|---|---|---|\n" + String(repeating: row, count: rows)
        let document = Document(parsing: source)
        #expect(document.excesses.isEmpty)
        guard case .table(let found) = document.blocks.first?.kind else {
            Issue.record("no table")
            return
        }
        #expect(found.count == rows + 1)
        #expect(found.last?.line == rows + 2)
    }

    @Test("deep nesting below the bound is nesting")
    func deep() {
        let document = Document(parsing: String(repeating: "> ", count: 99) + "x")
        #expect(document.excesses.isEmpty)
        #expect(document.blocks.map(\.depth) == [99])
    }

    @Test("whatever comes before, nothing nests deeper than the bound", arguments: 0..<40)
    func nothingDeeper(seed: Int) {
        var random = SeededGenerator(seed: seed)
        let deep = String(repeating: "> ", count: 150) + "x"
        for _ in 0..<40 {
            var source = ""
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                source += MarkdownFragments.line(using: &random) + "\n"
            }
            for prefix in ["", "\n", "  ", "> "] {
                let document = Document(parsing: source + prefix + deep)
                #expect(document.blocks.allSatisfy { $0.depth <= 101 }, "\((source + prefix).debugDescription)")
            }
        }
    }

    @Test(
        "every hard note is read and shown, with all of what is beyond the bounds",
        .enabled(if: SharedData.exists("markdown/pathological.json"), "../shared/markdown is missing"))
    func pathological() throws {
        for note in try SharedData.decode([PathologicalNote].self, "markdown/pathological.json") {
            let document = Document(parsing: note.source)
            let html = HTMLRenderer().render(note.source)
            let lines = note.source.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
            for excess in document.excesses {
                let block = try #require(
                    document.blocks.first { $0.line == excess.line && $0.endLine == excess.endLine }, "\(note.name)")
                let kept = Data(block.text.utf8)
                let written = Data(lines[(excess.line - 1)..<excess.endLine].joined(separator: [0x0A]))
                #expect(!kept.isEmpty && written.suffix(kept.count) == kept, "\(note.name)")
                #expect(Data(html.utf8).range(of: Data(Self.escaped(block.text).utf8)) != nil, "\(note.name)")
            }
            #expect(document.blocks.allSatisfy(\.text.isEmpty) || !html.isEmpty, "\(note.name)")
            #expect(document.blocks.allSatisfy { $0.depth <= 101 && $0.line <= $0.endLine }, "\(note.name)")
        }
    }

    private static func escaped(_ text: String) -> String {
        let marks: [Character: String] = ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;"]
        return text.reduce(into: "") { $0 += marks[$1] ?? String($1) }
    }

    @Test(
        "no real note is beyond the bounds, and every one is well formed HTML",
        .enabled(if: SharedData.exists("corpus"), "../shared/corpus is missing"))
    func corpus() throws {
        for note in try SharedData.notes(below: "corpus") {
            #expect(Document(parsing: note.text).excesses.isEmpty, "\(note.path)")
            #expect(HTMLAudit.objections(to: HTMLRenderer().render(note.text)).isEmpty, "\(note.path)")
        }
    }
}

private struct PathologicalNote: Decodable {
    struct Segment: Decodable {
        var text: String
        var count: Int

        enum CodingKeys: String, CodingKey {
            case text
            case count = "repeat"
        }
    }

    var name: String
    var segments: [Segment]

    /// The whole note; a twentieth of one in a build without optimisation, which would take minutes.
    var source: String {
        segments.map { String(repeating: $0.text, count: scaled($0.count)) }.joined()
    }

    private func scaled(_ count: Int) -> Int {
        #if DEBUG
            count < 1_000 ? count : count / 20
        #else
            count
        #endif
    }
}
