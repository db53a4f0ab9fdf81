import Fixtures
import Foundation
import Testing

@testable import Markdown

private let hasData = SharedData.exists("markdown/gfm_spec.json")

@Suite("GitHub-flavoured markdown renders as its specification says")
struct SpecificationTests {
    /// Examples that Debian's library with its extensions on answers differently, or that show what pages never do:
    /// addresses that the extension makes links of, a remote image, footnotes as a later version numbers them, and a
    /// closing tag that would end a paragraph of ours.
    private static let exceptions: [String: Set<Int>] = [
        "gfm_spec": [118, 610, 614, 616, 619, 620], "gfm_extensions": [19, 20, 23], "gfm_regression": [13],
    ]

    @Test(
        "every example of the specification, its extensions and its regressions",
        .enabled(if: hasData, "../shared/markdown is missing"),
        arguments: ["gfm_spec", "gfm_extensions", "gfm_regression"])
    func examples(file: String) throws {
        let examples = try SharedData.decode([SpecificationExample].self, "markdown/\(file).json")
        #expect(!examples.isEmpty)
        for example in examples {
            let rendered = HTMLRenderer().render(example.markdown)
            #expect(HTMLFragment(rendered).faults.isEmpty, "\(file) \(example.example): \(rendered)")
            guard SpecificationTests.exceptions[file]?.contains(example.example) != true else { continue }
            let wanted = HTMLFragment(example.html).normalized()
            let isEqual = HTMLFragment(rendered).normalized() == wanted
            let clean = { (html: String) in HTMLFragment(HTMLSanitizer.sanitize(html)).normalized() }
            #expect(
                isEqual || clean(rendered) == clean(example.html),
                "\(file) \(example.example)\n\(example.markdown)\n\(rendered)\n\(example.html)")
        }
    }

    @Test(
        "emphasis beside CJK punctuation, in every case of markdown-cjk-friendly",
        .enabled(if: hasData, "../shared/markdown is missing"))
    func cjkEmphasis() throws {
        let cases = try SharedData.decode([EmphasisCase].self, "markdown/cjk_emphasis.json")
        #expect(!cases.isEmpty)
        for emphasis in cases {
            let rendered = HTMLRenderer().render(emphasis.markdown)
            #expect(HTMLFragment(rendered).normalized() == HTMLFragment(emphasis.html).normalized(), "\(emphasis.name)")
        }
    }
}

private struct EmphasisCase: Decodable {
    var name: String
    var markdown: String
    var html: String
}
