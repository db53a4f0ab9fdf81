/// Reads the tokens of one YAML document by the grammar of libyaml's `parser.c` and reports its nodes to an outline.
///
/// Open collections are a stack of states, not calls: nesting costs no call stack.
struct YAMLParser {
    private enum State {
        case documentEnd
        case blockSequenceEntry, indentlessSequenceEntry
        case blockMappingKey, blockMappingValue
        case flowSequenceEntry(isFirst: Bool)
        case flowPairKey, flowPairValue, flowPairEnd
        case flowMappingKey(isFirst: Bool)
        case flowMappingValue, flowMappingEmptyValue
    }

    private var tokens: [YAMLToken]
    private var index = 0
    private var states: [State] = [.documentEnd]
    private var outline: YAMLOutline

    /// The outline of a document; throws where the text is no YAML, or more than one document.
    static func outline(of bytes: [UInt8]) throws(YAMLSyntaxError) -> YAMLOutline {
        let text = YAMLText(bytes: bytes)
        if let offset = text.firstForbiddenOffset() {
            throw YAMLSyntaxError(offset: offset, problem: .notText)
        }
        var parser = YAMLParser(text: text, tokens: try YAMLScanner.tokens(of: text))
        if parser.token.kind == .end { return parser.outline }
        try parser.node(isBlock: true, then: nil)
        while let state = parser.states.popLast() {
            try parser.step(state)
        }
        return parser.outline
    }

    private init(text: YAMLText, tokens: [YAMLToken]) {
        self.tokens = tokens.filter { $0.kind != .placeholder }
        outline = YAMLOutline(text: text)
    }

    private var token: YAMLToken { tokens[min(index, tokens.count - 1)] }

    private mutating func skip() -> YAMLToken {
        defer { index += 1 }
        return token
    }

    private func failure(_ problem: YAMLProblem) -> YAMLSyntaxError {
        YAMLSyntaxError(offset: token.range.lowerBound, problem: problem)
    }

    private mutating func empty(at offset: Int, then state: State) throws(YAMLSyntaxError) {
        states.append(state)
        try outline.add(YAMLNode(kind: .empty, range: offset..<offset))
    }

    // MARK: - States

    private mutating func step(_ state: State) throws(YAMLSyntaxError) {
        switch state {
        case .documentEnd:
            guard token.kind == .end else { throw failure(.expectedEnd) }
        case .blockSequenceEntry: try blockSequenceEntry()
        case .indentlessSequenceEntry: try indentlessSequenceEntry()
        case .blockMappingKey: try blockMappingKey()
        case .blockMappingValue: try blockMappingValue()
        case .flowSequenceEntry(let isFirst): try flowSequenceEntry(isFirst: isFirst)
        case .flowPairKey: try flowPairKey()
        case .flowPairValue: try flowPairValue()
        case .flowPairEnd:
            try outline.end(at: token.range.lowerBound)
            states.append(.flowSequenceEntry(isFirst: false))
        case .flowMappingKey(let isFirst): try flowMappingKey(isFirst: isFirst)
        case .flowMappingValue: try flowMappingValue()
        case .flowMappingEmptyValue:
            try empty(at: token.range.lowerBound, then: .flowMappingKey(isFirst: false))
        }
    }

    private mutating func blockSequenceEntry() throws(YAMLSyntaxError) {
        switch token.kind {
        case .blockEntry:
            let dash = skip()
            if token.kind == .blockEntry || token.kind == .blockEnd {
                try empty(at: dash.range.upperBound, then: .blockSequenceEntry)
            } else {
                try node(isBlock: true, then: .blockSequenceEntry)
            }
        case .blockEnd: try outline.end(at: skip().range.lowerBound)
        default: throw failure(.expectedEntry)
        }
    }

    private mutating func indentlessSequenceEntry() throws(YAMLSyntaxError) {
        guard token.kind == .blockEntry else { return try outline.end(at: token.range.lowerBound) }
        let dash = skip()
        switch token.kind {
        case .blockEntry, .key, .value, .blockEnd:
            try empty(at: dash.range.upperBound, then: .indentlessSequenceEntry)
        default: try node(isBlock: true, then: .indentlessSequenceEntry)
        }
    }

    private mutating func blockMappingKey() throws(YAMLSyntaxError) {
        switch token.kind {
        case .key:
            let mark = skip()
            switch token.kind {
            case .key, .value, .blockEnd: try empty(at: mark.range.upperBound, then: .blockMappingValue)
            default: try node(isBlock: true, allowsIndentless: true, then: .blockMappingValue)
            }
        case .blockEnd: try outline.end(at: skip().range.lowerBound)
        default: throw failure(.expectedKey)
        }
    }

