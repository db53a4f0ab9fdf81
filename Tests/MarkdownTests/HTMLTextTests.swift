import Markdown
import Testing

@Suite("Raw HTML is read as the text that pages show of it")
struct HTMLTextTests {
    @Test(
        "without tags, comments and what is not let through",
        arguments: [
            ("<b>bold</b>", "bold"), ("a<br>b", "a b"), ("<!-- hidden -->shown", "shown"), ("<!-- open", "<!-- open"),
            ("<!-- a --> b <!-- c", "b <!-- c"), ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"), ("<p>中文</p>", "中文"), ("", ""),
            ("no markup", "no markup"), ("<details><summary>Why</summary>because</details>", "Why because"),
            ("<script>x()</script>a<style>b {}</style>", "a"), ("<td>&lt;500ms</td>", "<500ms"),
            ("R&amp;D&nbsp;&mdash; &#x4e2d; &unheard;", "R&D\u{A0}— 中 &unheard;"), ("<b title=\"a > b\">c</b>", "c"),
        ])
    func text(_ html: String, _ text: String) {
        #expect(HTMLText.text(of: html).split(separator: " ").joined(separator: " ") == text)
    }

    @Test("very many comments and tags that never end are read in one go")
    func floods() {
        for flood in [
            String(repeating: "<!-- ", count: 100_000), String(repeating: "<", count: 300_000),
            String(repeating: "<b title='", count: 50_000), String(repeating: "&", count: 100_000),
        ] {
            #expect(HTMLText.text(of: flood) == flood)
        }
        #expect(HTMLText.text(of: String(repeating: "<!---->x", count: 50_000)).utf8.count == 50_000)
    }
}
