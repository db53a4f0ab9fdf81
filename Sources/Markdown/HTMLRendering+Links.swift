/// Links, images, wikilinks and embeds.
extension HTMLRendering {
    /// Writes the start of a link; false where it leads nowhere safe or stands in another, so that only its text shows.
    mutating func beginLink(_ node: Node, isInLink: Bool) -> Bool {
        guard !isInLink else { return false }
        let target = node.withURL { prepared.removal.string($0) }
        let policy = URLPolicy(of: target)
        switch policy {
        case .dangerous: return false
        // An address in angle brackets shows the reader where it leads; a link with a text of its own need not.
        case .unknown where !showsTarget(node, target): return false
        default: break
        }
        var resolved: ResolvedLink?
        if policy == .relative || policy == .fragment {
            resolved = renderer.resolve(
                Link(kind: .inline, target: target, text: "", line: prepared.line(blockLine(of: node))))
        }
        writer.raw("<a href=\"")
        writer.address(resolved?.href ?? target)
        writer.raw("\"")
        let title = node.withTitle { prepared.removal.string($0) }
        if resolved?.isHeadingMissing == true { writer.raw(" class=\"wanted\"") }
        if let title = title.isEmpty ? resolved?.title : title { attribute("title", title) }
        writer.raw(">")
        return true
    }

    private func showsTarget(_ node: Node, _ target: String) -> Bool {
        guard let text = node.firstChild, text.kind == .text, text.next == nil else { return false }
        return text.withLiteral { prepared.removal.string($0) } == target
    }

    mutating func image(_ node: Node, isInLink: Bool) {
        text.begin(line: 1)
        text.add(node)
        let target = node.withURL { prepared.removal.string($0) }
        let title = node.withTitle { prepared.removal.string($0) }
        let link = Link(
            kind: .image, target: target, text: text.string, line: prepared.line(blockLine(of: node)))
        let resolved = URLPolicy(of: target) == .relative ? renderer.resolve(link) : nil
        writer.image(link, resolved: resolved, title: title.isEmpty ? resolved?.title : title, isInLink: isInLink)
    }

    mutating func textWithWikilinks(_ literal: Span<UInt8>) {
        var start = 0
        while let match = WikilinkScanner.next(in: literal, from: start) {
            escaped(literal.extracting(start..<match.range.lowerBound))
            wikilink(match, in: literal)
            start = match.range.upperBound
        }
        escaped(literal.extracting(start..<literal.count))
    }

    private mutating func wikilink(_ match: WikilinkMatch, in literal: Span<UInt8>) {
        let link = Link(
            kind: match.isEmbed ? .embed : .wikilink,
            target: prepared.removal.string(literal.extracting(match.target)),
            text: prepared.removal.string(literal.extracting(match.label)), line: prepared.line(1))
        if sanitizer.isInLink {
            writer.escaped(link.text)
        } else if let resolved = renderer.resolve(link), URLPolicy(of: resolved.href) != .dangerous {
            writer.raw(
                resolved.isHeadingMissing ? "<a class=\"wikilink wanted\" href=\"" : "<a class=\"wikilink\" href=\"")
            writer.address(resolved.href)
            writer.raw("\"")
            if let title = resolved.title { attribute("title", title) }
            writer.raw(">")
            writer.escaped(link.text)
            writer.raw("</a>")
        } else if match.isEmbed {
            // An embed of nothing stays as written, which says what is missing.
            escaped(literal.extracting(match.range))
        } else {
            writer.raw("<span class=\"wikilink wanted\" role=\"link\" aria-disabled=\"true\">")
            writer.escaped(link.text)
            writer.raw("</span>")
        }
    }

    /// The HTML of an embed that is all of a paragraph.
    func embeddedHTML(_ node: Node) -> String? {
        guard let only = node.firstChild, only.kind == .text, only.next == nil else { return nil }
        return only.withLiteral { literal in
            guard literal.count > 5, literal[0] == UInt8(ascii: "!"),
                let match = WikilinkScanner.next(in: literal, from: 0), match.isEmbed,
                match.range == 0..<literal.count
            else { return nil }
            return renderer.embed(
                Link(
                    kind: .embed, target: prepared.removal.string(literal.extracting(match.target)),
                    text: prepared.removal.string(literal.extracting(match.label)),
                    line: prepared.line(max(1, node.startLine))))
        }
    }

    private mutating func attribute(_ name: StaticString, _ value: String) {
        writer.raw(" ")
        writer.raw(name)
        writer.raw("=\"")
        writer.escaped(value)
        writer.raw("\"")
    }

    /// The line of the block that holds an inline node, which knows none of its own.
    private func blockLine(of node: Node) -> Int {
        max(1, node.startLine)
    }
}
