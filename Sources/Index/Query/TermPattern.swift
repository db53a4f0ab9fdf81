import Notes

/// The tokens that a term of a query is looked for by: they stand side by side in a text that holds the term.
struct TermPattern: Sendable, Equatable {
    /// Folded texts, in order; never empty.
    var tokens: [String]
    /// Whether the last token may go on: it is the beginning of a word, or a lone Chinese character.
    var lastIsPrefix: Bool
    /// The term written in one word where it is an identifier: `maxpollintervalms`.
    var whole: String?

    /// Nil when the text holds nothing to look for, such as a lone `>`.
    init?(_ text: String) {
        let list = TokenList(text)
        var tokens: [String] = []
        var lastIsPrefix = false
        var previousIsPair = false
        for (index, token) in list.tokens.enumerated() where !token.isColocated {
            let isLast = !list.tokens[(index + 1)...].contains { !$0.isColocated }
            // Behind a pair the last character says nothing new; before another word it keeps the positions right.
            if token.isLastOfRun, previousIsPair, isLast { break }
            previousIsPair = token.isCJK && !token.isLastOfRun
            tokens.append(list.text(of: token))
            lastIsPrefix = isLast && token.isLastOfRun
        }
        guard !tokens.isEmpty else { return nil }
        // More would be a text, not a word; the limit keeps the expression within what FTS5 takes.
        self.tokens = Array(tokens.prefix(64))
        self.lastIsPrefix = lastIsPrefix && tokens.count <= 64
        if tokens.count > 1, list.tokens.count > 1, list.tokens[1].isColocated,
            list.tokens[1].source.upperBound == list.tokens.last?.source.upperBound
        {
            whole = list.text(of: list.tokens[1])
        }
    }

    init(tokens: [String], lastIsPrefix: Bool = false) {
        self.tokens = tokens
        self.lastIsPrefix = lastIsPrefix
    }

    /// The same with the last word as the beginning of a word; nil where it is too short to tell anything.
    var asPrefix: TermPattern? {
        guard !lastIsPrefix, let last = tokens.last, last.utf8.count >= 2, !last.hasHan else { return nil }
        var pattern = self
        pattern.lastIsPrefix = true
        return pattern
    }

    /// The term as an expression of FTS5. Tokens hold letters and digits only, so that quoting them is safe.
    var expression: String {
        let phrase = "\"\(tokens.joined(separator: " "))\"\(lastIsPrefix ? " *" : "")"
        guard let whole else { return phrase }
        return "(\(phrase) OR \"\(whole)\"\(lastIsPrefix ? " *" : ""))"
    }
}
