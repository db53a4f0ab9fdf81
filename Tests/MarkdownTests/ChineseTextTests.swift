import Markdown
import Testing

@Suite("Chinese text reads as its writer meant it")
struct ChineseTextTests {
    @Test(
        "emphasis beside full-width punctuation is emphasis",
        arguments: [
            ("**強調：**文字", "<p><strong>強調：</strong>文字</p>"),
            ("前文**「引用」**後文", "<p>前文<strong>「引用」</strong>後文</p>"),
            ("*注意！*請看", "<p><em>注意！</em>請看</p>"), ("~~舊值。~~新值", "<p><del>舊值。</del>新值</p>"),
            ("**`up == 0`**時告警", "<p><strong><code>up == 0</code></strong>時告警</p>"),
            ("**~~舊值。~~**新值", "<p><strong><del>舊值。</del></strong>新值</p>"),
            ("**_強調：_**文字", "<p><strong><em>強調：</em></strong>文字</p>"),
            ("前**_（甲）_**後", "<p>前<strong><em>（甲）</em></strong>後</p>"),
            ("前~~__（甲）__~~後", "<p>前<del><strong>（甲）</strong></del>後</p>"),
            ("文~~_甲_~~文", "<p>文<del><em>甲</em></del>文</p>"),
            ("_重點_~~舊值~~新值", "<p><em>重點</em><del>舊值</del>新值</p>"),
            ("|**「甲」**|乙|\n|-|-|\n", nil), ("變數名_不強調_的", "<p>變數名_不強調_的</p>"),
        ])
    func emphasis(source: String, html: String?) {
        let rendered = HTMLFragment(HTMLRenderer().render(source)).normalized()
        if let html {
            #expect(rendered == HTMLFragment(html))
        } else {
            #expect(rendered.description.contains("<strong>|「甲」|</strong>"))
        }
        #expect(!Document(parsing: source).blocks[0].text.contains("**"))
    }

    @Test("of what stands behind a run the first character counts, whatever selector follows it")
    func selectorBehind() {
        let source = "a**“\u{FE01}甲”\u{FE01}**b"
        #expect(HTMLFragment(HTMLRenderer().render(source)).normalized() == HTMLFragment("<p>\(source)</p>"))
        let after = HTMLFragment(HTMLRenderer().render("文**“\u{FE01}甲”\u{FE01}**b")).normalized()
        #expect(after == HTMLFragment("<p>文<strong>“\u{FE01}甲”\u{FE01}</strong>b</p>"))
    }

    @Test(
        "what makes emphasis work is in no code, address, title or raw HTML",
        arguments: [
            "`前**（x）**後`", "```\n前**（x）**後\n```", "    前**（x）**後", "[a](</前**（x）**後> \"前**（x）**後\")",
            "<kbd title=\"前**（x）**後\">k</kbd>", "```前**（x）**後\nc\n```", "![前**（x）**後](p.png)",
            "# 前**（x）**後 https://a.example/x，後 \\[[x]] [[a|b]]", "<p>https://a.example/x，後</p>",
            "[a]\n\n[a]: /前**（x）**後", "[前**（x）**後]\n\n[前**（x）**後]: /x", "[^前**（x）**後]\n\n[^前**（x）**後]: 註",
            "<https://a.example/前_（x）_後>", "[https://a.example，x](/y)", "[a](/x \"見 https://a.example/x”\")",
        ])
    func noTraces(source: String) {
        let rendered = HTMLRenderer().render(source)
        let document = Document(parsing: source)
        let everything = document.blocks.map { "\($0)" }.joined() + rendered
        for scalar in everything.unicodeScalars {
            #expect(!(0xFDD0...0xFDEF).contains(scalar.value) && scalar.value != 0x10A7F)
        }
        #expect(!rendered.contains("%EF%B7") && !rendered.contains("&lt;，"))
    }

    @Test("non-characters and the mark of an extinct script in a source do no harm")
    func nonCharacters() {
        let source = String(decoding: [0x61, 0xEF, 0xB7, 0x93, 0x30, 0xEF, 0xB7, 0x90, 0x62], as: UTF8.self)
        #expect(HTMLRenderer().render(source) == "<p>a\u{FFFD}0\u{FFFD}b</p>\n")
        #expect(HTMLRenderer().render("\u{10A7F}**∇**a") == "<p>\u{10A7F}<strong>∇</strong>a</p>\n")
        #expect(HTMLRenderer().render("&#xFDD3;0&#xFDD3;").hasPrefix("<p>"))
    }

    @Test(
        "a line break between full-width characters is nothing, any other is one",
        arguments: [
            ("上一行\n下一行", "上一行下一行"), ("句號。\n**粗體**開始", "句號。粗體開始"), ("中文\nEnglish", "中文\nEnglish"),
            ("English\nwords", "English\nwords"), ("한국어\n문장", "한국어\n문장"), ("**粗**\n體", "粗體"),
            ("見 [[a|筆記]]\n下一行", "見 筆記下一行"), ("上一行\n[[筆記]]，", "上一行筆記，"), ("[[a]]\n下一行", "a\n下一行"),
            ("[[a|筆記]]\n[[筆記]]", "筆記筆記"), ("]]\n下一行", "]]\n下一行"),
        ])
    func lineBreaks(source: String, text: String) {
        #expect(Document(parsing: source).blocks[0].text == text)
        let items = HTMLFragment(HTMLRenderer().render(source)).items
        let shown = items.map { item in if case .text(let text) = item { text } else { "" } }.joined()
        #expect(shown == text + "\n")
    }

