/// What a block of shell may hold beside commands where it was copied from a terminal.
package enum ShellTranscript {
    /// The prompt that the first command stands behind, `$` or `root@host:~#`; nil where there is none. To a shell it is the
    /// name of a program.
    package static func prompt(of script: String) -> String? {
        guard let line = commandLine(of: script) else { return nil }
        let words = line.split { $0 == " " || $0 == "\t" }
        guard let first = words.first else { return nil }
        if first == "$" || first == "%" { return String(first) }
        guard first.contains("@"), first.allSatisfy({ !"'\"`(){}".contains($0) }) else { return nil }
        // `[user@host folder]$`
        if first.hasPrefix("["), words.count > 1, words[1].hasSuffix("]$") || words[1].hasSuffix("]#") {
            return "\(first) \(words[1])"
        }
        return first.hasSuffix("$") || first.hasSuffix("#") ? String(first) : nil
    }

    /// Whether nothing of it would run, as where `#` was meant for the prompt of root.
    package static func isOnlyComments(_ script: String) -> Bool { commandLine(of: script) == nil }

    /// The first line that is neither blank nor a comment, without the blanks before it.
    private static func commandLine(of script: String) -> Substring? {
        script.split(whereSeparator: \.isNewline).lazy.map { $0.drop(while: \.isWhitespace) }
            .first { !$0.isEmpty && $0.first != "#" }
    }
}
