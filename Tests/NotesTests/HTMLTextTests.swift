import Testing

@testable import Notes

@Suite("Raw HTML is read as its text")
struct HTMLTextTests {
    @Test(
        "without tags and comments",
        arguments: [
            ("<b>bold</b>", "bold"), ("a<br>b", "a b"), ("<!-- hidden -->shown", "shown"), ("<!-- open", ""),
            ("<!-- a --> b <!-- c", "b"), ("1 < 2", "1"), ("<p>中文</p>", "中文"), ("", ""), ("no markup", "no markup"),
            ("<details><summary>Why</summary>because</details>", "Why because"),
        ])
    func text(_ html: String, _ text: String) {
        #expect(HTMLText.text(of: html).split(separator: " ").joined(separator: " ") == text)
    }

    @Test("very many comments and tags that never end are read in one go")
    func floods() {
        #expect(HTMLText.text(of: String(repeating: "<!-- ", count: 100_000)) == "")
        #expect(HTMLText.text(of: String(repeating: "<", count: 300_000)) == "")
        #expect(HTMLText.text(of: String(repeating: "<!---->x", count: 50_000)).utf8.count == 50_000)
    }
}
