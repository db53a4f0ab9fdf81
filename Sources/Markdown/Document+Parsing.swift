extension Document {
    /// Parses GitHub-flavoured markdown; any text is a document. Takes time linear in the text, which may be hostile.
    ///
    /// `firstLine` is the line in the file where `source` begins: behind a front matter of 14 lines it is 15.
    package init(parsing source: String, firstLine: Int = 1) {
        let prepared = PreparedSource(source, firstLine: firstLine)
        var builder = DocumentBuilder(prepared)
        if let tree = CMarkTree(parsing: prepared.bytes) { tree.withRoot { builder.build(from: $0) } }
        self.init(blocks: builder.blocks, anchors: builder.anchors, excesses: prepared.excesses.map(\.excess))
    }
}

/// Flattens a tree into blocks.
struct DocumentBuilder {
    private(set) var blocks: [Block] = []
    private(set) var anchors: [String] = []
    private let prepared: PreparedSource
    private var text: InlineText
    private var shownExcesses: Set<Int> = []

    init(_ prepared: PreparedSource) {
        self.prepared = prepared
        text = InlineText(prepared)
    }

    mutating func build(from root: Node) {
        addChildren(of: root, depth: 0, task: nil)
        // The library moves footnotes to the end.
        addMissingExcesses()
        if root.lastChild?.kind == .footnoteDefinition || !prepared.excesses.isEmpty {
            blocks = blocks.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
                .map(\.element)
        }
    }

    /// Recursion is as deep as blocks nest, which is bounded.
    private mutating func addChildren(of parent: Node, depth: Int, task: TaskState?) {
        var task = task
        var child = parent.firstChild
        while let node = child {
            switch node.kind {
            case .blockQuote, .list: addChildren(of: node, depth: depth + 1, task: task)
            case .item: addChildren(of: node, depth: depth, task: node.task)
            case .footnoteDefinition: addChildren(of: node, depth: depth, task: nil)
            default: addLeaf(node, depth: depth, task: task)
            }
            task = nil
            child = node.next
        }
    }

    private mutating func addLeaf(_ node: Node, depth: Int, task: TaskState?) {
        let (start, end) = node.lines
        let line = prepared.line(start)
        let endLine = max(line, prepared.line(end))
        var block = Block(kind: .paragraph, text: "", line: line, endLine: endLine, depth: depth, task: task)
        switch node.kind {
        case .heading:
            block.kind = .heading(level: node.headingLevel)
            fill(&block, from: node, start: start)
        case .paragraph:
            fill(&block, from: node, start: start)
        case .codeBlock:
            block.kind = .code(info: node.withInfo { prepared.removal.string($0) })
            block.text = node.withLiteral { prepared.removal.string($0) }
        case .htmlBlock:
            block.kind = .html
            block.text = node.withLiteral { prepared.removal.string($0) }
            anchors += node.withLiteral { HTMLTag.anchors(in: $0) }
        case .thematicBreak:
            block.kind = .thematicBreak
        case .table:
            fillTable(&block, from: node)
        default:
            return
        }
        blocks.append(block)
    }

    /// An excess is a block with the text as written. Each stands once, though a source could name it again.
    private mutating func fillExcess(_ block: inout Block, _ number: Int) {
        guard shownExcesses.insert(number).inserted else { return }
        let excess = prepared.excesses[number]
        block.text = String(decoding: excess.text, as: UTF8.self)
        (block.line, block.endLine) = (excess.excess.line, excess.excess.endLine)
    }

    /// The library drops footnotes that nobody refers to, but an excess is never lost.
    private mutating func addMissingExcesses() {
        for number in prepared.excesses.indices where !shownExcesses.contains(number) {
            var block = Block(kind: .paragraph, text: "", line: 1, endLine: 1)
            fillExcess(&block, number)
            blocks.append(block)
        }
    }

    private mutating func fill(_ block: inout Block, from node: Node, start: Int) {
        if let number = prepared.excess(at: node) { return fillExcess(&block, number) }
        text.begin(line: start)
        text.add(node)
        block.text = text.string
        block.links = text.links
        anchors += text.anchors
    }

    private mutating func fillTable(_ block: inout Block, from node: Node) {
        var rows: [TableRow] = []
        var joined: [String] = []
        let lines = node.tableRowLines
        var row = node.firstChild
        while let current = row {
            let line = rows.isEmpty ? lines.header : current.startLine
            var cells: [String] = []
            var words: [String] = []
            var cell = current.firstChild
            while let content = cell {
                text.begin(line: line)
                text.add(content)
                words.append(text.string)
                anchors += text.anchors
                block.links.append(contentsOf: text.links)
                cells.append(text.hasStruck ? standing(content, line: line) : text.string)
                cell = content.next
            }
            joined.append(words.joined(separator: "\t"))
            rows.append(TableRow(cells: cells, line: prepared.line(line)))
            row = current.next
        }
        block.kind = .table(rows: rows)
        block.text = joined.joined(separator: "\n")
    }

    /// The text of a cell without what is struck through; all of it where nothing else is left.
    private mutating func standing(_ cell: Node, line: Int) -> String {
        let whole = text.string
        text.begin(line: line)
        text.add(cell, omitsStruck: true)
        return text.string.allSatisfy(\.isWhitespace) ? whole : text.string
    }
}
