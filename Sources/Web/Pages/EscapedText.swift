import KnowledgeBase
import Mustache

/// How the text of a model stands in a page: as itself, whatever it holds.
///
/// The library's own way goes by characters as people see them: where a sign such as U+0600 stands before a `<`, or an accent
/// behind a quotation mark, the two are one character, and it leaves them as they are.
struct EscapedText: MustacheContentType {
    /// What a template says in its first line to have it.
    static let pragma = "{{% CONTENT_TYPE:ESCAPED}}\n"

    /// Makes the pragma known to the library.
    static func register() { MustacheContentTypes.register(EscapedText(), named: "ESCAPED") }

    func escapeText(_ text: String) -> String { text.htmlEscaped }
}
