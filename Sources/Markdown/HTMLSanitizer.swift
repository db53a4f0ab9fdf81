/// Lets through what `HTMLElement` allows of the raw HTML in a note, always well balanced.
///
/// A document brings its raw HTML in pieces, with elements of our own in between: `<details>` in one piece, paragraphs,
/// `</details>` in another. So open tags are remembered, and whoever closes an element of our own closes first what was
/// opened inside it. Takes linear time; a nesting deeper than 100 is flattened.
struct HTMLSanitizer {
    private var open: [String] = []
    private var openLinks = 0
    /// Elements opened below this one belong to an outer element of ours.
    private var base = 0
    private let resolve: (Link) -> ResolvedLink?

    init(resolve: @escaping (Link) -> ResolvedLink?) {
        self.resolve = resolve
    }

    /// Whether raw HTML has opened a link, in which no other may stand.
    var isInLink: Bool { openLinks > 0 }

    /// Begins an element of our own; its result goes to `leave`.
    mutating func enter() -> Int {
        defer { base = open.count }
        return base
    }

    /// Closes what was opened since `enter`.
    mutating func leave(_ outer: Int, to writer: inout HTMLWriter) {
        close(downTo: base, to: &writer)
        base = outer
    }

    /// Writes one piece of raw HTML.
    mutating func write(_ html: Span<UInt8>, line: Int, to writer: inout HTMLWriter, isInLink: Bool = false) {
        var index = 0
        var textStart = 0
        var missing: Set<String> = []
        while index < html.count {
            guard html[index] == UInt8(ascii: "<") else {
                index += 1
                continue
            }
            writeText(html.extracting(textStart..<index), to: &writer)
            textStart = index
            var isUnclosed = false
            if let end = endOfInvisible(html, at: index, missing: &missing) {
                index = end
                textStart = end
            } else if let tag = HTMLTag(in: html, at: index, isUnclosed: &isUnclosed) {
                if HTMLElement.droppedWithContent.contains(tag.name) {
                    if let end = endOfElement(tag, html, missing: &missing) {
                        index = end
                        textStart = end
                    } else {
                        // Half of such an element hides nothing: its tag is shown.
                        index = tag.end
                    }
                } else {
                    index = tag.end
                    textStart = index
                    write(tag, in: html, line: line, isInLink: isInLink, to: &writer)
                }
            } else if isUnclosed {
                break
            } else {
                index += 1
            }
        }
        writeText(html.extracting(textStart..<html.count), to: &writer)
    }

    private mutating func write(
        _ tag: HTMLTag, in html: Span<UInt8>, line: Int, isInLink: Bool, to writer: inout HTMLWriter
    ) {
        guard let element = HTMLElement.named(tag.name) else { return }
        if tag.isEnd {
            guard !element.isVoid, let position = open.lastIndex(of: tag.name), position >= base else { return }
            close(downTo: position, to: &writer)
            return
        }
        while open.count > base, let last = open.last, element.ends.contains(last) {
            close(downTo: open.count - 1, to: &writer)
        }
        let isInLink = isInLink || self.isInLink
        if tag.name == "img" {
            writeImage(tag, line: line, isInLink: isInLink, to: &writer)
            return
        }
        guard element.isVoid || open.count < 100, !(tag.name == "a" && isInLink) else { return }
        writer.raw("<")
        writer.raw(element.name)
        for (name, value) in tag.attributes {
            guard element.attributes.contains(name) || HTMLElement.globalAttributes.contains(name) else { continue }
            writeAttribute(name, value, line: line, to: &writer)
        }
        guard !element.isVoid else { return writer.raw(" />") }
        if !tag.attributes.contains(where: { $0.name == "lang" }), isMainlyHan(html, from: tag.end) {
            writer.raw(" lang=\"zh-Hant\"")
        }
        writer.raw(">")
        open.append(element.name)
        if element.name == "a" { openLinks += 1 }
    }

    /// Whether the text up to the next tag is mainly Han.
    private func isMainlyHan(_ html: Span<UInt8>, from start: Int) -> Bool {
        var share = HanShare()
        share.add(html.extracting(start..<html.index(of: UInt8(ascii: "<"), from: start)))
        return share.isMain
    }

