/// The text of a note file, cut into its front matter and its body.
package struct NoteSource: Sendable {
    /// The YAML between the two lines of hyphens; nil when there is none.
    package let frontMatter: Substring?
    /// Everything after the front matter.
    package let body: Substring
    /// The line of the file on which the body begins, 1-based.
    package let bodyLine: Int
    /// Whether a first line of hyphens is never answered by a second one; all of it is then body.
    package let isUnclosed: Bool

    /// Cuts `text`, which may begin with a byte order mark and end its lines with LF, CRLF or CR.
    package init(_ text: String) {
        let utf8 = text.utf8
        var start = utf8.startIndex
        if utf8.starts(with: [0xEF, 0xBB, 0xBF]) { start = utf8.index(start, offsetBy: 3) }
        let whole = text[start...]
        guard let opening = Self.line(of: text, from: start), Self.isRule(text[start..<opening.end], of: ["---"]) else {
            (frontMatter, body, bodyLine, isUnclosed) = (nil, whole, 1, false)
            return
        }
        var position = opening.next
        var number = 2
        while let line = Self.line(of: text, from: position) {
            if Self.isRule(text[position..<line.end], of: ["---", "..."]) {
                let yaml = text[opening.next..<position]
                guard !Self.isProse(yaml.utf8) else { break }
                frontMatter = yaml
                body = text[line.next...]
                bodyLine = number + 1
                isUnclosed = false
                return
            }
            position = line.next
            number += 1
        }
        // A single rule at the top of a file without front matter is a thematic break, not a fault.
        let looksLikeYAML = Self.line(of: text, from: opening.next).map {
            text[opening.next..<$0.end].contains(":")
        }
        (frontMatter, body, bodyLine, isUnclosed) = (nil, whole, 1, looksLikeYAML ?? false)
    }

    /// Whether what stands between two rules is text of the note: apart from the first, and without the colon that every
    /// field has.
    package static func isProse(_ bytes: some Collection<UInt8>) -> Bool {
        guard let first = bytes.first, first == 0x0A || first == 0x0D, !bytes.contains(UInt8(ascii: ":")) else {
            return false
        }
        return bytes.contains { $0 > 0x20 }
    }

    private static func line(of text: String, from start: String.Index) -> (end: String.Index, next: String.Index)? {
        let utf8 = text.utf8
        guard start < utf8.endIndex else { return nil }
        guard let end = utf8[start...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else {
            return (utf8.endIndex, utf8.endIndex)
        }
        var next = utf8.index(after: end)
        if utf8[end] == 0x0D, next < utf8.endIndex, utf8[next] == 0x0A { next = utf8.index(after: next) }
        return (end, next)
    }

    private static func isRule(_ line: Substring, of rules: [String]) -> Bool {
        var bytes = line.utf8
        while let last = bytes.last, last == 0x20 || last == 0x09 { bytes = bytes.dropLast() }
        return rules.contains { bytes.elementsEqual($0.utf8) }
    }
}
