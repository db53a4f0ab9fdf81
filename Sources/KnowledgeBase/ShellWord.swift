import Notes

/// A text as one word of a command line, of one that is run or that a person is told to type.
///
/// The names of notes stand in such lines, and those who write notes choose them: `a; reboot.md`.
package enum ShellWord {
    /// The text as it is where a shell reads it so; else between single quotes.
    package static func quoted(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            !scalar.isASCII || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || "._/-#@%+=:,".unicodeScalars.contains(scalar)
        }
        guard isPlain, let first = text.unicodeScalars.first, !"#-=".unicodeScalars.contains(first) else {
            return inQuotes(text)
        }
        return text
    }

    /// The text between single quotes.
    package static func inQuotes(_ text: String) -> String { "'" + text.escaping(["'": #"'\''"#]) + "'" }
}