    private func writeAttribute(_ name: String, _ value: [UInt8], line: Int, to writer: inout HTMLWriter) {
        switch name {
        case "href", "cite":
            guard let decoded = CharacterReference.decode(value) else { return }
            let target = String(decoding: decoded, as: UTF8.self)
            let policy = URLPolicy(of: target)
            guard policy != .dangerous, policy != .unknown else { return }
            writer.raw(name == "href" ? " href=\"" : " cite=\"")
            let link = Link(kind: .inline, target: target, text: "", line: line)
            let isResolved = name == "href" && (policy == .relative || policy == .fragment)
            writer.address(isResolved ? resolve(link)?.href ?? target : target)
            writer.raw("\"")
        case "id", "name":
            guard let decoded = CharacterReference.decode(value), !decoded.isEmpty,
                !decoded.starts(with: PageElement.prefix.utf8),
                !decoded.contains(where: { $0 <= 0x20 })
            else { return }
            writer.raw(name == "id" ? " id=\"" : " name=\"")
            writer.escaped(decoded.span)
            writer.raw("\"")
        default:
            writer.raw(" ")
            writer.raw(name)
            writer.raw("=\"")
            writeText(value.span, to: &writer)
            writer.raw("\"")
        }
    }

    private func writeImage(_ tag: HTMLTag, line: Int, isInLink: Bool, to writer: inout HTMLWriter) {
        func value(_ name: String) -> [UInt8]? {
            tag.attributes.first { $0.name == name }.flatMap { CharacterReference.decode($0.value) }
        }
        let source = value("src") ?? []
        let link = Link(
            kind: .image, target: String(decoding: source, as: UTF8.self),
            text: String(decoding: value("alt") ?? [], as: UTF8.self), line: line)
        writer.image(link, resolved: resolve(link), title: nil, isInLink: isInLink) { writer in
            for name in ["title", "width", "height", "align", "id"] {
                guard let value = tag.attributes.first(where: { $0.name == name })?.value else { continue }
                writeAttribute(name, value, line: line, to: &writer)
            }
        }
    }

    private mutating func close(downTo count: Int, to writer: inout HTMLWriter) {
        while open.count > count, let name = open.popLast() {
            if name == "a" { openLinks -= 1 }
            writer.raw("</")
            writer.raw(name)
            writer.raw(">")
        }
    }

    /// Writes text or an attribute's value, leaving character references as they are.
    private func writeText(_ text: Span<UInt8>, to writer: inout HTMLWriter) {
        var start = 0
        for index in text.indices
        where text[index] == UInt8(ascii: "&") && CharacterReference.begins(in: text, at: index) {
            writer.escaped(text.extracting(start..<index))
            writer.raw("&")
            start = index + 1
        }
        writer.escaped(text.extracting(start..<text.count))
    }

    /// The end of a comment, declaration, processing instruction or CDATA section that begins at an offset.
    ///
    /// What never ends is text. Ends that were looked for in vain are not looked for again.
    private func endOfInvisible(_ html: Span<UInt8>, at start: Int, missing: inout Set<String>) -> Int? {
        guard start + 1 < html.count else { return nil }
        let terminator: String
        switch html[start + 1] {
        case UInt8(ascii: "?"): terminator = "?>"
        case UInt8(ascii: "!"):
            let isComment = start + 3 < html.count && html[start + 2] == 0x2D && html[start + 3] == 0x2D
            let isSection = start + 2 < html.count && html[start + 2] == UInt8(ascii: "[")
            terminator = isComment ? "-->" : isSection ? "]]>" : ">"
        default: return nil
        }
        guard !missing.contains(terminator) else { return nil }
        if let end = html.firstIndex(of: Array(terminator.utf8), from: start + 2) { return end + terminator.utf8.count }
        missing.insert(terminator)
        return nil
    }

    private func endOfElement(_ tag: HTMLTag, _ html: Span<UInt8>, missing: inout Set<String>) -> Int? {
        guard !tag.isEnd, !missing.contains(tag.name) else { return nil }
        if let close = html.firstIndex(of: Array("</\(tag.name)".utf8), from: tag.end),
            let end = html.firstIndex(of: [UInt8(ascii: ">")], from: close)
        {
            return end + 1
        }
        missing.insert(tag.name)
        return nil
    }
}

extension Span<UInt8> {
    /// Where a pattern of lower-case ASCII next stands, in either case.
    fileprivate func firstIndex(of pattern: [UInt8], from start: Int) -> Int? {
        guard let first = pattern.first else { return nil }
        var index = start
        while index + pattern.count <= count {
            if self[index] == first {
                var length = 1
                while length < pattern.count, lowercased(self[index + length]) == pattern[length] { length += 1 }
                if length == pattern.count { return index }
            }
            index += 1
        }
        return nil
    }

    private func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