    private mutating func blockMappingValue() throws(YAMLSyntaxError) {
        guard token.kind == .value else { return try empty(at: token.range.lowerBound, then: .blockMappingKey) }
        let colon = skip().range
        outline.colon = colon
        switch token.kind {
        case .key, .value, .blockEnd: try empty(at: colon.upperBound, then: .blockMappingKey)
        default: try node(isBlock: true, allowsIndentless: true, then: .blockMappingKey)
        }
    }

    private mutating func flowSequenceEntry(isFirst: Bool) throws(YAMLSyntaxError) {
        if token.kind != .flowSequenceEnd, !isFirst {
            guard token.kind == .flowEntry else { throw failure(.expectedInList) }
            _ = skip()
        }
        switch token.kind {
        case .flowSequenceEnd: try outline.end(at: skip().range.upperBound)
        case .key:
            let mark = skip().range
            outline.begin(YAMLNode(kind: .collection, range: mark), isMapping: true, isFlow: true)
            states.append(.flowPairKey)
        default: try node(isBlock: false, then: .flowSequenceEntry(isFirst: false))
        }
    }

    private mutating func flowPairKey() throws(YAMLSyntaxError) {
        switch token.kind {
        case .flowSequenceEnd: try empty(at: token.range.lowerBound, then: .flowPairValue)
        // Passing over the token is libyaml's way, and makes `[? : x]` an error.
        case .value, .flowEntry: try empty(at: skip().range.upperBound, then: .flowPairValue)
        default: try node(isBlock: false, then: .flowPairValue)
        }
    }

    private mutating func flowPairValue() throws(YAMLSyntaxError) {
        if token.kind == .value {
            _ = skip()
            if token.kind != .flowEntry, token.kind != .flowSequenceEnd {
                return try node(isBlock: false, then: .flowPairEnd)
            }
        }
        try empty(at: token.range.lowerBound, then: .flowPairEnd)
    }

    private mutating func flowMappingKey(isFirst: Bool) throws(YAMLSyntaxError) {
        if token.kind != .flowMappingEnd, !isFirst {
            guard token.kind == .flowEntry else { throw failure(.expectedInMapping) }
            _ = skip()
        }
        switch token.kind {
        case .flowMappingEnd: try outline.end(at: skip().range.upperBound)
        case .key:
            _ = skip()
            switch token.kind {
            case .value, .flowEntry, .flowMappingEnd: try empty(at: token.range.lowerBound, then: .flowMappingValue)
            default: try node(isBlock: false, then: .flowMappingValue)
            }
        default: try node(isBlock: false, then: .flowMappingEmptyValue)
        }
    }

    private mutating func flowMappingValue() throws(YAMLSyntaxError) {
        if token.kind == .value {
            outline.colon = skip().range
            if token.kind != .flowEntry, token.kind != .flowMappingEnd {
                return try node(isBlock: false, then: .flowMappingKey(isFirst: false))
            }
        }
        try empty(at: token.range.lowerBound, then: .flowMappingKey(isFirst: false))
    }

    // MARK: - Nodes

    private mutating func node(
        isBlock: Bool, allowsIndentless: Bool = false, then state: State?
    ) throws(YAMLSyntaxError) {
        if let state { states.append(state) }
        guard states.count <= YAMLScanner.deepest else { throw failure(.depth) }
        if token.kind == .alias { return try outline.add(YAMLNode(kind: .alias, range: skip().range)) }
        var node = YAMLNode(kind: .empty, range: token.range)
        var end = token.range.lowerBound
        while true {
            if token.kind == .anchor, node.anchor == nil {
                node.anchor = skip().range
                end = node.anchor?.upperBound ?? end
            } else if token.kind == .tag, node.tag == nil {
                node.tag = skip().range
                end = node.tag?.upperBound ?? end
            } else {
                break
            }
        }
        node.range = token.range
        switch token.kind {
        case .blockEntry where allowsIndentless: open(node, .indentlessSequenceEntry)
        case .scalar(let style):
            node.kind = .scalar(style)
            _ = skip()
            try outline.add(node)
        case .flowSequenceStart:
            _ = skip()
            open(node, .flowSequenceEntry(isFirst: true), isFlow: true)
        case .flowMappingStart:
            _ = skip()
            open(node, .flowMappingKey(isFirst: true), isMapping: true, isFlow: true)
        case .blockSequenceStart where isBlock:
            _ = skip()
            open(node, .blockSequenceEntry)
        case .blockMappingStart where isBlock:
            _ = skip()
            open(node, .blockMappingKey, isMapping: true)
        case .firstKey where isBlock:
            tokens[index].kind = .key
            open(node, .blockMappingKey, isMapping: true)
        default:
            guard node.anchor != nil || node.tag != nil else { throw failure(.expectedValue) }
            node.range = end..<end
            try outline.add(node)
        }
    }

    private mutating func open(_ node: YAMLNode, _ state: State, isMapping: Bool = false, isFlow: Bool = false) {
        var node = node
        node.kind = .collection
        outline.begin(node, isMapping: isMapping, isFlow: isFlow)
        states.append(state)
    }
}
