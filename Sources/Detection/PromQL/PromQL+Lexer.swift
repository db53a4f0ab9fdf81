extension PromQL {
    /// Text to words, one at a time, over the bytes of UTF-8; comments and blanks are skipped.
    ///
    /// Prometheus's lexer keeps a state for braces and brackets; here the parser knows where it is, and asks.
    struct Lexer {
        let source: [UInt8]
        private(set) var position = 0

        init(_ source: [UInt8]) { self.source = source }

        /// The next word. A colon begins a name (a recording rule's) unless `inBrackets` says it divides a subquery.
        mutating func next(inBrackets: Bool) throws(PromQLError) -> Token {
            skipBlanks()
            let start = position
            guard let byte = peek(0) else { return Token(kind: .end, range: start..<start) }
            if isNameStart(byte), !(inBrackets && byte == UInt8(ascii: ":")) {
                return name(from: start)
            }
            if isDigit(byte) || (byte == UInt8(ascii: ".") && isDigit(peek(1))) {
                return try number(from: start)
            }
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") {
                let text = try quoted(by: byte)
                return Token(kind: .string(text), range: start..<position)
            }
            return try symbol(from: start)
        }

        func peek(_ distance: Int) -> UInt8? {
            position + distance < source.count ? source[position + distance] : nil
        }

        mutating func advance(_ count: Int = 1) { position += count }

        mutating func position(at offset: Int) { position = offset }

        private mutating func skipBlanks() {
            while let byte = peek(0) {
                switch byte {
                case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                    advance()
                case UInt8(ascii: "#"):
                    while let byte = peek(0), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") { advance() }
                default: return
                }
            }
        }

        private mutating func name(from start: Int) -> Token {
            while let byte = peek(0), isNameStart(byte) || isDigit(byte) { advance() }
            let token = Token(kind: .name, range: start..<position)
            switch lowercased(token) {
            case "inf": return Token(kind: .number(.infinity), range: token.range)
            case "nan": return Token(kind: .number(.nan), range: token.range)
            default: return token
            }
        }

        private mutating func symbol(from start: Int) throws(PromQLError) -> Token {
            for length in [2, 1] where position + length <= source.count {
                let text = String(decoding: source[position..<position + length], as: UTF8.self)
                guard let symbol = Token.Symbol(rawValue: text) else { continue }
                advance(length)
                return Token(kind: .symbol(symbol), range: start..<position)
            }
            throw PromQLError(.strangeCharacter(character(at: start)), at: start, in: source)
        }

        /// The character that begins at a byte, made visible.
        private func character(at offset: Int) -> String {
            let end = min(source.count, offset + 4)
            let text = String(decoding: source[offset..<end], as: UTF8.self)
            return text.unicodeScalars.first.map { VisibleText.escaped(String($0)) } ?? ""
        }

        func text(_ token: Token) -> String { String(decoding: source[token.range], as: UTF8.self) }

        func lowercased(_ token: Token) -> String { text(token).lowercased() }
    }
}

func isDigit(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}

func isLetter(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    let lower = byte | 0x20
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
}

/// A letter, `_` or `:`, which may begin a metric's name.
func isNameStart(_ byte: UInt8) -> Bool {
    isLetter(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
}
