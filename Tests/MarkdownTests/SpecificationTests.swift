import Foundation
import Markdown
import Testing

private let hasData = SharedData.exists("markdown/gfm_spec.json")

@Suite("GitHub-flavoured markdown renders as its specification says")
struct SpecificationTests {
    /// Examples that the C library of Debian itself renders differently: a later version changed them.
    private static let unsupported: Set<String> = []

    @Test(
        "every example of the specification, its extensions and its regressions",
        .enabled(if: hasData, "../shared/markdown is missing"),
        arguments: ["gfm_spec", "gfm_extensions", "gfm_regression"])
    func examples(file: String) throws {
        for example in try SharedData.decode([SpecificationExample].self, "markdown/\(file).json") {
            guard !SpecificationTests.unsupported.contains("\(file) \(example.example)") else { continue }
            let rendered = HTMLRenderer().render(example.markdown)
            let fragment = HTMLFragment(rendered)
            #expect(fragment.faults.isEmpty, "\(file) \(example.example): \(rendered)")
            let wanted = HTMLFragment(HTMLSanitizer.sanitize(example.html))
            let clean = HTMLFragment(HTMLSanitizer.sanitize(rendered))
            #expect(
                clean.normalized() == wanted.normalized(),
                "\(file) \(example.example)\n\(example.markdown)\n\(rendered)\n\(example.html)")
        }
    }
}
