import Notes

/// A note made ready for rendering: its body by lines, and what its code blocks are marked with.
struct MarkedNote: Sendable {
    let loaded: LoadedNote
    let commands: CommandMarks
    /// The line of the file on which the body begins, 1-based.
    let firstLine: Int
    private let body: String
    private let lines: [Substring]
    private let definitions: NoteDefinitions

    var path: String { loaded.note.path }

    init(_ loaded: LoadedNote, label: @escaping @Sendable (NoteHTML.Effect) -> String) {
        self.loaded = loaded
        let source = loaded.source
        firstLine = source.bodyLine
        commands = CommandMarks(loaded, label: label)
        let written = String(source.body)
        var lines = written.lines
        let hasAnchors = written.contains("{#")
        // Readers do not see the anchors that an author gave headings.
        for section in loaded.note.sections where hasAnchors && section.level > 0 {
            let index = section.line - firstLine
            guard lines.indices.contains(index) else { continue }
            let (text, anchor) = HeadingAnchor.cut(String(lines[index]))
            if anchor != nil { lines[index] = Substring(text) }
        }
        body = hasAnchors ? lines.joined(separator: "\n") : written
        self.lines = lines
        definitions = NoteDefinitions(lines)
    }

    /// The body; a line of it left empty, so that the others keep their numbers.
    func text(withoutLine line: Int?) -> String {
        guard let line, lines.indices.contains(line - firstLine) else { return body }
        var lines = lines
        lines[line - firstLine] = ""
        return lines.joined(separator: "\n")
    }

    /// The body from one line of the file to another, with the definitions of what it refers to.
    func text(from first: Int, to last: Int) -> String {
        let (first, last) = (first - firstLine, last - firstLine)
        guard lines.indices.contains(first) else { return "" }
        let part = lines[first...min(max(first, last), lines.count - 1)]
        return part.joined(separator: "\n") + definitions.needed(by: part)
    }
}
