/// A text as one word of a command line, for a line that a person is told to type.
///
/// The names of notes stand in such lines, and those who write notes choose them: `a; reboot.md`.
enum ShellWord {
    /// The text as it is where a shell reads it so; else between single quotes.
    static func quoted(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            !scalar.isASCII || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || "._/-#@%+=:,".unicodeScalars.contains(scalar)
        }
        guard !isPlain || text.isEmpty || "#-=".contains(text.prefix(1)) else { return text }
        return "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
