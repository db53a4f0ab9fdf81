/// What a block of shell may hold beside commands where it was copied from a terminal.
package enum ShellTranscript {
    /// The names of shells, as programs and behind fences.
    package static let shells: Set<String> = ["bash", "sh", "dash", "zsh", "ksh"]

    /// The prompt that the first command stands behind, `$` or `root@host:~#`; nil where there is none. To a shell it is the
    /// name of a program.
    package static func prompt(of script: String) -> String? {
        guard let line = commandLine(of: script)?.text else { return nil }
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

    /// The index of the line that the first command stands on; nil where there is none.
    package static func firstLine(of script: String) -> Int? { commandLine(of: script)?.index }

    /// The first line that is neither blank nor a comment, without the blanks before it.
    private static func commandLine(of script: String) -> (index: Int, text: Substring)? {
        script.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).lazy
            .map { $0.drop(while: \.isWhitespace) }.enumerated()
            .first { !$0.element.isEmpty && $0.element.first != "#" }
            .map { (index: $0.offset, text: $0.element) }
    }
}
