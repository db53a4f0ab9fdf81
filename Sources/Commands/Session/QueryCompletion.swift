import Notes

/// What is typed of a filter when the Tab key is pressed: `tag:ka`, which bash cuts at the colon.
struct QueryCompletion {
    /// Nil while there is no colon yet.
    let key: String?
    /// What stands before the value in a candidate: nothing in bash, which replaces only what stands behind the colon.
    private let lead: String
    private let typed: String

    /// - Parameters:
    ///   - words: of the line, as the shell cuts it, with their quotation marks and backslashes.
    ///   - index: of the word at the cursor.
    ///   - prefix: what stands of it before the cursor.
    init(_ words: [String], at index: Int, prefix: String) {
        let typed = Self.unquoted(prefix)
        func word(_ index: Int) -> String? { words.indices.contains(index) ? Self.unquoted(words[index]) : nil }
        if word(index) == ":", let key = word(index - 1) {
            (self.key, lead, self.typed) = (key, "", "")
        } else if word(index - 1) == ":", let key = word(index - 2) {
            (self.key, lead, self.typed) = (key, "", typed)
        } else if let colon = typed.firstIndex(of: ":") {
            (key, lead, self.typed) = (
                String(typed[..<colon]), String(typed[...colon]), String(typed[typed.index(after: colon)...])
            )
        } else {
            (key, lead, self.typed) = (nil, "", typed)
        }
    }

    /// Those of some words or values that begin so, as a query reads them.
    func candidates(_ values: [String]) -> [String] {
        values.map { key == nil ? $0 : Self.quoted($0) }.filter { $0.hasPrefix(typed) }.map { lead + $0 }
    }

    /// A value with spaces between quotation marks.
    private static func quoted(_ value: String) -> String {
        guard value.contains(where: \.isWhitespace) else { return value }
        return value.contains("\"") ? "“\(value)”" : "\"\(value)\""
    }

    /// Without the quotation mark that the shell takes off, and without its backslashes.
    private static func unquoted(_ word: String) -> String {
        let isQuoted = word.hasPrefix("'") || word.hasPrefix("\"")
        var text = ""
        var isEscaped = false
        for character in word.dropFirst(isQuoted ? 1 : 0) {
            isEscaped = character == "\\" && !isEscaped
            if !isEscaped { text.append(character) }
        }
        return text
    }

    /// A candidate as bash wants it, which expands what it is given as it expands a command line: a `$(…)` in the name of a
    /// note would be run.
    static func escapedForBash(_ candidate: String) -> String {
        var text = ""
        for scalar in candidate.unicodeScalars {
            let isPlain = !scalar.isASCII || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            if !isPlain { text += "\\" }
            text.unicodeScalars.append(scalar)
        }
        return text
    }

    /// A candidate as zsh wants it (zshcompsys(1), `_describe`): a colon would begin its description.
    static func escapedForZsh(_ candidate: String) -> String {
        candidate.escaping(["\\": "\\\\", ":": "\\:"])
    }
}
