/// The plain text and the links of one leaf block or table cell, gathered from its inline nodes.
struct InlineText {
    private(set) var links: [Link] = []
    /// The anchors of its raw HTML.
    private(set) var anchors: [String] = []
    /// Whether anything that was added is struck through.
    private(set) var hasStruck = false
    private var bytes: [UInt8] = []
    private var line = 1
    private let prepared: PreparedSource

    init(_ prepared: PreparedSource) {
        self.prepared = prepared
    }

    var string: String { String(decoding: bytes, as: UTF8.self) }

    /// The length of the text in bytes.
    var count: Int { bytes.count }

    /// Starts anew at a line of the prepared source.
    mutating func begin(line: Int) {
        self.line = line
        bytes.removeAll(keepingCapacity: true)
        links.removeAll()
        anchors.removeAll()
        hasStruck = false
    }

    /// Adds all inline descendants of a node. Emphasis may nest as deep as the text is long, so this does not recurse.
    ///
    /// - Parameter omitsStruck: leaves out what is struck through.
    mutating func add(_ container: Node, omitsStruck: Bool = false) {
        var opened: [(node: Node, textStart: Int, index: Int)] = []
        var current = container.firstChild
        while let node = current {
            if node.kind == .link || node.kind == .image {
                opened.append((node, bytes.count, links.count))
                let kind: Link.Kind = node.kind == .link ? .inline : .image
                let target = node.withURL { prepared.removal.string($0) }
                links.append(Link(kind: kind, target: target, text: "", line: prepared.line(line)))
            } else {
                addLeaf(node, isInLink: !opened.isEmpty)
            }
            let isStruck = node.kind == .strikethrough
            if isStruck { hasStruck = true }
            if let child = node.firstChild, !(isStruck && omitsStruck) {
                current = child
                continue
            }
            var ended: Node = node
            while true {
                if let last = opened.last, last.node == ended {
                    links[last.index].text = String(decoding: bytes[last.textStart...], as: UTF8.self)
                    opened.removeLast()
                }
                if let next = ended.next {
                    current = next
                    break
                }
                guard let parent = ended.parent, parent != container else { return }
                ended = parent
            }
        }
    }

    /// Adds a node with what is in it.
    mutating func addOne(_ node: Node) {
        if node.firstChild == nil { addLeaf(node, isInLink: false) } else { add(node) }
    }

    private mutating func addLeaf(_ node: Node, isInLink: Bool) {
        switch node.kind {
        case .text:
            node.withLiteral { addText($0, isInLink: isInLink) }
        case .code:
            node.withLiteral { prepared.removal.append($0, to: &bytes) }
        case .softBreak:
            line += 1
            if !(prepared.hasWideText && node.joinsFullWidthText) { bytes.append(0x0A) }
        case .lineBreak:
            line += 1
            bytes.append(0x0A)
        case .htmlInline:
            anchors += node.withLiteral { HTMLTag.anchors(in: $0) }
            if node.withLiteral({ $0.count >= 4 && $0[1] | 0x20 == 0x62 && $0[2] | 0x20 == 0x72 && $0[3] < 0x40 }) {
                bytes.append(0x0A)
            }
        default:
            break
        }
    }

    private mutating func addText(_ literal: Span<UInt8>, isInLink: Bool) {
        var start = 0
        while !isInLink, let match = WikilinkScanner.next(in: literal, from: start) {
            prepared.removal.append(literal.extracting(start..<match.range.lowerBound), to: &bytes)
            prepared.removal.append(literal.extracting(match.label), to: &bytes)
            links.append(
                Link(
                    kind: match.isEmbed ? .embed : .wikilink,
                    target: prepared.removal.string(literal.extracting(match.target)),
                    text: prepared.removal.string(literal.extracting(match.label)), line: prepared.line(line)))
            start = match.range.upperBound
        }
        prepared.removal.append(literal.extracting(start..<literal.count), to: &bytes)
    }
}
