import Commands

/// A question to the person at the terminal.
enum Question {
    enum Answer { case once, always, no }

    /// Anything but a clear yes is a no.
    static func ask(_ question: String) -> Answer {
        try? StandardStream.error.write(question + " ")
        switch (readLine() ?? "").lowercased().filter({ !$0.isWhitespace }) {
        case "y", "yes", "是": return .once
        case "t", "trust", "信任": return .always
        default: return .no
        }
    }
}
