/// How many cells of a terminal's grid text takes: two for a Chinese character, none for a combining mark.
///
/// Classes are those of Unicode Standard Annex #11 (East Asian Width) and, for sequences, of the widths that terminals agree
/// on: an emoji with its joiners and variation selectors takes two cells, as does a flag.
package struct CellWidth: Sendable, Equatable {
    /// Cells of a character whose width depends on the font, such as `①` and `→`: 1 or 2.
    let ambiguous: Int

    init(ambiguous: Int = 1) {
        self.ambiguous = ambiguous == 2 ? 2 : 1
    }

    /// The width of a text on one line, in cells.
    func callAsFunction(_ text: some StringProtocol) -> Int {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
        return text.reduce(0) { $0 + self(of: $1) }
    }

    /// The width of one character, in cells: 0, 1 or 2.
    func callAsFunction(of character: Character) -> Int {
        var width = 0
        var indicators = 0
        for scalar in character.unicodeScalars {
            if scalar == "\u{FE0F}" { return 2 }
            if ("\u{1F1E6}"..."\u{1F1FF}").contains(scalar) { indicators += 1 }
            width = max(width, self(of: scalar))
        }
        return indicators >= 2 ? 2 : width
    }

    private func callAsFunction(of scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x7F { return value >= 0x20 ? 1 : 0 }
        if value < 0xA0 { return 0 }
        if EastAsianWidth.isWide(value) { return 2 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return value == 0xAD ? 1 : 0
        default: break
        }
        // Vowels and final consonants of Hangul that join the syllable before them.
        if (0x1160...0x11FF).contains(value) { return 0 }
        return ambiguous == 2 && EastAsianWidth.isAmbiguous(value) ? 2 : 1
    }

    /// The longest beginning of a text that fits, and the rest; at least one character, so that a loop ends.
    func split(_ text: Substring, at limit: Int) -> (Substring, Substring) {
        var width = 0
        var index = text.startIndex
        while index < text.endIndex {
            width += self(of: text[index])
            if width > limit, index > text.startIndex { break }
            index = text.index(after: index)
        }
        return (text[..<index], text[index...])
    }

    /// The text cut to a width, with `…` for what is missing.
    func cut(_ text: String, to limit: Int) -> String {
        guard self(text) > limit else { return text }
        guard limit > 1 else { return limit == 1 ? "…" : "" }
        let head = split(text[...], at: limit - 1).0
        return self(head) < limit ? head + "…" : "…"
    }
}
