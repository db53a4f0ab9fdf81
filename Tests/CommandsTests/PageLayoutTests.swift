import Testing

@testable import Commands

@Suite("laying out the rendering of a note")
struct PageLayoutTests {
    private func lines(_ html: String, width: Int = 40, isColoured: Bool = false) -> [String] {
        PageLayout.lines(
            of: HTMLToken.tokens(of: html), style: Style(isColoured: isColoured), cells: CellWidth(), width: width)
    }

    @Test("nests lists, keeps their numbers and marks their tasks")
    func lists() {
        let html = """
            <ol start="3">
            <li>three
            <ul>
            <li>inner text that is too long for a line</li>
            </ul>
            </li>
            <li>four</li>
            </ol>
            <ul>
            <li><input type="checkbox" checked="" disabled="" /> done</li>
            <li><input type="checkbox" disabled="" /> open</li>
            </ul>
            """
        #expect(
            lines(html, width: 28) == [
                "3. three", "   • inner text that is too", "     long for a line", "4. four", "", "☑ done", "☐ open",
            ])
    }

    @Test("shows where links lead, unless their text says it")
    func links() {
        let html = """
            <p><a href="https://example.org/a">here</a> <a href="https://example.org/b">https://example.org/b</a> \
            <a href="#x">within</a> <a class="wikilink" href="/notes/%E7%B6%AD%E9%81%8B#s1">note</a> \
            <span class="wikilink wanted">missing</span></p>
            """
        #expect(
            lines(html, width: 200) == [
                "here (https://example.org/a) https://example.org/b within note (維運#s1) missing"
            ])
    }

    @Test("does not tell twice where a link to a symptom leads")
    func symptomLink() {
        let html = #"<p><a class="wikilink" href="/notes/20_postgres#s4">20_postgres#S4</a> next</p>"#
        #expect(lines(html) == ["20_postgres#S4 next"])
    }

    @Test("puts code under a rule with its language, without wrapping it")
    func code() {
        let html = """
            <pre data-symptoms="S1" data-label="read-only"><code class="language-bash">a &amp;&amp; b  --long-option-that-is-wide
            </code></pre>
            """
        #expect(
            lines(html, width: 30) == [
                "── bash · S1 · read-only ─────", "  a && b  --long-option-that-is-wide",
                String(repeating: "─", count: 30),
            ])
    }

    @Test("draws quotes with a bar on every line")
    func quotes() {
        #expect(
            lines("<blockquote>\n<p>one</p>\n<p>two</p>\n</blockquote>\n<p>after</p>") == [
                "│ one", "│", "│ two", "", "after",
            ])
    }

    @Test("effects end with their element")
    func effects() {
        #expect(lines("<p>a <strong>b</strong> c</p>", isColoured: true) == ["a \u{1B}[1mb\u{1B}[0m c"])
        #expect(lines("<h3>head</h3>\n<p>text</p>", isColoured: true) == ["\u{1B}[1mhead\u{1B}[0m", "", "text"])
    }

    @Test(
        "takes any text without trapping",
        arguments: ["<", "<a", "<p", "&#x;", "&#99999999999;", "</li></ul></table>", "<td>x", "<a href=\"", "<li>"])
    func broken(html: String) {
        #expect(lines(html).count <= 2)
    }

    @Test("a control in the text does not reach the terminal")
    func controls() {
        #expect(lines("<p>&#27;[2J</p><pre><code>\u{1B}[2J</code></pre>").joined().contains("\u{1B}") == false)
    }
}
