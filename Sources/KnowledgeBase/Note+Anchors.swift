package import Notes

extension Note {
    /// First and last line of a section with the sections below it.
    package func lines(ofSectionTree index: Int) -> ClosedRange<Int> {
        let section = sections[index]
        let next = sections[(index + 1)...].first { $0.level <= section.level }
        let end = next.map { $0.line - 1 } ?? sections[index...].map(\.endLine).max() ?? section.endLine
        return section.line...max(section.line, end)
    }
}

extension LoadedNote {
    /// The line of the heading that only repeats the title; nil when the note has none, or has it in two lines.
    var titleLine: Int? {
        guard let first = note.sections.first(where: { $0.level > 0 }), first.level <= 2,
            note.sections.first == first || note.sections.first?.body.isEmpty == true,
            first.heading.full == note.title.full
        else { return nil }
        let source = source
        let offset = first.line - source.bodyLine
        let lines = source.body.lines
        guard lines.indices.contains(offset), lines[offset].trimmingSpaces().hasPrefix("#") else { return nil }
        return first.line
    }

    /// The anchors of the heading that repeats the title.
    package var titleAnchors: [String] {
        guard let line = titleLine else { return [] }
        return note.sections.first { $0.line == line }?.anchors ?? []
    }
}

extension StringProtocol {
    /// The lines of a file, which end with LF, CRLF or CR.
    var lines: [SubSequence] {
        split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    }
}

extension String {
    /// The text for an element's content or a quoted attribute.
    package var htmlEscaped: String {
        guard utf8.contains(where: { "&<>\"'".utf8.contains($0) }) else { return self }
        return escaping(["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"])
    }
}
