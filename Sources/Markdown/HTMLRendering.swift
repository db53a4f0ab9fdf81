/// One rendering of one document: walks the tree and writes HTML as it goes.
struct HTMLRendering {
    let renderer: HTMLRenderer
    let prepared: PreparedSource
    var writer = HTMLWriter()
    var sanitizer: HTMLSanitizer
    var text: InlineText
    var footnotes = Footnotes()
    var shownExcesses: Set<Int> = []

    init(_ renderer: HTMLRenderer, _ prepared: PreparedSource) {
        self.renderer = renderer
        self.prepared = prepared
        sanitizer = HTMLSanitizer(resolve: renderer.resolve)
        text = InlineText(prepared)
        writer.reserve(prepared.bytes.count + prepared.bytes.count / 2)
    }

    mutating func render(_ root: Node) {
        footnotes = Footnotes(root, prefix: renderer.footnotePrefix, returnLabel: renderer.footnoteReturn)
        blocks(from: root.firstChild)
        if footnotes.isSectionOpen { writer.raw("</ol>\n</section>\n") }
        sanitizer.leave(0, to: &writer)
        missingExcesses()
    }

    /// Writes a block and those that follow it in its container; recursion is as deep as blocks nest, which is bounded.
    mutating func blocks(from first: Node?, isTight: Bool = false) {
        var child = first
        while let node = child {
            block(node, isTight: isTight)
            child = node.next
        }
    }

    private mutating func block(_ node: Node, isTight: Bool) {
        switch node.kind {
        case .blockQuote: quote(node)
        case .list: list(node)
        case .paragraph: paragraph(node, isTight: isTight)
        case .heading: heading(node)
        case .codeBlock: codeBlock(node)
        case .htmlBlock:
            writer.newline()
            rawHTML(node, line: node.startLine)
            writer.newline()
        case .thematicBreak:
            writer.newline()
            writer.raw("<hr />\n")
        case .table: table(node)
        case .footnoteDefinition: footnote(node)
        default: break
        }
    }

    private mutating func quote(_ node: Node) {
        writer.newline()
        let outer = sanitizer.enter()
        if let callout = Callout(node), let first = node.firstChild {
            writer.raw("<blockquote class=\"callout callout-")
            writer.raw(callout.rawValue)
            let title = renderer.calloutTitle(callout)
            writer.raw("\">\n<p class=\"callout-title\"")
            if title.unicodeScalars.contains(where: { CJK.isHan($0.value) }) { writer.raw(" lang=\"zh-Hant\"") }
            writer.raw(">")
            writer.escaped(title)
            writer.raw("</p>\n")
            if let content = first.firstChild?.next?.next {
                paragraphTag(first)
                paragraphContent(first, from: content)
            }
            blocks(from: first.next)
        } else {
            writer.raw("<blockquote>\n")
            blocks(from: node.firstChild)
        }
        writer.newline()
        sanitizer.leave(outer, to: &writer)
        writer.raw("</blockquote>\n")
    }

    private mutating func list(_ node: Node) {
        writer.newline()
        let isOrdered = node.isOrderedList
        if !isOrdered {
            writer.raw("<ul>\n")
        } else if node.listStart == 1 {
            writer.raw("<ol>\n")
        } else {
            writer.raw("<ol start=\"")
            writer.number(node.listStart)
            writer.raw("\">\n")
        }
        let isTight = node.isTight
        var child = node.firstChild
        while let item = child {
            self.item(item, isTight: isTight)
            child = item.next
        }
        writer.raw(isOrdered ? "</ol>\n" : "</ul>\n")
    }

