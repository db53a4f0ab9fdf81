/// What stands inside a paragraph, a heading or a cell.
extension PageLayout {
    mutating func add(_ raw: String) {
        guard code == nil else {
            code?.text += raw
            return
        }
        // White space counts as in HTML: a run of it is one space, and none at the beginning.
        var words = ""
        for character in ControlCharacters.visible(raw) {
            if character == " " {
                if !endsInSpace { words += " " }
                endsInSpace = true
            } else {
                words.append(character)
                endsInSpace = false
            }
        }
        append(words)
    }

    private mutating func append(_ words: String, _ further: [Style.Effect] = []) {
        text.append(words, effects + further)
        if let last = links.indices.last { links[last].text += words }
    }

    mutating func openInline(_ name: String, _ attributes: [String: String]) {
        switch name {
        case "a":
            links.append(OpenLink(target: Self.target(attributes)))
            effects.append(.underline)
        case "img":
            append("[" + ControlCharacters.visible(attributes["alt"] ?? attributes["src"] ?? "") + "]", [.dim])
            endsInSpace = false
        case "br":
            text.append("\n")
            endsInSpace = true
        case "input":
            let isDone = attributes["checked"] != nil
            mark(with: isDone ? "☑" : "☐", isDone ? .green : .yellow)
        case "span" where attributes["class"]?.contains("wanted") == true:
            effects.append(.red)
        case "span":
            effects.append(contentsOf: effects.suffix(1))
        default:
            if let effect = Self.effects[name] { effects.append(effect) }
        }
    }

    mutating func closeInline(_ name: String) {
        switch name {
        case "a":
            if !effects.isEmpty { effects.removeLast() }
            // An anchor is written small: `note#S4` leads to `note#s4`, which tells nothing more.
            guard let link = links.popLast(), !link.target.isEmpty, link.target.lowercased() != link.text.lowercased()
            else { return }
            append(" (" + link.target + ")", [.dim])
            endsInSpace = false
        case "span":
            if !effects.isEmpty { effects.removeLast() }
        default:
            if Self.effects[name] != nil, !effects.isEmpty { effects.removeLast() }
        }
    }

    /// The check box of a task takes the place of the item's bullet.
    private mutating func mark(with box: String, _ effect: Style.Effect) {
        guard let last = margins.indices.last, !margins[last].isFirstWritten else { return }
        margins[last].first = StyledText(box + " ", effect)
    }

    /// Where a link leads, as a person would type it: another note by its id, an address as it is. A link within the
    /// note leads nowhere in a terminal.
    private static func target(_ attributes: [String: String]) -> String {
        guard let href = attributes["href"], !href.hasPrefix("#") else { return "" }
        if attributes["data-footnote-ref"] != nil || attributes["data-footnote-backref"] != nil { return "" }
        for prefix in ["/notes/", "/files/"] where href.hasPrefix(prefix) {
            return ControlCharacters.visible(percentDecoded(href.dropFirst(prefix.count)))
        }
        return ControlCharacters.visible(href.hasPrefix("mailto:") ? String(href.dropFirst(7)) : href)
    }

    private static func percentDecoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self) ?? String(text)
    }

    private static let effects: [String: Style.Effect] = [
        "strong": .bold, "b": .bold, "em": .italic, "i": .italic, "del": .dim, "s": .dim, "code": .cyan, "kbd": .cyan,
        "samp": .cyan, "sup": .dim, "sub": .dim, "mark": .yellow,
    ]
}
