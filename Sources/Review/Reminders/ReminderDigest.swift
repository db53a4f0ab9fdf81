/// What a person is reminded of: the notes that have newly fallen due, in one message.
package struct ReminderDigest: Sendable, Hashable {
    /// One note of the digest.
    package struct Line: Sendable, Hashable {
        /// Of the note, as plain text: each service escapes it in its own way.
        package var title: String
        /// Such as `3 days late · every 14 days`.
        package var reasons: String
        /// The page that reviews the note; nil where no address of the pages is known.
        package var url: String?

        /// A line of plain texts.
        package init(title: String, reasons: String, url: String?) {
            self.title = title
            self.reasons = reasons
            self.url = url
        }
    }

    /// One line: how many notes are due.
    package var subject: String
    /// The most urgent first, as the queue has them.
    package var lines: [Line]
    /// What is said below the notes, such as how many more wait.
    package var closing: String

    /// A message of plain texts in the reader's language.
    package init(subject: String, lines: [Line], closing: String) {
        self.subject = subject
        self.lines = lines
        self.closing = closing
    }

    /// The digest as plain text. Control characters of titles are left out: it goes to terminals and mail programs.
    package var text: String {
        let notes = lines.map { line in
            "- " + Self.oneLine(line.title) + " (" + Self.oneLine(line.reasons) + ")"
                + (line.url.map { "\n  " + Self.oneLine($0) } ?? "")
        }
        return (notes + (closing.isEmpty ? [] : ["", Self.oneLine(closing)])).joined(separator: "\n")
    }

    /// The text without what would break a line or a header.
    package static func oneLine(_ text: String) -> String {
        var line = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n", "\r", "\t", "\u{85}", "\u{2028}", "\u{2029}": line += " "
            case "\0"..<" ", "\u{7F}"..."\u{9F}", "\u{200E}", "\u{200F}", "\u{202A}"..."\u{202E}",
                "\u{2066}"..."\u{2069}":
                break
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line
    }
}
