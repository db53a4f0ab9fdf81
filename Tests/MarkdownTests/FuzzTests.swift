import Fixtures
import Markdown
import Testing

/// Pieces that markdown sources are put together from at random.
enum MarkdownFragments {
    private static let starts = [
        "", "", "", "> ", "- ", "* ", "1. ", "10) ", "  ", "    ", "\t", "# ", "### ", "```", "```sh", "~~~", "<div>",
        "</div>", "<!--", "-->", "<pre>", "</pre>", "<b>", "<?", "?>", "| ", "|-|-|", "a|b", "-|-", "---", "===", "***",
        "[^1]: ", "[a]: /u ", "- [ ] ", "> [!NOTE]", "> - > ", "<details>", "</details>", "<script>", "</script>",
        "- - ",
        "  ```", "> ```", "- ```", "<!X", "<![CDATA[", "]]>", "<a b='c", "</x>",
    ]
    private static let inlines = [
        "word", " ", "**", "*", "_", "__", "~~", "~", "`", "``", "[", "]", "(", ")", "![", "](u)", "[[", "]]",
        "[[n|l]]",
        "![[e]]", "<b>", "</b>", "<i x=y>", "<", ">", "&amp;", "&", "\\", "\\[", "中文", "「", "。", "：", "（強）", "，",
        "https://a.b/c", "www.a.b", "a@b.cc", "|", "\\|", "<br>", "<!-- c -->", "[^1]", "∇", "𐬻", "\u{FE01}", "é",
        "[a]", "![i](https://h/i.png)", "<img src=x>", "javascript:x", "\u{0}", "\r", "  ",
    ]

    static func line(using random: inout SeededGenerator) -> String {
        var line = ""
        for _ in 0..<Int.random(in: 0...2, using: &random) { line += starts.randomElement(using: &random) ?? "" }
        for _ in 0..<Int.random(in: 0...9, using: &random) { line += inlines.randomElement(using: &random) ?? "" }
        return line
    }
}

@Suite("Any text is a document")
struct FuzzTests {
    @Test("random markdown renders as balanced, harmless HTML, with lines inside the source", arguments: 0..<40)
    func markdown(seed: Int) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            let lines = (0..<Int.random(in: 1...12, using: &random)).map { _ in MarkdownFragments.line(using: &random) }
            check(lines.joined(separator: "\n"))
        }
    }

    @Test("random bytes do no harm", arguments: 0..<20)
    func bytes(seed: Int) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            check(String(decoding: bytes, as: UTF8.self))
            check(String(decoding: bytes.map { $0 % 128 }, as: UTF8.self))
        }
    }

    @Test("documents may be parsed and rendered by many at once")
    func concurrency() async {
        let sources = (0..<64).map { seed in
            var random = SeededGenerator(seed: seed)
            let lines = (0..<40).map { _ in MarkdownFragments.line(using: &random) }
            return "www.a.b ~~c~~ https://d.e\n\n" + lines.joined(separator: "\n")
        }
        let alone = sources.map { (Document(parsing: $0), HTMLRenderer().render($0)) }
        await withTaskGroup(of: (Int, Document, String).self) { group in
            for (index, source) in sources.enumerated() {
                group.addTask { (index, Document(parsing: source), HTMLRenderer().render(source)) }
            }
            for await (index, document, html) in group {
                #expect(document == alone[index].0 && html == alone[index].1)
            }
        }
    }

    private func check(_ source: String) {
        let html = HTMLRenderer().render(source)
        let objections = HTMLAudit.objections(to: html)
        #expect(objections.isEmpty, "\(objections)\n\(source.debugDescription)\n\(html)")
        let scalars = html.unicodeScalars
        #expect(!scalars.contains { (0xFDD0...0xFDEF).contains($0.value) })
        let document = Document(parsing: source)
        let count = source.unicodeScalars.count { $0 == "\n" || $0 == "\r" } + 1
        #expect(
            document.blocks.allSatisfy { $0.line >= 1 && $0.line <= $0.endLine && $0.endLine <= count }, "\(source)")
        #expect(document.excesses.isEmpty)
    }
}
