import Notes

extension Note {
    /// A note from lines of text.
    static func sample(_ text: String, path: String = "sample.md") -> Note {
        Note(path: path, text: text)
    }

    /// What is wrong with it, as `line:column rule`.
    var faults: [String] { findings.map { "\($0.line):\($0.column) \($0.rule.rawValue)" } }

    func section(_ heading: String) -> Section? {
        sections.first { $0.heading.full == heading }
    }
}

extension String {
    /// The 1-based line on which a text first stands; 0 when it does not.
    func line(of text: String) -> Int {
        let lines = split(separator: "\n", omittingEmptySubsequences: false)
        return (lines.firstIndex { $0.contains(text) } ?? -1) + 1
    }
}
