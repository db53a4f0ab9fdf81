import Fixtures
import Foundation
import Testing

@testable import Markdown

@Suite("Raw HTML is let through by an allow-list, always balanced")
struct SanitizerTests {
    @Test(
        "what is allowed stays",
        arguments: [
            "<details open=\"\"><summary>s</summary>x</details>", "<kbd>Ctrl</kbd>", "H<sub>2</sub>O<sup>+</sup>",
            "<table><tr><td colspan=\"2\" align=\"left\">a</td></tr></table>", "a<br />b", "<p align=\"center\">x</p>",
            "<a href=\"/x?a=1&amp;b=2\" title=\"t\">x</a>", "<a href=\"mailto:a@b.example\">x</a>",
            "&copy; &#169; &lt;",
        ])
    func kept(html: String) {
        #expect(HTMLSanitizer.sanitize(html) == html)
    }

    @Test(
        "what is not allowed goes, and what is open is closed",
        arguments: [
            ("<b onclick=\"x()\" style=\"a\">x", "<b>x</b>"), ("<script>alert(1)</script>x", "x"),
            ("<SCRIPT>x", "&lt;SCRIPT&gt;x"), ("</div></p>x", "x"), ("<i><b>x</i>y</b>", "<i><b>x</b></i>y"),
            ("<form><input value=1>x</form>", "x"), ("<!-- c -->x<!-- open", "x&lt;!-- open"), ("<a b", "&lt;a b"),
            ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"), ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
            ("<svg><a href=x>y</a></svg>z", "z"), ("<p class=\"x\" id=\"kb:status\">a", "<p>a</p>"),
            ("<a href=x><a href=y>z</a></a>", "<a href=\"x\">z</a>"), ("<?php x ?>y", "y"),
            ("<b title='\"><script>'>x</b>", "<b title=\"&quot;&gt;&lt;script&gt;\">x</b>"),
        ])
    func removed(html: String, clean: String) {
        #expect(HTMLSanitizer.sanitize(html) == clean)
    }

    @Test(
        "an element left open ends with the block that it stands in",
        arguments: [
            ("> <div>\n\nafter", "<blockquote>\n<div>\n</div></blockquote>\n<p>after</p>\n"),
            ("- <b>x\n- y</b>", "<ul>\n<li><b>x</b></li>\n<li>y</li>\n</ul>\n"),
            ("*a <b>b* c</b>", "<p><em>a <b>b</b></em> c</p>\n"), ("</blockquote>\n\nx", "\n<p>x</p>\n"),
        ])
    func closed(source: String, html: String) {
        #expect(HTMLFragment(HTMLRenderer().render(source)).normalized() == HTMLFragment(html).normalized())
    }

    @Test("elements may open and close around markdown")
    func aroundMarkdown() {
        let html = HTMLRenderer().render("<details>\n<summary>s</summary>\n\n*x*\n\n</details>\n\ny")
        #expect(html.contains("<p><em>x</em></p>\n</details>") && html.hasSuffix("<p>y</p>\n"))
    }

    @Test(
        "a target that a browser would run is none",
        arguments: [
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:x", "java\tscript:x", "java\nscript:x",
            "\u{1}javascript:x", "javascript&#58;x", "javascript&colon;x", "&#x6A;avascript:x", "data:text/html,x",
            "vbscript:x", "java&Tab;script:x", "java&NewLine;script:x", "file:///etc/passwd", "blob:x", "unheard-of:x",
        ])
    func targets(target: String) {
        let escaped = target.split(separator: "\"").joined(separator: "&quot;")
        for source in [
            "<a href=\"\(escaped)\">x</a>", "[x](<\(target)>)", "[x]\n\n[x]: <\(target)>", "![x](<\(target)>)",
        ] {
            for item in HTMLFragment(HTMLRenderer().render(source)).items {
                guard case .start(_, let attributes) = item, let value = attributes["href"] ?? attributes["src"] else {
                    continue
                }
                #expect([.relative, .fragment].contains(URLPolicy(of: value)), "\(source) → \(value)")
            }
        }
    }

