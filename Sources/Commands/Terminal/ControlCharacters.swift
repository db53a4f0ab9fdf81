/// Text of a note on its way to a terminal: nothing in it may steer the terminal or turn the direction of what is read.
package enum ControlCharacters {
    /// The text with its controls made visible: `ESC` as `␛`, `U+202E` as `‹U+202E›`. A tab becomes spaces; a line feed
    /// stays only where lines are wanted, and is a space elsewhere.
    package static func visible(_ text: String, keepsLines: Bool = false) -> String {
        guard
            text.utf8.contains(where: {
                $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xD8 || $0 == 0xE2 || $0 == 0xEF
            })
        else { return text }
        var output = ""
        output.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": output += keepsLines ? "\n" : " "
            // That of a CRLF says nothing, and a lone one would overwrite the line.
            case "\r": break
            case "\t": output += "    "
            case "\0"..."\u{1F}": output.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "�")
            case "\u{7F}": output += "␡"
            case "\u{80}"..."\u{9F}": output += named(scalar)
            case "\u{61C}", "\u{200E}", "\u{200F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
                output += named(scalar)
            case "\u{2028}", "\u{2029}": output += keepsLines ? "\n" : " "
            case "\u{FEFF}", "\u{2060}": break
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }

    private static func named(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "‹U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "›"
    }
}
