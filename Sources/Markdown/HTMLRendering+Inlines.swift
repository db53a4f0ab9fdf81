/// What stands inside a paragraph, a heading or a table cell.
extension HTMLRendering {
    private struct Opened {
        var node: Node
        /// What closes it; empty where nothing was written.
        var end: StaticString
        var outer: Int
        var isLink: Bool
    }

    /// Writes a node and the siblings behind it, up to `last`. Emphasis may nest as deep as the text is long, so this
    /// does not recurse, and beyond a depth of 100 it writes no more tags.
    mutating func inlines(from first: Node, before last: Node? = nil) {
        var opened: [Opened] = []
        var links = 0
        var current = first
        while current != last {
            let isLink = current.kind == .link
            if let child = current.firstChild, current.kind != .image {
                let end = begin(current, isInLink: links > 0, isTooDeep: opened.count >= 100)
                if isLink { links += 1 }
                opened.append(Opened(node: current, end: end, outer: sanitizer.enter(), isLink: isLink))
                current = child
                continue
            }
            leaf(current, isInLink: links > 0)
            while true {
                if let next = current.next {
                    current = next
                    break
                }
                guard let parent = opened.popLast() else { return }
                sanitizer.leave(parent.outer, to: &writer)
                if parent.isLink { links -= 1 }
                writer.raw(parent.end)
                current = parent.node
            }
        }
    }

    private mutating func begin(_ node: Node, isInLink: Bool, isTooDeep: Bool) -> StaticString {
        guard !isTooDeep else { return "" }
        switch node.kind {
        case .emphasis:
            writer.raw("<em>")
            return "</em>"
        case .strong:
            writer.raw("<strong>")
            return "</strong>"
        case .strikethrough:
            writer.raw("<del>")
            return "</del>"
        case .link:
            return beginLink(node, isInLink: isInLink || sanitizer.isInLink) ? "</a>" : ""
        default:
            return ""
        }
    }

    private mutating func leaf(_ node: Node, isInLink: Bool) {
        switch node.kind {
        case .text:
            if isInLink {
                escapedLiteral(of: node)
            } else {
                node.withLiteral { textWithWikilinks($0) }
            }
        case .code:
            writer.raw("<code>")
            escapedLiteral(of: node)
            writer.raw("</code>")
        case .softBreak:
            if !(prepared.hasWideText && node.joinsFullWidthText) { writer.raw("\n") }
        case .lineBreak:
            writer.raw("<br />\n")
        case .htmlInline:
            rawHTML(node, line: 0, isInLink: isInLink)
        case .link:
            if beginLink(node, isInLink: isInLink || sanitizer.isInLink) { writer.raw("</a>") }
        case .image:
            image(node, isInLink: isInLink || sanitizer.isInLink)
        case .footnoteReference:
            footnotes.writeReference(node, to: &writer)
        default:
            break
        }
    }

    mutating func escapedLiteral(of node: Node) {
        node.withLiteral { escaped($0) }
    }

    /// Writes text of the tree without its marks.
    mutating func escaped(_ text: Span<UInt8>) {
        guard prepared.removal.isNeeded else { return writer.escaped(text) }
        var clean: [UInt8] = []
        prepared.removal.append(text, to: &clean)
        writer.escaped(clean.span)
    }

    mutating func rawHTML(_ node: Node, line: Int, isInLink: Bool = false) {
        let line = prepared.line(max(1, line))
        node.withLiteral { literal in
            guard prepared.removal.isNeeded else {
                return sanitizer.write(literal, line: line, to: &writer, isInLink: isInLink)
            }
            var clean: [UInt8] = []
            prepared.removal.append(literal, to: &clean)
            sanitizer.write(clean.span, line: line, to: &writer, isInLink: isInLink)
        }
    }

    /// The text of the excess whose placeholder a block is. Each is shown once, though a source could name it again.
    mutating func excess(at node: Node) -> [UInt8]? {
        guard let number = prepared.excess(at: node), shownExcesses.insert(number).inserted else { return nil }
        return prepared.excesses[number].text
    }

    mutating func plainText(_ text: [UInt8]) {
        writer.newline()
        writer.raw("<pre class=\"plain-text\">")
        writer.escaped(text.span)
        writer.raw("</pre>\n")
    }

    /// Shows the excesses whose placeholders the library left out, as those in a footnote that nobody refers to.
    mutating func missingExcesses() {
        for (number, excess) in prepared.excesses.enumerated() where !shownExcesses.contains(number) {
            plainText(excess.text)
        }
    }
}
