/// The outermost mapping of a YAML document, entry by entry, with everything beneath it checked but not kept.
struct YAMLOutline {
    enum Root: Equatable {
        /// Only comments and blank lines.
        case empty
        /// A block mapping and the byte where its first key begins.
        case blockMapping(start: Int)
        /// A mapping in braces; the range ends behind the closing one.
        case flowMapping(Range<Int>)
        /// A scalar or a list, and where it begins.
        case other(start: Int)
    }

    private(set) var root = Root.empty
    private(set) var entries: [YAMLEntry] = []
    /// Numbers of the anchors that an alias refers to.
    private(set) var usedAnchors: Set<Int> = []

    private let text: YAMLText
    private var anchors: [[UInt8]: (number: Int, content: [UInt8]?)] = [:]
    private var anchorCount = 0
    private var open: [Collection] = []
    private var rootKey: (node: YAMLNode, content: [UInt8]?)?
    /// The last `:` met; the parser sets it before the value.
    var colon: Range<Int>?

    private struct Collection {
        var isMapping: Bool
        var isKeyNext: Bool
        var node: YAMLNode
        var keys: Set<[UInt8]> = []
    }

    init(text: YAMLText) {
        self.text = text
    }

    // MARK: - What the parser reports

    mutating func add(_ scalar: YAMLNode) throws(YAMLSyntaxError) {
        var node = scalar
        var content: [UInt8]?
        if case .alias = node.kind {
            guard let anchor = anchors[Array(text.bytes[node.range.dropFirst()])] else {
                throw YAMLSyntaxError(offset: node.range.lowerBound, problem: .unknownAnchor)
            }
            usedAnchors.insert(anchor.number)
            content = anchor.content
        } else {
            content = self.content(of: node)
            node.anchorNumber = register(node, content: content)
        }
        if open.isEmpty { root = .other(start: node.range.lowerBound) }
        try place(node, content: content)
    }

    mutating func begin(_ node: YAMLNode, isMapping: Bool, isFlow: Bool) {
        if open.isEmpty {
            let start = node.range.lowerBound
            root =
                !isMapping ? .other(start: start) : isFlow ? .flowMapping(node.range) : .blockMapping(start: start)
        }
        open.append(Collection(isMapping: isMapping, isKeyNext: isMapping, node: node))
    }

    mutating func end(at offset: Int) throws(YAMLSyntaxError) {
        guard var node = open.popLast()?.node else { return }
        node.range = node.range.lowerBound..<max(node.range.lowerBound, offset)
        node.anchorNumber = register(node, content: nil)
        if open.isEmpty, case .flowMapping = root { root = .flowMapping(node.range) }
        try place(node, content: nil)
    }

    // MARK: - Bookkeeping

    private func content(of node: YAMLNode) -> [UInt8]? {
        switch node.kind {
        case .empty: []
        case .scalar(let style): YAMLScalar.content(of: node.range, style: style, in: text)
        case .alias, .collection: nil
        }
    }

    private mutating func register(_ node: YAMLNode, content: [UInt8]?) -> Int? {
        guard let anchor = node.anchor else { return nil }
        anchorCount += 1
        anchors[Array(text.bytes[anchor.dropFirst()])] = (anchorCount, content)
        return anchorCount
    }

    /// Takes a finished node as the next key or value of the collection it stands in.
    private mutating func place(_ node: YAMLNode, content: [UInt8]?) throws(YAMLSyntaxError) {
        guard let last = open.indices.last, open[last].isMapping else { return }
        if open[last].isKeyNext {
            if let content {
                let isNew = open[last].keys.insert(identity(of: content, node)).inserted
                guard isNew else {
                    let name = String(decoding: content, as: UTF8.self)
                    throw YAMLSyntaxError(offset: node.range.lowerBound, problem: .twice(name))
                }
            }
            if last == 0 { rootKey = (node, content) }
            colon = nil
        } else if last == 0, let key = rootKey {
            entries.append(YAMLEntry(key: key.content, keyNode: key.node, colon: colon, value: node))
        }
        open[last].isKeyNext.toggle()
    }

    /// Two keys are the same when their content and type are: `1` and `"1"` differ, `a` and `"a"` do not.
    private func identity(of content: [UInt8], _ node: YAMLNode) -> [UInt8] {
        let isWord = content.first.map { $0 >= 0x41 && !(0x5B...0x60).contains($0) && $0 != UInt8(ascii: "~") } ?? false
        let isText =
            switch node.kind {
            case .scalar(.plain): isWord && !Self.reservedWords.contains(content)
            default: node.kind != .empty
            }
        return [isText ? 1 : 0] + content
    }

    private static let reservedWords = Set(
        ["null", "true", "false", "yes", "no", "on", "off", "y", "n"].flatMap { word in
            [word, word.uppercased(), word.prefix(1).uppercased() + word.dropFirst()].map { Array($0.utf8) }
        })
}
