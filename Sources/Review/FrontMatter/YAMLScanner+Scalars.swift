/// Scalars: plain, quoted and block ones, and the names and tags before them.
extension YAMLScanner {
    /// `&name` or `*name`.
    mutating func scanName(_ kind: YAMLToken.Kind) throws(YAMLSyntaxError) {
        let start = position
        position += 1
        while Self.isWord(text[position]) { position += 1 }
        let isEnded =
            text.isBlankBreakOrEnd(at: position) || Self.endsName(text[position])
        guard position > start + 1, isEnded else {
            throw failure(.anchorName, at: start)
        }
        tokens.append(YAMLToken(kind: kind, range: start..<position))
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"),
            UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
            true
        default: false
        }
    }

    private static let tagCharacters = Set(";/?:@&=+$.%!~*'()".utf8)

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// `!`, `!local`, `!!standard` or `!<verbatim>`; other handles are declared by directives, which a note has not.
    mutating func scanTag() throws(YAMLSyntaxError) {
        let start = position
        let isVerbatim = text[position + 1] == UInt8(ascii: "<")
        position += isVerbatim ? 2 : 1
        let nameStart = position
        while Self.isWord(text[position]) { position += 1 }
        let hasHandle = !isVerbatim && text[position] == UInt8(ascii: "!")
        if hasHandle {
            guard position == nameStart else { throw failure(.undeclaredTag, at: start) }
            position += 1
        }
        let uriStart = position
        while Self.isWord(text[position]) || Self.tagCharacters.contains(text[position])
            || isVerbatim && [UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]")].contains(text[position])
        {
            if text[position] == UInt8(ascii: "%") {
                guard Self.hexDigits(text, position + 1, count: 2) != nil else {
                    throw failure(.tagEscape)
                }
            }
            position += 1
        }
        if isVerbatim || hasHandle, position == uriStart { throw failure(.namelessTag, at: start) }
        if isVerbatim {
            guard text[position] == UInt8(ascii: ">") else { throw failure(.openTag, at: start) }
            position += 1
        }
        guard text.isBlankBreakOrEnd(at: position) || inFlow && text[position] == UInt8(ascii: ",") else {
            throw failure(.closeTag, at: start)
        }
        tokens.append(YAMLToken(kind: .tag, range: start..<position))
    }

    private static func hexDigits(_ text: YAMLText, _ offset: Int, count: Int) -> UInt32? {
        var value: UInt32 = 0
        for index in offset..<offset + count {
            guard let digit = YAMLScalar.hexValue(text[index]) else { return nil }
            value = value << 4 | digit
        }
        return value
    }

    mutating func scanQuoted(_ style: YAMLScalarStyle) throws(YAMLSyntaxError) {
        let start = position
        let quote = text[start]
        position += 1
        while true {
            if column == 0, text.isDocumentMarker(at: position) { throw failure(.openQuotes, at: start) }
            if position >= text.bytes.count { throw failure(.openQuotes, at: start) }
            let byte = text[position]
            if byte == quote {
                guard style == .singleQuoted, text[position + 1] == quote else { break }
                position += 2
            } else if byte == UInt8(ascii: "\\"), style == .doubleQuoted {
                try skipEscape()
            } else if text.breakLength(at: position) > 0 {
                skipBreak()
            } else {
                position += 1
            }
        }
        position += 1
        tokens.append(YAMLToken(kind: .scalar(style), range: start..<position))
    }

    private mutating func skipEscape() throws(YAMLSyntaxError) {
        let start = position
        position += 1
        if text.breakLength(at: position) > 0 {
            skipBreak()
            return
        }
        let digits: Int
        switch text[position] {
        case UInt8(ascii: "x"): digits = 2
        case UInt8(ascii: "u"): digits = 4
        case UInt8(ascii: "U"): digits = 8
        case let byte where YAMLScalar.simpleEscapes[byte] != nil: digits = 0
        default: throw failure(.unknownEscape, at: start)
        }
        position += 1
        guard digits > 0 else { return }
        guard let value = Self.hexDigits(text, position, count: digits), Unicode.Scalar(value) != nil else {
            throw failure(.emptyEscape, at: start)
        }
        position += digits
    }

    mutating func scanPlain() throws(YAMLSyntaxError) {
        let start = position
        var end = position
        var endsAfterBreak = false
        scan: while text[position] != UInt8(ascii: "#") {
            if column == 0, text.isDocumentMarker(at: position) { break }
            while !text.isBlankBreakOrEnd(at: position) {
                let byte = text[position]
                if byte == UInt8(ascii: ":") {
                    if text.isBlankBreakOrEnd(at: position + 1) { break scan }
                    if inFlow, text[position + 1] == UInt8(ascii: "?") || Self.isFlowIndicator(text[position + 1]) {
                        throw failure(.colon)
                    }
                }
                if inFlow, Self.isFlowIndicator(byte) { break scan }
                position += 1
                end = position
                endsAfterBreak = false
            }
            guard !isEnd else { break }
            if try skipBlanksAndBreaks() { endsAfterBreak = true }
            if !inFlow, column < indent + 1 { break }
        }
        if endsAfterBreak { simpleKeyAllowed = true }
        tokens.append(YAMLToken(kind: .scalar(.plain), range: start..<end))
    }

    private static func isFlowIndicator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): true
        default: false
        }
    }

    private var isEnd: Bool { position >= text.bytes.count }

    /// True when a line break was among them.
    private mutating func skipBlanksAndBreaks() throws(YAMLSyntaxError) -> Bool {
        var hadBreak = false
        while !isEnd {
            if text.isBlank(at: position) {
                if hadBreak, column < indent + 1, text[position] == UInt8(ascii: "\t") {
                    throw failure(.tab)
                }
                position += 1
            } else if text.breakLength(at: position) > 0 {
                skipBreak()
                hadBreak = true
            } else {
                break
            }
        }
        return hadBreak
    }

    mutating func scanBlockScalar(_ style: YAMLScalarStyle) throws(YAMLSyntaxError) {
        let start = position
        position += 1
        var width = 0
        var hasChomping = false
        while true {
            let byte = text[position]
            if !hasChomping, byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") {
                hasChomping = true
            } else if width == 0, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(byte) {
                width = Int(byte - UInt8(ascii: "0"))
            } else {
                break
            }
            position += 1
        }
        while text.isBlank(at: position) { position += 1 }
        if text[position] == UInt8(ascii: "#") {
            while !text.isBreakOrEnd(at: position) { position += 1 }
        }
        guard text.isBreakOrEnd(at: position) else {
            throw failure(.blockHeader, at: start)
        }
        if !isEnd { skipBreak() }
        var end = position
        var margin = width > 0 ? max(indent, 0) + width : 0
        try skipBlockBreaks(&margin)
        while column == margin, !isEnd {
            while !text.isBreakOrEnd(at: position) { position += 1 }
            if !isEnd { skipBreak() }
            end = position
            try skipBlockBreaks(&margin)
        }
        tokens.append(YAMLToken(kind: .scalar(style), range: start..<end))
    }

    /// Passes over indentation and empty lines, and learns the margin from the first line that is not empty.
    private mutating func skipBlockBreaks(_ margin: inout Int) throws(YAMLSyntaxError) {
        var widest = 0
        while true {
            while margin == 0 || column < margin, text[position] == UInt8(ascii: " ") { position += 1 }
            widest = max(widest, column)
            if margin == 0 || column < margin, text[position] == UInt8(ascii: "\t") {
                throw failure(.tab)
            }
            guard text.breakLength(at: position) > 0 else { break }
            skipBreak()
        }
        if margin == 0 { margin = max(widest, indent + 1, 1) }
    }
}
