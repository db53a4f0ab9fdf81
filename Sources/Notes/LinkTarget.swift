/// Where a link of a note leads, read from what is written and the note it stands in.
package enum LinkTarget: Sendable, Equatable {
    /// Another note by a name: id, alias or half of a title. The heading is what stands behind `#`.
    case note(name: String, heading: String?)
    /// A file by its path relative to the notes folder; always inside it.
    case file(path: String, fragment: String?)
    /// A heading of the same note.
    case heading(String)
    /// An address with a scheme, or anything else that leads out of the notes.
    case elsewhere(String)

    /// - Parameter path: of the note that holds the link, relative to the notes folder.
    package init(_ kind: NoteLink.Kind, _ target: String, inNoteAt path: String) {
        let (rest, fragment) = Self.cut(target, at: UInt8(ascii: "#"))
        if kind == .wikilink || kind == .embed {
            let name = rest.trimmingSpaces()
            self =
                name.isEmpty
                ? .heading(fragment?.trimmingSpaces() ?? "") : .note(name: name, heading: fragment?.trimmingSpaces())
            return
        }
        let decodedFragment = fragment.map { Self.percentDecoded($0) }
        if rest.isEmpty {
            self = .heading(decodedFragment ?? "")
            return
        }
        guard !Self.hasScheme(rest), rest.utf8.first != UInt8(ascii: "/"), !rest.utf8.contains(UInt8(ascii: "\\")),
            let file = Self.resolve(Self.percentDecoded(Self.cut(rest, at: UInt8(ascii: "?")).0), against: path)
        else {
            self = .elsewhere(target)
            return
        }
        self = .file(path: file, fragment: decodedFragment)
    }

    /// - Parameter mark: a character of ASCII.
    private static func cut(_ text: String, at mark: UInt8) -> (String, String?) {
        guard let index = text.utf8.firstIndex(of: mark) else { return (text, nil) }
        return (String(text[..<index]), String(text[text.utf8.index(after: index)...]))
    }

    private static func hasScheme(_ target: String) -> Bool {
        guard let colon = target.utf8.firstIndex(of: UInt8(ascii: ":")) else { return target.hasPrefix("//") }
        return !target.utf8[..<colon].contains(UInt8(ascii: "/"))
    }

    /// Nil when the path leads out of the notes folder.
    private static func resolve(_ relative: String, against note: String) -> String? {
        guard relative.utf8.first != UInt8(ascii: "/"), !relative.utf8.contains(0) else { return nil }
        var parts = note.split(separator: "/").dropLast().map(String.init)
        for part in relative.split(separator: "/") {
            switch part {
            case ".": continue
            case "..":
                guard parts.popLast() != nil else { return nil }
            default: parts.append(String(part))
            }
        }
        return parts.isEmpty ? nil : parts.joined(separator: "/")
    }

    private static func percentDecoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        var bytes: [UInt8] = []
        var source = Array(text.utf8)[...]
        while let byte = source.popFirst() {
            if byte == UInt8(ascii: "%"), let high = source.first.flatMap(hexDigit),
                let low = source.dropFirst().first.flatMap(hexDigit)
            {
                bytes.append(high << 4 | low)
                source = source.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self) ?? text
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte & 0x0F
        case UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "a")...UInt8(ascii: "f"): (byte & 0x0F) + 9
        default: nil
        }
    }
}
