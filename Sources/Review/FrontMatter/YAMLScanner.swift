/// Cuts YAML 1.1 text into tokens, accepting what libyaml accepts, which is what reads the notes: one pass, no recursion.
///
/// The rules are those of libyaml's `scanner.c` (simple keys on one line of at most 1,024 characters, tabs never as
/// indentation). What is ours: byte ranges of every token; directives and document markers are refused, because the
/// front matter of a note is one document without them.
struct YAMLScanner {
    let text: YAMLText
    var tokens: [YAMLToken] = []
    var position = 0
    var line = 0
    var lineStart = 0
    var indent = -1
    private var indents: [Int] = []
    /// One for the block context and one for each open flow collection; nil where no simple key may stand.
    private var simpleKeys: [SimpleKey?] = [nil]
    var simpleKeyAllowed = true

    /// libyaml's own limit on nesting.
    static let deepest = 1000
    private static let longestSimpleKey = 1024

    private struct SimpleKey {
        var token: Int
        var offset: Int
        var line: Int
        var column: Int
        var isRequired: Bool
    }

    var inFlow: Bool { simpleKeys.count > 1 }
    var column: Int { position - lineStart }

    /// The tokens of a text, the last one `.end`.
    static func tokens(of text: YAMLText) throws(YAMLSyntaxError) -> [YAMLToken] {
        var scanner = YAMLScanner(text: text)
        while try scanner.scanToken() {}
        return scanner.tokens
    }

    private init(text: YAMLText) {
        self.text = text
    }

    func failure(_ problem: YAMLProblem, at offset: Int? = nil) -> YAMLSyntaxError {
        YAMLSyntaxError(offset: offset ?? position, problem: problem)
    }

    mutating func skipBreak() {
        position += text.breakLength(at: position)
        line += 1
        lineStart = position
    }

    /// Appends the next tokens; false after the end.
    private mutating func scanToken() throws(YAMLSyntaxError) -> Bool {
        skipToNextToken()
        unrollIndent(to: column)
        let start = position
        if start >= text.bytes.count {
            try dropSimpleKey()
            unrollIndent(to: -1)
            tokens.append(YAMLToken(kind: .end, range: start..<start))
            return false
        }
        let byte = text[start]
        if column == 0, byte == UInt8(ascii: "%") { throw failure(.directive) }
        if column == 0, text.isDocumentMarker(at: start) { throw failure(.secondDocument) }
        let endsWord = text.isBlankBreakOrEnd(at: start + 1)
        switch byte {
        case UInt8(ascii: "["): try openFlow(.flowSequenceStart)
        case UInt8(ascii: "{"): try openFlow(.flowMappingStart)
        case UInt8(ascii: "]"): try closeFlow(.flowSequenceEnd)
        case UInt8(ascii: "}"): try closeFlow(.flowMappingEnd)
        case UInt8(ascii: ","):
            try dropSimpleKey()
            simpleKeyAllowed = true
            append(.flowEntry)
        case UInt8(ascii: "-") where endsWord: try scanBlockEntry()
        case UInt8(ascii: "?") where inFlow || endsWord: try scanExplicitKey()
        case UInt8(ascii: ":") where inFlow || endsWord: try scanValue()
        case UInt8(ascii: "*"):
            try beginPart()
            try scanName(.alias)
        case UInt8(ascii: "&"):
            try beginPart()
            try scanName(.anchor)
        case UInt8(ascii: "!"):
            try beginPart()
            try scanTag()
        case UInt8(ascii: "|") where !inFlow, UInt8(ascii: ">") where !inFlow:
            try dropSimpleKey()
            simpleKeyAllowed = true
            try scanBlockScalar(byte == UInt8(ascii: "|") ? .literal : .folded)
        case UInt8(ascii: "'"):
            try beginPart()
            try scanQuoted(.singleQuoted)
        case UInt8(ascii: "\""):
            try beginPart()
            try scanQuoted(.doubleQuoted)
        case UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"),
            UInt8(ascii: "\t"):
            throw failure(.indicator)
        default:
            try beginPart()
            try scanPlain()
        }
        return true
    }

    /// Passes over spaces, comments and line breaks. Tabs count as space except where they would indent.
    private mutating func skipToNextToken() {
        while true {
            if column == 0, text[position] == 0xEF, text[position + 1] == 0xBB, text[position + 2] == 0xBF {
                position += 3
                lineStart += 2
            }
            while text[position] == UInt8(ascii: " ")
                || text[position] == UInt8(ascii: "\t") && (inFlow || !simpleKeyAllowed)
            {
                position += 1
            }
            if text[position] == UInt8(ascii: "#") {
                while !text.isBreakOrEnd(at: position) { position += 1 }
            }
            guard text.breakLength(at: position) > 0 else { return }
            skipBreak()
            if !inFlow { simpleKeyAllowed = true }
        }
    }

