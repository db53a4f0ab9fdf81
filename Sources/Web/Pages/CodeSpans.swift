import KnowledgeBase

extension String {
    /// The text as HTML, what stands between backticks as code; a backtick without a second one stays.
    var htmlWithCode: String {
        let parts = htmlEscaped.split(separator: "`", omittingEmptySubsequences: false)
        return parts.enumerated().map { number, part in
            if number % 2 == 0 { return String(part) }
            return number == parts.count - 1 ? "`" + part : "<code>\(part.breakable)</code>"
        }.joined()
    }
}

extension Substring {
    /// Lines break behind the punctuation of selectors, not within their words.
    fileprivate var breakable: String {
        reduce(into: "") { text, character in
            text.append(character)
            if "{,|".contains(character) { text += "<wbr>" }
        }
    }
}