    @Test(
        "targets are classified as a browser reads them",
        arguments: [
            ("", URLPolicy.relative), ("a/b:c", .relative), ("?x=a:b", .relative), ("#a", .fragment), ("//h", .remote),
            ("/\\h", .remote), ("\\\\h", .remote), ("/\t/h", .remote), ("HTTPS://h", .remote), ("mailto:a", .other),
            ("x:y", .unknown), ("javascript:x", .dangerous), ("a b:c", .dangerous), ("/x", .relative),
        ])
    func policy(target: String, policy: URLPolicy) {
        #expect(URLPolicy(of: target) == policy)
    }

    @Test(
        "no hostile string gets through, wherever it stands",
        .enabled(if: SharedData.exists("markdown/xss_payloads.json"), "../shared/markdown is missing"))
    func payloads() throws {
        let payloads = try SharedData.decode([String].self, "markdown/xss_payloads.json")
        #expect(!payloads.isEmpty)
        var renderer = HTMLRenderer()
        renderer.resolve = { $0.kind == .wikilink ? ResolvedLink(href: "/n/\($0.target)", title: $0.text) : nil }
        for payload in payloads {
            let sources = [
                payload, "a \(payload) b", "[\(payload)](/x)", "[x](\(payload))", "[x](<\(payload)>)",
                "![\(payload)](/x)", "![x](\(payload))", "```\(payload)\nx\n```", "# \(payload)",
                "| a |\n|---|\n| \(payload) |", "[[\(payload)]]", "[[n|\(payload)]]", "<div>\n\(payload)\n</div>\n\nx",
                "[x]\n\n[x]: \(payload)", "<\(payload)>", "> [!NOTE]\n> \(payload)", "[^1]\n\n[^1]: \(payload)",
                "<b title=\"\(payload)\">x</b>", "<a href=\"\(payload)\">x</a>", "[x](/x \"\(payload)\")",
            ]
            for source in sources {
                let html = renderer.render(source)
                #expect(HTMLAudit.objections(to: html).isEmpty, "\(source)\n\(html)")
            }
        }
    }
}

/// What a page must never contain, judged without the sanitiser's own tables.
enum HTMLAudit {
    private static let elements: Set<String> = [
        "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center",
        "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption",
        "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "input", "ins", "kbd", "li",
        "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strike", "strong",
        "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var",
        "wbr",
    ]
    private static let attributes: Set<String> = [
        "abbr", "align", "alt", "aria-disabled", "aria-hidden", "aria-label", "border", "checked", "cite", "class",
        "colspan", "data-footnote-backref", "data-footnote-ref", "data-footnotes", "datetime", "dir", "disabled",
        "height", "href", "id", "lang", "name", "open", "reversed", "role", "rowspan", "scope", "span", "src", "start",
        "title", "type", "valign", "value", "width",
    ]

    static func objections(to html: String) -> [String] {
        let fragment = HTMLFragment(html)
        var objections = fragment.faults
        for case .start(let name, let attributes) in fragment.items {
            if !elements.contains(name) { objections.append("element \(name)") }
            for (attribute, value) in attributes {
                if !self.attributes.contains(attribute) { objections.append("attribute \(attribute)") }
                guard ["href", "src", "cite"].contains(attribute) else { continue }
                let bare = value.unicodeScalars.filter { $0.value > 0x20 }.map(String.init).joined().lowercased()
                let scheme = bare.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
                let hasScheme = bare.dropFirst(scheme.count).first == ":"
                let isKnown = ["http", "https", "mailto", "ftp", "tel"].contains(String(scheme))
                let isName = scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
                if hasScheme, isName, !isKnown { objections.append("target \(value)") }
                if attribute == "src", bare.hasPrefix("//") || isKnown && hasScheme {
                    objections.append("loads \(value)")
                }
            }
        }
        return objections
    }
}