    private mutating func append(_ kind: YAMLToken.Kind, length: Int = 1) {
        tokens.append(YAMLToken(kind: kind, range: position..<position + length))
        position += length
    }
}

// MARK: - Structure

extension YAMLScanner {
    /// A scalar, alias or property, any of which may turn out to begin a simple key.
    private mutating func beginPart() throws(YAMLSyntaxError) {
        try saveSimpleKey()
        simpleKeyAllowed = false
    }

    private mutating func saveSimpleKey() throws(YAMLSyntaxError) {
        guard simpleKeyAllowed else { return }
        try dropSimpleKey()
        simpleKeys[simpleKeys.count - 1] = SimpleKey(
            token: tokens.count, offset: position, line: line, column: column,
            isRequired: !inFlow && indent == column)
        tokens.append(YAMLToken(kind: .placeholder, range: position..<position))
    }

    private mutating func dropSimpleKey() throws(YAMLSyntaxError) {
        if let key = simpleKeys[simpleKeys.count - 1], key.isRequired {
            throw failure(.keyAlone, at: key.offset)
        }
        simpleKeys[simpleKeys.count - 1] = nil
    }

    /// The simple key that a `:` here ends, unless it began on another line or too far back.
    private mutating func takeSimpleKey() throws(YAMLSyntaxError) -> SimpleKey? {
        guard let key = simpleKeys[simpleKeys.count - 1] else { return nil }
        let distance = position - key.offset
        let isTooLong =
            distance > Self.longestSimpleKey
            && (distance > 4 * Self.longestSimpleKey
                || text.bytes[key.offset..<position].count { $0 & 0xC0 != 0x80 } > Self.longestSimpleKey)
        guard key.line == line, !isTooLong else {
            try dropSimpleKey()
            return nil
        }
        simpleKeys[simpleKeys.count - 1] = nil
        return key
    }

    private mutating func unrollIndent(to column: Int) {
        guard !inFlow else { return }
        while indent > column {
            tokens.append(YAMLToken(kind: .blockEnd, range: position..<position))
            indent = indents.popLast() ?? -1
        }
    }

    /// True when a deeper block collection begins at the column.
    private mutating func rollIndent(to column: Int) throws(YAMLSyntaxError) -> Bool {
        guard !inFlow, indent < column else { return false }
        guard indents.count < Self.deepest else { throw failure(.depth) }
        indents.append(indent)
        indent = column
        return true
    }

    private mutating func openFlow(_ kind: YAMLToken.Kind) throws(YAMLSyntaxError) {
        try saveSimpleKey()
        guard simpleKeys.count < Self.deepest else { throw failure(.depth) }
        simpleKeys.append(nil)
        simpleKeyAllowed = true
        append(kind)
    }

    private mutating func closeFlow(_ kind: YAMLToken.Kind) throws(YAMLSyntaxError) {
        try dropSimpleKey()
        guard inFlow else { throw failure(.closingBracket) }
        simpleKeys.removeLast()
        simpleKeyAllowed = false
        append(kind)
    }

    private mutating func scanBlockEntry() throws(YAMLSyntaxError) {
        guard !inFlow else { throw failure(.entryInBrackets) }
        guard simpleKeyAllowed else { throw failure(.misplacedEntry) }
        if try rollIndent(to: column) {
            tokens.append(YAMLToken(kind: .blockSequenceStart, range: position..<position))
        }
        try dropSimpleKey()
        simpleKeyAllowed = true
        append(.blockEntry)
    }

    private mutating func scanExplicitKey() throws(YAMLSyntaxError) {
        if !inFlow {
            guard simpleKeyAllowed else { throw failure(.misplacedKey) }
            if try rollIndent(to: column) {
                tokens.append(YAMLToken(kind: .blockMappingStart, range: position..<position))
            }
        }
        try dropSimpleKey()
        simpleKeyAllowed = !inFlow
        append(.key)
    }

    private mutating func scanValue() throws(YAMLSyntaxError) {
        if let key = try takeSimpleKey() {
            let opens = try rollIndent(to: key.column)
            tokens[key.token].kind = opens ? .firstKey : .key
            simpleKeyAllowed = false
        } else {
            if !inFlow {
                guard simpleKeyAllowed else { throw failure(.colon) }
                if try rollIndent(to: column) {
                    tokens.append(YAMLToken(kind: .blockMappingStart, range: position..<position))
                }
            }
            simpleKeyAllowed = !inFlow
        }
        append(.value)
    }
}
