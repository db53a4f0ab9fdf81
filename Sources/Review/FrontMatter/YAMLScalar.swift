/// What a quoted or plain scalar says, read from the bytes it stands on.
enum YAMLScalar {
    /// The content of a scalar that is one of YAML's flow scalars; nil for block scalars.
    static func content(of range: Range<Int>, style: YAMLScalarStyle, in text: YAMLText) -> [UInt8]? {
        switch style {
        case .plain: folded(range, in: text, escape: nil)
        case .singleQuoted: folded(range.dropFirst().dropLast(), in: text, escape: UInt8(ascii: "'"))
        case .doubleQuoted: folded(range.dropFirst().dropLast(), in: text, escape: UInt8(ascii: "\\"))
        case .literal, .folded: nil
        }
    }

    /// Unescapes, and folds a line break with the blanks around it into a space, or n + 1 breaks into n.
    private static func folded(_ range: Range<Int>, in text: YAMLText, escape: UInt8?) -> [UInt8] {
        var content: [UInt8] = []
        var offset = range.lowerBound
        while offset < range.upperBound {
            let byte = text[offset]
            if byte == escape, byte == UInt8(ascii: "\\") {
                offset = appendEscape(at: offset + 1, in: text, to: &content)
            } else if text.breakLength(at: offset) > 0 {
                while let last = content.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") {
                    content.removeLast()
                }
                var breaks = 0
                while offset < range.upperBound, text.isBlank(at: offset) || text.breakLength(at: offset) > 0 {
                    let length = text.breakLength(at: offset)
                    if length > 0 { breaks += 1 }
                    offset += max(length, 1)
                }
                content += breaks == 1 ? [UInt8(ascii: " ")] : Array(repeating: 0x0A, count: breaks - 1)
            } else {
                content.append(byte)
                offset += byte == escape ? 2 : 1
            }
        }
        return content
    }

    /// Appends what the escape whose letter stands at the offset means; returns the offset after it.
    private static func appendEscape(at offset: Int, in text: YAMLText, to content: inout [UInt8]) -> Int {
        let letter = text[offset]
        if let meant = simpleEscapes[letter] {
            content += Array(String(meant).utf8)
            return offset + 1
        }
        let lineBreak = text.breakLength(at: offset)
        if lineBreak > 0 {
            var next = offset + lineBreak
            while text.isBlank(at: next) { next += 1 }
            return next
        }
        let digits = letter == UInt8(ascii: "x") ? 2 : letter == UInt8(ascii: "u") ? 4 : 8
        let value = text.bytes.dropFirst(offset + 1).prefix(digits).reduce(UInt32(0)) { value, digit in
            value << 4 | (hexValue(digit) ?? 0)
        }
        content += Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
        return offset + 1 + digits
    }

    static func hexValue(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// The escapes of one letter that libyaml knows.
    static let simpleEscapes: [UInt8: Unicode.Scalar] = [
        UInt8(ascii: "0"): "\0", UInt8(ascii: "a"): "\u{07}", UInt8(ascii: "b"): "\u{08}",
        UInt8(ascii: "t"): "\t", 0x09: "\t", UInt8(ascii: "n"): "\n", UInt8(ascii: "v"): "\u{0B}",
        UInt8(ascii: "f"): "\u{0C}", UInt8(ascii: "r"): "\r", UInt8(ascii: "e"): "\u{1B}",
        UInt8(ascii: " "): " ", UInt8(ascii: "\""): "\"", UInt8(ascii: "/"): "/", UInt8(ascii: "\\"): "\\",
        UInt8(ascii: "N"): "\u{85}", UInt8(ascii: "_"): "\u{A0}", UInt8(ascii: "L"): "\u{2028}",
        UInt8(ascii: "P"): "\u{2029}",
    ]
}
