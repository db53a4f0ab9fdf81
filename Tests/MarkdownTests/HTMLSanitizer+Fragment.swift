@testable import Markdown

extension HTMLSanitizer {
    /// Cleans a whole fragment.
    static func sanitize(_ html: String) -> String {
        var sanitizer = HTMLSanitizer { _ in nil }
        var writer = HTMLWriter()
        sanitizer.write(Array(html.utf8).span, line: 1, to: &writer)
        sanitizer.leave(0, to: &writer)
        return writer.string
    }
}
