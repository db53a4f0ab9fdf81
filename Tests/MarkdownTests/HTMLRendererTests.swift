import Markdown
import Testing

@Suite("The renderer asks its caller and adds what GitHub has")
struct HTMLRendererTests {
    @Test("headings have the caller's anchors, and none of their own")
    func anchors() {
        var renderer = HTMLRenderer()
        #expect(renderer.render("# Lag") == "<h1>Lag</h1>\n")
        renderer.anchors = { line in line == 12 ? ["s1", "lag", "a\"b"] : [] }
        #expect(
            renderer.render("# Lag", firstLine: 12)
                == "<h1 id=\"s1\"><a id=\"lag\"></a><a id=\"a&quot;b\"></a>Lag</h1>\n")
    }

    @Test("wikilinks lead where the caller says, and unknown ones say so")
    func wikilinks() {
        var renderer = HTMLRenderer()
        renderer.resolve = { link in
            link.target == "kafka#S1" ? ResolvedLink(href: "/notes/kafka#s1", title: "Kafka \"ops\"") : nil
        }
        #expect(
            renderer.render("[[kafka#S1|lag]] [[none]] ![[none]]")
                == """
                <p><a class="wikilink" href="/notes/kafka#s1" title="Kafka &quot;ops&quot;">lag</a> \
                <span class="wikilink wanted" role="link" aria-disabled="true">none</span> ![[none]]</p>

                """)
    }

    @Test("relative links, links within the page and images go through the caller, others do not")
    func resolution() {
        var renderer = HTMLRenderer()
        renderer.resolve = { ResolvedLink(href: "/r/\($0.target)") }
        #expect(renderer.render("[a](b.md)") == "<p><a href=\"/r/b.md\">a</a></p>\n")
        #expect(renderer.render("![a](b.png \"t\")") == "<p><img src=\"/r/b.png\" alt=\"a\" title=\"t\" /></p>\n")
        #expect(renderer.render("a <img src=b.png alt=x>") == "<p>a <img src=\"/r/b.png\" alt=\"x\" /></p>\n")
        #expect(renderer.render("[a](#b)") == "<p><a href=\"/r/#b\">a</a></p>\n")
        renderer.resolve = { _ in nil }
        #expect(renderer.render("[a](#b)") == "<p><a href=\"#b\">a</a></p>\n")
        #expect(renderer.render("[a](https://b.example)") == "<p><a href=\"https://b.example\">a</a></p>\n")
    }

    @Test("an embed that is a paragraph shows what the caller gives, any other is a link")
    func embeds() {
        var renderer = HTMLRenderer()
        renderer.embed = { $0.target == "a#b" ? "<section>whole</section>" : nil }
        renderer.resolve = { ResolvedLink(href: "/notes/\($0.target)") }
        #expect(renderer.render("![[a#b]]") == "<section>whole</section>\n")
        #expect(
            renderer.render("see ![[a#b]]") == "<p>see <a class=\"wikilink\" href=\"/notes/a#b\">a#b</a></p>\n")
    }

    @Test("code blocks have a language without attributes, and the caller's attributes")
    func code() {
        var renderer = HTMLRenderer()
        renderer.codeAttributes = { line in line == 3 ? [("data-address", "n#S1.1"), ("id", "x\"y")] : [] }
        #expect(
            renderer.render("a\n\n```bash {firing=exit}\nx < y\n```")
                == """
                <p>a</p>
                <pre data-address="n#S1.1" id="x&quot;y"><code class="language-bash">x &lt; y
                </code></pre>

                """)
        #expect(
            renderer.render("```promql{firing=exit}\n```") == "<pre><code class=\"language-promql\"></code></pre>\n")
        #expect(renderer.render("```{a=b}\n```") == "<pre><code></code></pre>\n")
    }

    @Test("each kind of callout is known", arguments: Callout.allCases)
    func calloutKinds(_ kind: Callout) {
        let html = HTMLRenderer().render("> [!\(kind.rawValue.uppercased())]\n> text\n")
        #expect(html.contains("<blockquote class=\"callout callout-\(kind.rawValue)\">"), "\(html)")
    }

    @Test("callouts are block quotes with a title", arguments: ["NOTE", "note", "Note"])
    func callouts(marker: String) {
        var renderer = HTMLRenderer()
        renderer.calloutTitle = { $0 == .note ? "注意" : "" }
        #expect(
            renderer.render("> [!\(marker)]\n> *text*\n>\n> more")
                == """
                <blockquote class="callout callout-note">
                <p class="callout-title" lang="zh-Hant">注意</p>
                <p><em>text</em></p>
                <p>more</p>
                </blockquote>

                """)
        #expect(renderer.render("> [!OTHER]\n> x") == "<blockquote>\n<p>[!OTHER]\nx</p>\n</blockquote>\n")
    }

    @Test("tasks are disabled check boxes")
    func tasks() {
        #expect(
            HTMLRenderer().render("- [x] a\n- [ ] b")
                == """
                <ul>
                <li><input type="checkbox" checked="" disabled="" /> a</li>
                <li><input type="checkbox" disabled="" /> b</li>
                </ul>

                """)
    }

    @Test("the way back from a footnote is told in the reader's language")
    func footnoteReturn() {
        var renderer = HTMLRenderer()
        #expect(renderer.render("a[^1]\n\n[^1]: b").contains("aria-label=\"Back to content\""))
        renderer.footnoteReturn = "回到內文"
        #expect(renderer.render("a[^1]\n\n[^1]: b").contains("aria-label=\"回到內文\""))
    }

    @Test("a link to a heading that is not there is marked")
    func missingHeading() {
        var renderer = HTMLRenderer()
        renderer.resolve = { ResolvedLink(href: "/n/\($0.target)", isHeadingMissing: true) }
        #expect(
            renderer.render("[[a#b]] [c](d.md#e)")
                == "<p><a class=\"wikilink wanted\" href=\"/n/a#b\">a#b</a> <a href=\"/n/d.md#e\" class=\"wanted\">c</a></p>\n"
        )
    }

    @Test("footnotes have ids of the document they stand in, and a way back from each")
    func footnotes() {
        var renderer = HTMLRenderer()
        renderer.footnotePrefix = "n-"
        let html = renderer.render("a[^x] b[^x]\n\n[^x]: note")
        #expect(html.contains("href=\"#n-fn1\" id=\"n-fnref1\"") && html.contains("id=\"n-fnref1-2\""))
        #expect(html.contains("<li id=\"n-fn1\">") && html.contains("href=\"#n-fnref1-2\""))
    }

    @Test("an image from another host is not loaded but linked, with its description")
    func remoteImages() {
        let link = "<p>x <a class=\"remote-image\" href=\"https://b.example/c.png\">a</a></p>\n"
        #expect(HTMLRenderer().render("x ![a](https://b.example/c.png)") == link)
        #expect(HTMLRenderer().render("x <img alt=a src='https://b.example/c.png' onerror=x>") == link)
        #expect(
            HTMLRenderer().render("[![a](//b.example/c.png)](https://d.example)")
                == "<p><a href=\"https://d.example\">a</a></p>\n")
        #expect(!HTMLRenderer().render("![a](\\\\\\\\b.example/c.png)").contains("<img"))
    }

    @Test("the box of a task is called what the task says, where a page wants it")
    func taskLabels() {
        var renderer = HTMLRenderer()
        #expect(
            renderer.render("- [x] check **lag**")
                == "<ul>\n<li><input type=\"checkbox\" checked=\"\" disabled=\"\" /> check <strong>lag</strong></li>\n</ul>\n"
        )
        renderer.labelsTasks = true
        #expect(
            renderer.render("- [ ] a \"quoted\" `word`").contains(
                "<input type=\"checkbox\" aria-label=\"a &quot;quoted&quot; word\" disabled=\"\" />"))
    }
}
