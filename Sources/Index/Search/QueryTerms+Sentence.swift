import Notes

/// The words of a query that only make a sentence of it.
extension QueryTerms {
    /// Terms with those marked that only make a sentence of them; Chinese ones, which no space parts, are cut for it.
    static func sentence(_ entries: [Entry]) -> [Entry] {
        // In a Chinese sentence English words are terms of the trade: 「if 與 for」.
        let isChinese = entries.contains { $0.term.text.hasHan }
        var hasOptional = false
        return entries.enumerated().flatMap { index, entry -> [Entry] in
            guard !entry.term.isPhrase, entry.term.scope == nil else { return [entry] }
            if isChinese { return entry.term.text.hasHan ? pieces(of: entry) : [entry] }
            // The last word may be the beginning of another one, unless it ends a question.
            let mayGoOn = index == entries.count - 1 && !hasOptional && !entry.term.text.hasSuffix("?")
            var entry = entry
            entry.isOptional = !mayGoOn && entry.isEnglishFunctionWord
            hasOptional = hasOptional || entry.isOptional
            return [entry]
        }
    }

    private static func pieces(of entry: Entry) -> [Entry] {
        let pieces = FunctionWords.pieces(of: entry.term.text)
        var entries: [Entry] = []
        for piece in pieces {
            var term = entry.term
            term.text = piece.text
            guard let pattern = pieces.count == 1 ? entry.patterns[0] : TermPattern(piece.text) else { continue }
            entries.append(
                Entry(
                    term: term, patterns: [pattern], isOptional: piece.isFunction,
                    uncut: entries.isEmpty && pieces.count > 1 ? entry.patterns[0] : nil,
                    isContinued: !entries.isEmpty))
        }
        return entries
    }

    /// Whether some of the words only make a sentence of the query.
    var isSentence: Bool { entries.contains(where: \.isOptional) }

    /// Words of a sentence that may be a name: more are none.
    private static let longestName = 8
    /// Words of a sentence that are looked at.
    private static let mostOfSentence = 24

    /// What a sentence may call a note by, beside other words: neighbours among its words, but no single word, of which a
    /// sentence has too many that are the name of something.
    var namesInside: [String] {
        guard isSentence else { return [] }
        let entries = entries.prefix(Self.mostOfSentence)
        return entries.indices.flatMap { start in
            (start..<min(start + Self.longestName, entries.endIndex)).compactMap { end -> String? in
                let run = entries[start...end]
                let tokens = run.filter { !$0.isOptional }.reduce(0) { $0 + $1.patterns[0].tokens.count }
                guard tokens > 1 else { return nil }
                return Self.text(Array(run)).trimming { "?!,.;？！，。；、".contains($0) }
            }
        }
    }
}

extension QueryTerms.Entry {
    /// Whether it is a word such as `what` or `what's`, not written in capitals as a name would be.
    fileprivate var isEnglishFunctionWord: Bool {
        let tokens = patterns[0].tokens
        guard tokens.count == 1 || tokens.count == 2 && tokens[1] == "s", FunctionWords.contains(tokens[0]) else {
            return false
        }
        return !term.text.utf8.dropFirst().contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }
}

extension String {
    /// Without the characters at its end that meet a condition.
    fileprivate func trimming(_ isLeftOut: (Character) -> Bool) -> String {
        guard let last = lastIndex(where: { !isLeftOut($0) }) else { return "" }
        return String(self[...last])
    }
}
