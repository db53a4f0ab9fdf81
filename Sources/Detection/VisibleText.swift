/// Text of strangers made harmless to look at: what can't be seen, or changes the order of what is seen, is shown as
/// an escape such as `\u{202E}`.
///
/// It is for showing, never for running: what is run is the text itself.
package enum VisibleText {
    /// `text` with control, bidirectional, zero-width, tag and other invisible characters written out.
    ///
    /// - Parameter keepingLines: whether line feeds and tabs stay, as in a block of code.
    package static func escaped(_ text: String, keepingLines: Bool = false) -> String {
        guard text.unicodeScalars.contains(where: { isHidden($0) }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if keepingLines, scalar == "\n" || scalar == "\t" {
                result.unicodeScalars.append(scalar)
            } else if isHidden(scalar) {
                result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whether the text holds a character that deceives: any hidden one but line feeds and tabs.
    package static func deceives(_ text: String) -> Bool {
        text.unicodeScalars.contains { isHidden($0) && $0 != "\n" && $0 != "\t" }
    }

    /// The text's first `limit` characters, escaped, with an ellipsis where it was cut.
    package static func excerpt(_ text: String, limit: Int) -> String {
        let start = text.unicodeScalars.prefix(limit)
        let cut = start.endIndex < text.unicodeScalars.endIndex
        return escaped(String(start)) + (cut ? "…" : "")
    }

    /// Controls, formats (bidirectional marks, zero width, tags, soft hyphen), separators of lines, blanks other than
    /// the plain and the ideographic one, fillers that show nothing, unassigned and private characters, variation
    /// selectors but the one of emoji.
    static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        switch scalar.value {
        case 0x3000, 0xFE0F: return false
        case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0: return true
        default: break
        }
        if scalar.properties.isDefaultIgnorableCodePoint { return true }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .unassigned, .privateUse,
            .surrogate:
            return true
        default: return false
        }
    }
}