    private mutating func item(_ node: Node, isTight: Bool) {
        writer.newline()
        writer.raw("<li")
        let first = node.firstChild
        let halves = first.flatMap { self.halves(ofItem: $0) }
        if isTight, halves == nil, let first, first.kind == .paragraph { languageAttribute(of: first) }
        writer.raw(">")
        if let task = node.task {
            writer.raw("<input type=\"checkbox\" ")
            if task == .done { writer.raw("checked=\"\" ") }
            if renderer.labelsTasks { taskLabel(node) }
            writer.raw("disabled=\"\" /> ")
        }
        let outer = sanitizer.enter()
        if let first, let halves {
            if !isTight { writer.raw("\n<p>") }
            content(of: first, halves: halves)
            if !isTight { writer.raw("</p>\n") }
            blocks(from: first.next, isTight: isTight)
        } else {
            blocks(from: first, isTight: isTight)
        }
        sanitizer.leave(outer, to: &writer)
        writer.raw("</li>\n")
    }

    /// Calls the box of an item what the item says.
    private mutating func taskLabel(_ item: Node) {
        guard let first = item.firstChild, first.kind == .paragraph else { return }
        text.begin(line: 1)
        text.add(first)
        writer.raw("aria-label=\"")
        writer.escaped(text.string)
        writer.raw("\" ")
    }

    private mutating func paragraph(_ node: Node, isTight: Bool) {
        if let excess = excess(at: node) {
            plainText(excess)
            return
        }
        if let html = embeddedHTML(node) {
            writer.newline()
            writer.raw(html)
            writer.newline()
            return
        }
        guard let first = node.firstChild else { return }
        if isTight {
            let outer = sanitizer.enter()
            inlines(from: first)
            sanitizer.leave(outer, to: &writer)
        } else {
            writer.newline()
            paragraphTag(node)
            paragraphContent(node, from: first)
        }
    }

    private mutating func paragraphTag(_ node: Node) {
        writer.raw("<p")
        languageAttribute(of: node)
        writer.raw(">")
    }

    private mutating func paragraphContent(_ node: Node, from first: Node) {
        let outer = sanitizer.enter()
        inlines(from: first)
        sanitizer.leave(outer, to: &writer)
        if node.next == nil, let parent = node.parent, parent.kind == .footnoteDefinition {
            writer.raw(" ")
            footnotes.writeBackReferences(to: &writer)
        }
        writer.raw("</p>\n")
    }

    private mutating func heading(_ node: Node) {
        let anchors = renderer.anchors(prepared.line(node.startLine))
        let level = String(node.headingLevel)
        writer.newline()
        writer.raw("<h")
        writer.raw(level)
        if let first = anchors.first {
            writer.raw(" id=\"")
            writer.escaped(first)
            writer.raw("\"")
        }
        let halves = halves(of: node)
        if halves == nil { languageAttribute(of: node) }
        writer.raw(">")
        for anchor in anchors.dropFirst() {
            writer.raw("<a id=\"")
            writer.escaped(anchor)
            writer.raw("\"></a>")
        }
        if let excess = excess(at: node) {
            writer.escaped(excess.span)
        } else {
            content(of: node, halves: halves)
        }
        writer.raw("</h")
        writer.raw(level)
        writer.raw(">\n")
    }

    private mutating func codeBlock(_ node: Node) {
        writer.newline()
        let line = prepared.line(node.startLine)
        writer.raw("<pre")
        for (name, value) in renderer.codeAttributes(line) {
            writer.raw(" ")
            writer.raw(name)
            writer.raw("=\"")
            writer.escaped(value)
            writer.raw("\"")
        }
        writer.raw("><code")
        let language = node.withInfo { info in
            var end = 0
            while end < info.count, info[end] > 0x20, info[end] != UInt8(ascii: "{") { end += 1 }
            return prepared.removal.string(info.extracting(0..<end))
        }
        if !language.isEmpty {
            writer.raw(" class=\"language-")
            writer.escaped(language)
            writer.raw("\"")
        }
        writer.raw(">")
        escapedLiteral(of: node)
        writer.raw("</code></pre>\n")
        writer.raw(renderer.codeFooter(line))
    }

    private mutating func footnote(_ node: Node) {
        footnotes.begin(to: &writer)
        let outer = sanitizer.enter()
        blocks(from: node.firstChild)
        sanitizer.leave(outer, to: &writer)
        if footnotes.needsBackReferences {
            footnotes.writeBackReferences(to: &writer)
            writer.newline()
        }
        writer.raw("</li>\n")
    }
}
