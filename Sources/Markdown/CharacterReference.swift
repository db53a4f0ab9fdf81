/// HTML character references, as far as attributes and search need them.
enum CharacterReference {
    /// Decodes numeric references and the frequent names; nil where another name stands, whose character is not known here.
    ///
    /// - Parameter keepsUnknown: leaves such a name as it is written instead.
    static func decode(_ value: [UInt8], keepsUnknown: Bool = false) -> [UInt8]? {
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
            if isClosed, let scalar = named[name] {
                output.append(contentsOf: String(Character(scalar)).utf8)
                index = end + 1
            } else {
                guard !isClosed || keepsUnknown else { return nil }
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

    private static let named: [String: Unicode.Scalar] = [
        "amp": "&", "AMP": "&", "lt": "<", "LT": "<", "gt": ">", "GT": ">", "quot": "\"", "QUOT": "\"", "apos": "'",
        "colon": ":", "sol": "/", "bsol": "\\", "period": ".", "comma": ",", "num": "#", "quest": "?", "equals": "=",
        "lowbar": "_", "UnderBar": "_", "percnt": "%", "plus": "+", "Tab": "\t", "NewLine": "\n", "lpar": "(",
        "rpar": ")", "commat": "@", "semi": ";", "excl": "!", "dollar": "$", "ast": "*", "midast": "*", "grave": "`",
        "lsqb": "[", "lbrack": "[", "rsqb": "]", "rbrack": "]", "lcub": "{", "lbrace": "{", "rcub": "}", "rbrace": "}",
        "verbar": "|", "vert": "|", "VerticalLine": "|", "Hat": "^",
        "nbsp": "\u{A0}", "ensp": "\u{2002}", "emsp": "\u{2003}", "thinsp": "\u{2009}", "ndash": "–", "mdash": "—",
        "hellip": "…", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "laquo": "«", "raquo": "»", "bull": "•",
        "middot": "·", "copy": "©", "reg": "®", "trade": "™", "sect": "§", "para": "¶", "deg": "°", "micro": "µ",
        "plusmn": "±", "times": "×", "divide": "÷", "le": "≤", "ge": "≥", "ne": "≠", "asymp": "≈", "infin": "∞",
        "larr": "←", "uarr": "↑", "rarr": "→", "darr": "↓", "harr": "↔", "check": "✓", "cross": "✗", "euro": "€",
    ]
}
