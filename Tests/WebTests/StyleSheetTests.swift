import Foundation
import Testing

@Suite("The style sheet")
struct StyleSheetTests {
    @Test("gives browsers that do not know light-dark() the light colours")
    func fallback() throws {
        let css = try String(contentsOfFile: TestSite.root + "/static/kb.css", encoding: .utf8)
        let colours = css.matches(of: #/(--[\w-]+): light-dark\((#\w+), #\w+\);/#)
        let start = try #require(css.firstRange(of: "@supports not (color: light-dark(#000, #fff)) {"))
        let fallback = css[start.upperBound...].prefix { $0 != "*" }
        #expect(colours.count > 30)
        #expect(css.components(separatedBy: "light-dark(").count == colours.count + 2, "elsewhere there is no fallback")
        for colour in colours { #expect(fallback.contains("\(colour.1): \(colour.2);"), "\(colour.1)") }
    }
}