    @Test("the number of a footnote between a line break and the word that it stands on is no text")
    func lineBreakBehindFootnote() {
        let source = "上一行[^1]\n下一行\n\n[^1]: 註"
        #expect(Document(parsing: source).blocks.first?.text == "上一行下一行")
        #expect(HTMLRenderer().render(source).contains("</sup>下一行"))
    }

    @Test(
        "an address ends before full-width text",
        arguments: [
            ("見 https://a.example/x。後面", "https://a.example/x"), ("https://a.example，說明", "https://a.example"),
            ("（https://a.example/b）", "https://a.example/b"), ("**https://a.example/b**，好", "https://a.example/b"),
            ("見https://a.example的說明", "https://a.example"), ("- www.a.example、後", "http://www.a.example"),
            ("見 “https://a.example/x”。", "https://a.example/x"), ("https://a.example/x——說明", "https://a.example/x"),
            ("https://a.example/x……", "https://a.example/x"), ("‘https://a.example’", "https://a.example"),
        ])
    func addresses(source: String, target: String) {
        let links = Document(parsing: source).blocks.flatMap(\.links)
        #expect(links.map(\.target) == [target])
        #expect(HTMLRenderer().render(source).contains("<a href=\"\(target)\">"))
        #expect(!HTMLRenderer().render(source).contains("&lt;"))
    }

    @Test(
        "a destination written out keeps its full-width text",
        arguments: ["[x](https://a.example/監控)", "<https://a.example/監控>", "[x]\n\n[x]: https://a.example/監控"])
    func destinations(source: String) {
        #expect(Document(parsing: source).blocks[0].links.map(\.target) == ["https://a.example/監控"])
    }

    @Test("blocks that are mainly Han say their language")
    func language() {
        let renderer = HTMLRenderer()
        #expect(renderer.render("檢查 lag") == "<p lang=\"zh-Hant\">檢查 lag</p>\n")
        #expect(renderer.render("Consumer lag 攀升 and so on") == "<p>Consumer lag 攀升 and so on</p>\n")
        #expect(renderer.render("- 檢查") == "<ul>\n<li lang=\"zh-Hant\">檢查</li>\n</ul>\n")
    }

    @Test(
        "so do elements of raw HTML, unless their writer says it",
        arguments: [
            ("<p>檢查延遲</p>", "<p lang=\"zh-Hant\">檢查延遲</p>"), ("<p lang=\"ja\">漢字</p>", "<p lang=\"ja\">漢字</p>"),
            ("<div><b>State</b>狀態</div>", "<div><b>State</b>狀態</div>"),
            (
                "<table><tr><td>State</td><td id=\"a\">狀態</td></tr></table>",
                "<table><tr><td>State</td><td id=\"a\" lang=\"zh-Hant\">狀態</td></tr></table>"
            ),
        ])
    func languageOfRawHTML(source: String, html: String) {
        #expect(HTMLRenderer().render(source) == html + "\n")
    }

    /// Renders what is written `English / 中文` by halves.
    private static let byHalves: HTMLRenderer = {
        var renderer = HTMLRenderer()
        renderer.bilingualSeparator = { text in
            text.range(of: " / ").map { range in
                let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
                return start..<(start + 3)
            }
        }
        return renderer
    }()

    @Test("the halves of a bilingual heading or cell are each in their language")
    func halves() {
        let renderer = Self.byHalves
        #expect(
            renderer.render("## The `lag` <b>it / **延遲**\n")
                == """
                <h2><span lang="en">The <code>lag</code> <b>it</b></span><span class="bilingual-separator"> / </span>\
                <span lang="zh-Hant"><strong>延遲</strong></span></h2>

                """)
        let table = renderer.render("| 症狀 / Symptom |\n|---|\n| a / b |\n")
        #expect(table.contains("<th><span lang=\"zh-Hant\">症狀</span>"))
        // Signs are no Han.
        for sign in ["🚨", "⚠️", "！", "한"] {
            #expect(renderer.render("## \(sign) Alerts / 告警").contains("<span lang=\"en\">\(sign) Alerts</span>"))
        }
    }

    @Test("the halves of a list item are, where a slash between spaces and beside Chinese parts its only line")
    func halvesOfItems() {
        let renderer = Self.byHalves
        let restart = """
            <span lang="en">Restart</span><span class="bilingual-separator"> / </span><span lang="zh-Hant">重啟</span>
            """
        #expect(renderer.render("- Restart / 重啟\n") == "<ul>\n<li>\(restart)</li>\n</ul>\n")
        #expect(renderer.render("1. Restart / 重啟\n   - x\n").contains("<li>\(restart)\n<ul>\n<li>x</li>"))
        #expect(renderer.render("- Restart / 重啟\n\n- x\n").contains("<li>\n<p>\(restart)</p>\n</li>"))
        #expect(renderer.render("- [ ] Restart / 重啟\n").contains("disabled=\"\" /> \(restart)</li>"))
        for sentence in ["檢查 producer / consumer", "a / b", "Restart / 重啟\n  twice"] {
            #expect(!renderer.render("- \(sentence)\n").contains("bilingual-separator"), "\(sentence)")
        }
    }
}

extension String {
    fileprivate func range(of part: String) -> Range<Index>? { ranges(of: part).first }
}
