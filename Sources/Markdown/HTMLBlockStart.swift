/// The seven ways an HTML block begins, and how each ends, after the CommonMark specification.
enum HTMLBlockStart {
    /// The kind of the HTML block that begins with the `<` at the start of a line's rest; nil where none does.
    static func kind(_ source: Span<UInt8>, _ line: Range<Int>, canBeTag: Bool) -> Int? {
        let text = source.extracting(line)
        guard text.count > 1, text[0] == UInt8(ascii: "<") else { return nil }
        if text[1] == UInt8(ascii: "!") {
            if text.count > 3, text[2] == 0x2D, text[3] == 0x2D { return 2 }
            if text.count > 2, (0x41...0x5A).contains(text[2]) { return 4 }
            return starts(text, at: 2, with: "[CDATA[") ? 5 : nil
        }
        if text[1] == UInt8(ascii: "?") { return 3 }
        let isEnd = text[1] == UInt8(ascii: "/")
        var end = isEnd ? 2 : 1
        let nameStart = end
        while end < text.count, isNameByte(text[end]) { end += 1 }
        guard end > nameStart, isLetter(text[nameStart]) else { return nil }
        let name = end - nameStart > 12 ? "" : String(text.extracting(nameStart..<end)).lowercased()
        let isBounded = end == text.count || isSpace(text[end]) || text[end] == UInt8(ascii: ">")
        if !isEnd, isBounded, ["script", "pre", "style"].contains(name) { return 1 }
        let isSelfClosed = end + 1 < text.count && text[end] == UInt8(ascii: "/") && text[end + 1] == UInt8(ascii: ">")
        if isBounded || isSelfClosed, blockNames.contains(name) { return 6 }
        return canBeTag && isWholeTag(text, from: end, isEnd: isEnd) ? 7 : nil
    }

    /// Whether a line ends a block of kinds 1 to 5; the others end before a blank line.
    static func ends(_ kind: Int, _ source: Span<UInt8>, _ line: Range<Int>) -> Bool {
        let text = source.extracting(line)
        let terminators: [StaticString]
        switch kind {
        case 1: terminators = ["</script>", "</pre>", "</style>"]
        case 2: terminators = ["-->"]
        case 3: terminators = ["?>"]
        case 4: terminators = [">"]
        case 5: terminators = ["]]>"]
        default: return false
        }
        for index in text.indices
        where text[index] == 0x3C || text[index] == 0x2D || text[index] == 0x3F
            || text[index] == 0x3E || text[index] == 0x5D
        {
            for terminator in terminators where starts(text, at: index, with: terminator) { return true }
        }
        return false
    }

    private static func starts(_ text: Span<UInt8>, at start: Int, with pattern: StaticString) -> Bool {
        pattern.withUTF8Buffer { pattern in
            guard start + pattern.count <= text.count else { return false }
            for offset in 0..<pattern.count {
                let byte = text[start + offset]
                let wanted = unsafe pattern[offset]
                if byte != wanted, !(isLetter(byte) && byte | 0x20 == wanted) { return false }
            }
            return true
        }
    }

    /// Whether a tag, whose name is read, is complete and alone on its line.
    private static func isWholeTag(_ text: Span<UInt8>, from start: Int, isEnd: Bool) -> Bool {
        var index = start
        while index < text.count {
            let spaceStart = index
            while index < text.count, isSpace(text[index]) { index += 1 }
            guard index < text.count else { return false }
            if text[index] == UInt8(ascii: "/"), !isEnd {
                index += 1
                guard index < text.count, text[index] == UInt8(ascii: ">") else { return false }
            }
            if text[index] == UInt8(ascii: ">") {
                index += 1
                while index < text.count, isSpace(text[index]) { index += 1 }
                return index == text.count
            }
            guard !isEnd, index > spaceStart, readAttribute(text, from: &index) else { return false }
        }
        return false
    }

    private static func readAttribute(_ text: Span<UInt8>, from index: inout Int) -> Bool {
        guard isLetter(text[index]) || text[index] == UInt8(ascii: "_") || text[index] == UInt8(ascii: ":") else {
            return false
        }
        while index < text.count, isNameByte(text[index]) || "_:.".utf8.contains(text[index]) { index += 1 }
        var next = index
        while next < text.count, isSpace(text[next]) { next += 1 }
        guard next < text.count, text[next] == UInt8(ascii: "=") else { return true }
        next += 1
        while next < text.count, isSpace(text[next]) { next += 1 }
        guard next < text.count else { return false }
        let quote = text[next]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            next += 1
            while next < text.count, text[next] != quote { next += 1 }
            guard next < text.count else { return false }
            index = next + 1
            return true
        }
        let valueStart = next
        while next < text.count, !isSpace(text[next]), !"\"'=<>`".utf8.contains(text[next]) { next += 1 }
        index = next
        return next > valueStart
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
    }

    private static let blockNames: Set<String> = [
        "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col", "colgroup",
        "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
        "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "legend",
        "li", "link", "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param",
        "section",
        "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
    ]
}
