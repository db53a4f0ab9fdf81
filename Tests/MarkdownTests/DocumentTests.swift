import Markdown
import Testing

@Suite("A document is its blocks, flattened, with lines, text and links")
struct DocumentTests {
    @Test("blocks come in document order with their kinds, lines and plain text")
    func blocks() {
        let document = Document(
            parsing: """
                # Broker *down* / 節點失聯

                First `line`
                second line

                ```promql {firing=output}
                up == 0
                ```

                <div>
                raw
                </div>

                ---
                """)
        #expect(
            document.blocks == [
                Block(kind: .heading(level: 1), text: "Broker down / 節點失聯", line: 1, endLine: 1),
                Block(kind: .paragraph, text: "First line\nsecond line", line: 3, endLine: 4),
                Block(kind: .code(info: "promql {firing=output}"), text: "up == 0\n", line: 6, endLine: 8),
                Block(kind: .html, text: "<div>\nraw\n</div>\n", line: 10, endLine: 12),
                Block(kind: .thematicBreak, text: "", line: 14, endLine: 14),
            ])
        #expect(document.excesses.isEmpty)
    }

    @Test("lines count from the line where the body begins in its file")
    func firstLine() {
        let document = Document(parsing: "a\n\n| h |\n|---|\n| [x](y) |\n", firstLine: 15)
        #expect(document.blocks.map(\.line) == [15, 17])
        #expect(document.blocks.last?.links.map(\.line) == [19])
        #expect(
            document.blocks.last?.kind
                == .table(rows: [TableRow(cells: ["h"], line: 17), TableRow(cells: ["x"], line: 19)]))
    }

    @Test(
        "every block ends on its own last line",
        arguments: [
            ("Title\n===\n\nnext", 1, 2), ("    code\n    more\n\n\nnext", 1, 2), ("```\nopen", 1, 2),
            ("text\nmore\n| a |\n|---|\n", 1, 2), ("| a |\n|---|\n\nnext", 1, 2), ("| a |\n|---|\n| b |", 1, 3),
            ("- one\n  two\n\nnext", 1, 2), ("> one\ntwo\n", 1, 2), ("# h", 1, 1),
        ])
    func lines(source: String, line: Int, endLine: Int) {
        let block = Document(parsing: source).blocks.first
        #expect(block?.line == line)
        #expect(block?.endLine == endLine)
    }

    @Test("a table below text keeps the lines of its rows")
    func tableBelowText() {
        let blocks = Document(parsing: "intro\nmore\n| a | b |\n|---|---|\n| c |\n").blocks
        #expect(blocks.map(\.line) == [1, 3])
        #expect(
            blocks.last?.kind
                == .table(rows: [TableRow(cells: ["a", "b"], line: 3), TableRow(cells: ["c", ""], line: 5)]))
        #expect(blocks.last?.text == "a\tb\nc\t")
    }

    @Test("a cell keeps what is struck through only for the search, unless nothing else stands in it")
    func struckCells() {
        let block = Document(parsing: "| ~~a~~ [b](c) | ~~d~~ |\n|---|---|\n").blocks.first
        #expect(block?.kind == .table(rows: [TableRow(cells: [" b", "d"], line: 1)]))
        #expect(block?.text == "a b\td")
        #expect(block?.links.map(\.target) == ["c"])
    }

    @Test("the anchors of raw HTML are known, wherever it stands")
    func anchors() {
        let source =
            "<a id=\"one\"></a>\n\ntext <a name='t&amp;wo'></a>\n\n| <b ID=three>x</b> |\n|---|\n\n`<a id=four>` <a id=\n"
        #expect(Document(parsing: source).anchors == ["one", "t&wo", "three"])
    }

    @Test("depth counts the lists and quotes around a block; a task belongs to the first block of its item")
    func depthAndTasks() {
        let blocks = Document(parsing: "- [ ] open\n\n  more\n- [x] done\n  - > deep\n\nout\n").blocks
        #expect(blocks.map(\.text) == ["open", "more", "done", "deep", "out"])
        #expect(blocks.map(\.depth) == [1, 1, 1, 3, 0])
        #expect(blocks.map(\.task) == [.open, nil, .done, nil, nil])
    }

    @Test("links of every kind are listed in order, with their lines")
    func links() {
        let document = Document(
            parsing: """
                See [the *plan*](plan.md#x "t") and [ref][r]
                or <https://a.example/?q=1>, https://b.example/c and ![pic *one*](p.png).

                [r]: ../r.md
                """)
        #expect(
            document.blocks.first?.links == [
                Link(kind: .inline, target: "plan.md#x", text: "the plan", line: 1),
                Link(kind: .inline, target: "../r.md", text: "ref", line: 1),
                Link(kind: .inline, target: "https://a.example/?q=1", text: "https://a.example/?q=1", line: 2),
                Link(kind: .inline, target: "https://b.example/c", text: "https://b.example/c", line: 2),
                Link(kind: .image, target: "p.png", text: "pic one", line: 2),
            ])
    }

    @Test("a footnote stands where it was written")
    func footnotes() {
        let blocks = Document(parsing: "a[^n]\n\n[^n]: note\n\nb\n").blocks
        #expect(blocks.map(\.text) == ["a", "note", "b"])
    }
}

@Suite("Wikilinks")
struct WikilinkTests {
    @Test(
        "are found with target, heading and label",
        arguments: [
            ("[[kafka]]", Link.Kind.wikilink, "kafka", "kafka"),
            ("[[kafka|the broker]]", .wikilink, "kafka", "the broker"),
            ("[[18_kafka_ops#S1|lag]]", .wikilink, "18_kafka_ops#S1", "lag"),
            ("[[ 事故手冊 | 手冊 ]]", .wikilink, "事故手冊", "手冊"),
            ("![[kafka#Symptoms / 症狀]]", .embed, "kafka#Symptoms / 症狀", "kafka#Symptoms / 症狀"),
            ("**[[a_b_c]]**。", .wikilink, "a_b_c", "a_b_c"),
        ])
    func found(source: String, kind: Link.Kind, target: String, text: String) {
        let block = Document(parsing: source).blocks.first
        #expect(block?.links == [Link(kind: kind, target: target, text: text, line: 1)])
    }

    @Test(
        "are not found in code, links, escapes or where a bracket is missing",
        arguments: [
            "`[[a]]`", "    [[a]]", "```\n[[a]]\n```", #"\[[a]]"#, #"\[\[a]]"#, "[[a]", "[[]]", "[[ ]]", "[[[a]]]",
            "[[a\nb]]", "[[a]]: /url",
        ])
    func notFound(source: String) {
        let links = Document(parsing: source).blocks.flatMap(\.links)
        #expect(links.allSatisfy { $0.kind == .inline })
    }

    @Test("a label in a table cell parts no cells")
    func inTable() {
        let blocks = Document(parsing: "| a | b |\n|---|---|\n| [[n|label]] | [[m\\|other]] |\n").blocks
        #expect(blocks.first?.links.map(\.text) == ["label", "other"])
        #expect(blocks.first?.links.map(\.target) == ["n", "m"])
    }

    @Test("the text of a block shows the label")
    func shownText() {
        #expect(Document(parsing: "see [[a|b]] and `[[c|d]]`").blocks.first?.text == "see b and [[c|d]]")
    }
}
