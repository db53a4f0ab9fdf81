import Notes

/// The tokens that a term of a query is looked for by: they stand side by side in a text that holds the term.
struct TermPattern: Sendable, Hashable {
    /// Folded texts, in order; never empty.
    var tokens: [String]
    /// Whether the last token may go on: it is the beginning of a word, or a lone Chinese character.
    var lastIsPrefix: Bool
    /// The term written in one word where it is an identifier: `maxpollintervalms`.
    var whole: String?
    /// Whether the whole may go on.
    var wholeIsPrefix = false
    /// Whether an identifier must be written as one: `user.name`, neither `username` nor `user name`.
    var mustBeWhole = false
    /// Whether no text holds the whole but as an identifier, so that nothing else need be looked for.
    var wholeIsEnough = false
    /// The words that the last token may be the beginning of; empty where they are not known.
    var completions: [String] = []
    /// The same of the whole.
    var wholeCompletions: [String] = []
    /// The term as it was typed, in lower case, where it can be written in several ways: in either script, or with other
    /// characters between its parts. A text that holds it so answers better.
    var typed: String?
    /// The words that the pattern was made of, where they only mean what was typed.
    var synonym: String?
    /// How well the pattern stands for what was typed: 1 for the word itself, less for other forms and corrections.
    var quality = 1.0

    /// More would be a text, not a word; the limit keeps an expression within what FTS5 takes.
    static let mostTokens = 64

    /// Nil when the text holds nothing to look for, such as a lone `>`.
    init?(_ text: String) {
        let list = TokenList(text)
        let heads = list.tokens.indices.filter { !list.tokens[$0].isColocated }
        var tokens: [String] = []
        var lastIsPrefix = false
        for (number, index) in heads.enumerated() {
            let token = list.tokens[index]
            let followsPair = number > 0 && list.tokens[heads[number - 1]].isPair
            // Behind a pair the last character says nothing new; before another word it keeps the positions right.
            if token.isLastOfRun, followsPair, number == heads.count - 1 { break }
            tokens.append(list.text(of: token))
            lastIsPrefix = token.isLastOfRun && !followsPair && number == heads.count - 1
        }
        guard !tokens.isEmpty else { return nil }
        self.tokens = Array(tokens.prefix(Self.mostTokens))
        self.lastIsPrefix = lastIsPrefix && tokens.count <= Self.mostTokens
        if heads.count > 1, list.tokens[1].isColocated,
            list.tokens[1].source.upperBound == list.tokens.last?.source.upperBound
        {
            whole = list.text(of: list.tokens[1])
        }
        // Without what stands around it: `(limit-conn)` is looked for as `limit-conn`.
        let end = list.tokens.map(\.source.upperBound).max() ?? 0
        let source = text.utf8.prefix(end).dropFirst(list.tokens[0].source.lowerBound)
        let isJoined = whole != nil && source.contains { FoldedScalar.isASCIIJoiner($0) }
        typed = text.hasHan || isJoined ? String(decoding: source, as: UTF8.self).lowercased() : nil
    }

    init(tokens: [String], lastIsPrefix: Bool = false, quality: Double = 1) {
        self.tokens = tokens
        self.lastIsPrefix = lastIsPrefix
        self.quality = quality
    }

    /// Whether it is one Chinese character, which any word may begin with.
    var isLoneHan: Bool { tokens.count == 1 && lastIsPrefix && tokens[0].hasHan }

    /// Whether it is one letter or digit, such as the first one of a word that is being typed.
    var isLoneCharacter: Bool { tokens.count == 1 && tokens[0].utf8.count == 1 }

    /// The same with its end as the beginning of a word; nil where it is too short to tell anything.
    ///
    /// - Parameter isAlone: whether it is all that is looked for; a single letter then tells nothing.
    func asPrefix(isAlone: Bool) -> TermPattern? {
        guard !lastIsPrefix, let last = tokens.last, !last.hasHan else { return nil }
        var pattern = self
        pattern.quality *= 0.8
        pattern.wholeIsPrefix = whole != nil
        pattern.lastIsPrefix = last.utf8.count >= 2 || isLoneCharacter && !isAlone
        return pattern.lastIsPrefix || pattern.wholeIsPrefix ? pattern : nil
    }

    /// The term as an expression of FTS5.
    var expression: String {
        let ways = phrases.map { $0.count == 1 ? $0[0] : "(" + $0.joined(separator: " OR ") + ")" }
        return ways.count == 1 ? ways[0] : "(" + ways.joined(separator: mustBeWhole ? " AND " : " OR ") + ")"
    }

    /// The phrases of FTS5 for its tokens, and those for the whole: several where it may go on in several ways. Tokens hold
    /// letters and digits only, so that quoting them is safe.
    var phrases: [[String]] {
        let before = tokens.dropLast().joined(separator: " ")
        let apart = Self.phrases(
            before.isEmpty ? "" : before + " ", tokens[tokens.count - 1], isPrefix: lastIsPrefix, completions)
        guard let whole else { return [apart] }
        let joined = Self.phrases("", whole, isPrefix: wholeIsPrefix, wholeCompletions)
        if mustBeWhole, wholeIsEnough { return [joined] }
        // The end that has only begun stands in the whole already.
        let isSettled = mustBeWhole && wholeIsPrefix && !before.isEmpty
        return [isSettled ? ["\"\(before)\""] : apart, joined]
    }

    private static func phrases(
        _ before: String, _ last: String, isPrefix: Bool, _ completions: [String]
    ) -> [String] {
        guard isPrefix else { return ["\"\(before)\(last)\""] }
        return completions.isEmpty ? ["\"\(before)\(last)\" *"] : completions.map { "\"\(before)\($0)\"" }
    }
}

extension TokenList.Token {
    /// Two Chinese or Japanese characters.
    fileprivate var isPair: Bool { isCJK && !isLastOfRun }
}
