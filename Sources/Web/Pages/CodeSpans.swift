import KnowledgeBase

extension String {
    /// The text as HTML, what stands between backticks as code; a backtick without a second one stays.
    var htmlWithCode: String {
        let parts = htmlEscaped.split(separator: "`", omittingEmptySubsequences: false)
        return parts.enumerated().map { number, part in
            if number % 2 == 0 { return String(part) }
            return number == parts.count - 1 ? "`" + part : "<code>\(part)</code>"
        }.joined()
    }
}
