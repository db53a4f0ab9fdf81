/// HTML character references, as far as deciding about attributes needs them.
enum CharacterReference {
    /// Decodes numeric references and the named ones of ASCII characters; nil where another name stands, whose
    /// character is not known here.
    static func decode(_ value: [UInt8]) -> [UInt8]? {
        guard value.contains(UInt8(ascii: "&")) else { return value }
        var output: [UInt8] = []
        var index = 0
        while index < value.count {
            guard value[index] == UInt8(ascii: "&") else {
                output.append(value[index])
                index += 1
                continue
            }
            if let (scalar, end) = numeric(value, at: index) {
                output.append(contentsOf: String(Character(scalar)).utf8)
                index = end
                continue
            }
            var end = index + 1
            while end < value.count, end - index < 40, isNameByte(value[end]) { end += 1 }
            let name = String(decoding: value[(index + 1)..<end], as: UTF8.self)
            let isClosed = end < value.count && value[end] == UInt8(ascii: ";")
            if isClosed {
                guard let byte = named[name] else { return nil }
                output.append(byte)
                index = end + 1
            } else {
                // A bare "&" between parameters of a query.
                output.append(value[index])
                index += 1
            }
        }
        return output
    }

    /// Whether a reference begins at the `&` at an offset.
    static func begins(in text: Span<UInt8>, at start: Int) -> Bool {
        var index = start + 1
        if index < text.count, text[index] == UInt8(ascii: "#") { index += 1 }
        let nameStart = index
        while index < text.count, index - nameStart < 40, isNameByte(text[index]) { index += 1 }
        return index > nameStart && index < text.count && text[index] == UInt8(ascii: ";")
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
    }

    /// Browsers need no semicolon behind a number.
    private static func numeric(_ value: [UInt8], at start: Int) -> (scalar: Unicode.Scalar, end: Int)? {
        var index = start + 1
        guard index < value.count, value[index] == UInt8(ascii: "#") else { return nil }
        index += 1
        let isHex = index < value.count && value[index] | 0x20 == UInt8(ascii: "x")
        if isHex { index += 1 }
        let radix: UInt32 = isHex ? 16 : 10
        let digitsStart = index
        var number: UInt32 = 0
        while index < value.count, let digit = Character(Unicode.Scalar(value[index])).hexDigitValue,
            digit < Int(radix)
        {
            number = min(number * radix + UInt32(digit), 0x11_0000)
            index += 1
        }
        guard index > digitsStart else { return nil }
        if index < value.count, value[index] == UInt8(ascii: ";") { index += 1 }
        return (number == 0 ? "\u{FFFD}" : Unicode.Scalar(number) ?? "\u{FFFD}", index)
    }

    private static let named: [String: UInt8] = [
        "amp": 0x26, "AMP": 0x26, "lt": 0x3C, "LT": 0x3C, "gt": 0x3E, "GT": 0x3E, "quot": 0x22, "QUOT": 0x22,
        "apos": 0x27, "colon": 0x3A, "sol": 0x2F, "bsol": 0x5C, "period": 0x2E, "comma": 0x2C, "num": 0x23,
        "quest": 0x3F, "equals": 0x3D, "lowbar": 0x5F, "UnderBar": 0x5F, "percnt": 0x25, "plus": 0x2B, "Tab": 0x09,
        "NewLine": 0x0A, "lpar": 0x28, "rpar": 0x29, "commat": 0x40, "semi": 0x3B, "excl": 0x21, "dollar": 0x24,
        "ast": 0x2A, "midast": 0x2A, "grave": 0x60, "lsqb": 0x5B, "lbrack": 0x5B, "rsqb": 0x5D, "rbrack": 0x5D,
        "lcub": 0x7B, "lbrace": 0x7B, "rcub": 0x7D, "rbrace": 0x7D, "verbar": 0x7C, "vert": 0x7C, "VerticalLine": 0x7C,
        "Hat": 0x5E,
    ]
}
