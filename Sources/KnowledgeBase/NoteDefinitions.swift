/// What a note defines for its reference links and footnotes, wherever it stands, so that a part of the note that is shown
/// by itself has it too. Of a footnote that is its first paragraph.
///
/// A definition begins a line that no paragraph goes on to (CommonMark 0.31, 4.7; footnotes as in GitHub's markdown).
struct NoteDefinitions: Sendable {
    private struct Definition: Sendable {
        var index: Int
        var text: String
    }

    private var definitions: [String: Definition] = [:]

    /// More than this, in bytes, is not shown again with each part.
    private static let most = 16_384

    init(_ lines: [Substring]) {
        // Most notes define nothing, and each of their pages would pay for the look at every character.
        let begins = UInt8(ascii: "[")
        guard lines.contains(where: { line in line.utf8.first { $0 != UInt8(ascii: " ") } == begins }) else { return }
        var fence = CodeFence()
        var canBegin = true
        var open: String?
        for (index, line) in lines.enumerated() {
            let content = line.drop { $0 == " " }
            let isIndented = line.utf8.count - content.utf8.count > 3
            if fence.covers(line) || content.isEmpty {
                (canBegin, open) = (true, nil)
            } else if canBegin, !isIndented, let label = Self.label(of: content) {
                // The first of a name counts.
                open = definitions[label] == nil ? label : nil
                if open != nil { definitions[label] = Definition(index: index, text: String(line)) }
            } else if let label = open, Self.goesOn(content, label) {
                definitions[label]?.text += "\n" + line
                canBegin = !label.hasPrefix("^")
            } else {
                open = nil
                canBegin = content.hasPrefix("#")
            }
        }
    }

    /// The definitions that a part refers to and does not hold, as markdown to stand below it; empty when there are none.
    ///
    /// - Parameter part: a slice of the lines of the note.
    func needed(by part: ArraySlice<Substring>) -> String {
        guard !definitions.isEmpty else { return "" }
        var fence = CodeFence()
        for line in part { _ = fence.covers(line) }
        // What was cut off in the middle of a code block would take them for code.
        guard !fence.isOpen else { return "" }
        var (text, seen) = ("", Set<String>())
        var unread = part.flatMap { Self.references(in: $0) }
        while let label = unread.popLast() {
            guard seen.insert(label).inserted, let definition = definitions[label],
                !part.indices.contains(definition.index), text.utf8.count + definition.text.utf8.count < Self.most
            else { continue }
            text += "\n\n" + definition.text
            unread += Self.references(in: definition.text[...])
        }
        return text
    }

    /// The name that a line defines; `^1` for a footnote.
    private static func label(of content: Substring) -> String? {
        guard content.first == "[", let end = content.firstIndex(of: "]") else { return nil }
        let label = normalized(content[content.index(after: content.startIndex)..<end])
        let rest = content[content.index(after: end)...]
        let words = rest.dropFirst().split(whereSeparator: \.isWhitespace)
        guard let label, rest.first == ":", let destination = words.first else { return nil }
        // An address, and then nothing but a title: else it is a paragraph that begins with a bracket.
        let isLink = destination.first == "<" || words.dropFirst().first.map { "\"'(".contains($0.prefix(1)) } ?? true
        return label.hasPrefix("^") || isLink ? label : nil
    }

    /// Whether a line goes on with the definition above it: a title for a link, text for a footnote.
    private static func goesOn(_ content: Substring, _ label: String) -> Bool {
        guard label.hasPrefix("^") else { return content.first.map { "\"'(".contains($0) } ?? false }
        return content.first.map { $0.isLetter || "*_`(".contains($0) } ?? false
    }

    private static func references(in text: Substring) -> [String] {
        var found: [String] = []
        var start: Substring.Index?
        for index in text.utf8.indices {
            switch text.utf8[index] {
            case UInt8(ascii: "["): start = text.utf8.index(after: index)
            case UInt8(ascii: "]"):
                if let first = start, let label = normalized(text[first..<index]) { found.append(label) }
                start = nil
            default: break
            }
        }
        return found
    }

    /// Names are compared without case, and any white space in them is one space.
    private static func normalized(_ label: Substring) -> String? {
        guard label.utf8.count <= 999, !label.contains("[") else { return nil }
        let words = label.lowercased().split(whereSeparator: \.isWhitespace)
        return words.isEmpty ? nil : words.joined(separator: " ")
    }
}

/// Follows fenced code from line to line (CommonMark 0.31, 4.5).
private struct CodeFence {
    private var mark: (character: Character, count: Int)?

    var isOpen: Bool { mark != nil }

    /// Whether a line is code or begins or ends it.
    mutating func covers(_ line: Substring) -> Bool {
        let content = line.drop { $0 == " " }
        let character = content.first
        let count = content.prefix { $0 == character }.count
        let isFence =
            (character == "`" || character == "~") && count >= 3 && line.utf8.count - content.utf8.count < 4
        let rest = content.dropFirst(count)
        guard let mark else {
            // With another backtick it is code within a line.
            guard let character, isFence, character == "~" || !rest.contains("`") else { return false }
            self.mark = (character, count)
            return true
        }
        if isFence, character == mark.character, count >= mark.count, rest.allSatisfy(\.isWhitespace) {
            self.mark = nil
        }
        return true
    }
}
