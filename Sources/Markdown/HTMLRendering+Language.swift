/// Which language a block is in, and the two halves of bilingual text.
///
/// Single words of the other language within a block have no language of their own. They are names and terms, which WCAG
/// 3.1.2 leaves out, and a voice that changes with each of them is harder to follow than one that does not.
extension HTMLRendering {
    /// Writes a `lang` attribute where a block is mainly Han.
    mutating func languageAttribute(of block: Node) {
        guard prepared.hasWideText, isMainlyHan(block) else { return }
        writer.raw(" lang=\"zh-Hant\"")
    }

    /// Whether the words of a block are mainly Han; code does not count.
    private func isMainlyHan(_ block: Node) -> Bool {
        var share = HanShare()
        var current = block.firstChild
        while let node = current {
            if node.kind == .text { node.withLiteral { share.add($0) } }
            var next = node.firstChild ?? node.next
            var ended = node
            while next == nil, let parent = ended.parent, parent != block {
                next = parent.next
                ended = parent
            }
            current = next
        }
        return share.isMain
    }

    /// Where the two halves of a bilingual block part.
    struct Halves {
        /// The text node directly in the block that holds the separator.
        var node: Node
        /// The separator in the literal of the node.
        var separator: Range<Int>
        var isHanFirst: Bool
    }

    func halves(of block: Node) -> Halves? {
        guard let find = renderer.bilingualSeparator, prepared.hasWideText, block.firstChild != nil else { return nil }
        var text = InlineText(prepared)
        text.begin(line: 1)
        text.add(block)
        let whole = text.string
        guard let range = find(whole), !range.isEmpty, range.lowerBound >= 0 else { return nil }
        // Items may be sentences, in which a slash means "or".
        if block.kind == .paragraph, !HTMLRendering.isPlain(range, in: whole) { return nil }
        var offset = 0
        var child = block.firstChild
        while let node = child {
            text.begin(line: 1)
            text.addOne(node)
            let length = text.count
            if range.lowerBound < offset + length {
                guard node.kind == .text, range.lowerBound >= offset, range.upperBound <= offset + length,
                    text.links.isEmpty
                else { return nil }
                return Halves(
                    node: node, separator: (range.lowerBound - offset)..<(range.upperBound - offset),
                    isHanFirst: String(decoding: whole.utf8.prefix(range.lowerBound), as: UTF8.self).unicodeScalars
                        .contains { CJK.isHan($0.value) })
            }
            offset += length
            child = node.next
        }
        return nil
    }

    /// The halves of the line that begins a list item.
    func halves(ofItem block: Node) -> Halves? {
        guard block.kind == .paragraph else { return nil }
        var child = block.firstChild
        while let node = child {
            if node.kind == .text, node.withLiteral({ $0.index(of: UInt8(ascii: "/"), from: 0) < $0.count }) {
                return halves(of: block)
            }
            child = node.next
        }
        return nil
    }

    /// Whether a separator is one for sure: between spaces, beside Chinese, in a single line.
    private static func isPlain(_ separator: Range<Int>, in text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard separator.lowerBound > 0, separator.upperBound < bytes.count, !bytes.contains(0x0A) else { return false }
        return bytes[separator.lowerBound] == 0x20 && bytes[separator.upperBound - 1] == 0x20
            && (bytes[separator.lowerBound - 1] >= 0x80 || bytes[separator.upperBound] >= 0x80)
    }

    /// Writes what is in a heading, a cell or an item, each half in its language.
    mutating func content(of block: Node, halves: Halves?) {
        guard let first = block.firstChild else { return }
        let outer = sanitizer.enter()
        defer { sanitizer.leave(outer, to: &writer) }
        guard let halves else { return inlines(from: first) }
        let node = halves.node
        var literal: [UInt8] = []
        node.withLiteral { prepared.removal.append($0, to: &literal) }
        let separator = halves.separator.clamped(to: 0..<literal.count)
        half(isHan: halves.isHanFirst) { rendering in
            if first != node { rendering.inlines(from: first, before: node) }
            rendering.writer.escaped(literal.span.extracting(0..<separator.lowerBound))
        }
        writer.raw("<span class=\"bilingual-separator\">")
        writer.escaped(literal.span.extracting(separator))
        writer.raw("</span>")
        half(isHan: !halves.isHanFirst) { rendering in
            rendering.writer.escaped(literal.span.extracting(separator.upperBound..<literal.count))
            if let next = node.next { rendering.inlines(from: next) }
        }
    }

    private mutating func half(isHan: Bool, _ content: (inout HTMLRendering) -> Void) {
        writer.raw(isHan ? "<span lang=\"zh-Hant\">" : "<span lang=\"en\">")
        let outer = sanitizer.enter()
        content(&self)
        sanitizer.leave(outer, to: &writer)
        writer.raw("</span>")
    }
}
