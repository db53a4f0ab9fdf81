/// What a character is to a tokenizer: which characters run together into a word, and how a run is cut.
package enum CharacterClass: UInt8, Sendable {
    /// White space, punctuation, symbols, unassigned and invalid scalars: ends a word.
    case other = 1
    /// A letter of any script written with spaces or not named below, and the vowel signs that belong to one.
    case letter
    /// A decimal digit of any script.
    case digit
    /// Belongs to the character before it and is left out of a word: a combining accent, a variation selector, a soft
    /// hyphen, a zero-width joiner.
    case mark
    /// An ideograph, an ideographic radical, or one of `々〇〡`: words are not separated by spaces.
    case han
    /// Hiragana and Katakana with their length and iteration marks.
    case kana
    /// Hangul syllables and jamo.
    case hangul
}

extension CharacterClass {
    /// The class of runs of scalars above ASCII, in ascending order: the blocks of Unicode that notes in English and
    /// Chinese consist of. What stands in no run is left to the general category.
    static let runs: [(ClosedRange<UInt32>, CharacterClass)] = [
        (0x80...0xA9, .other), (0xAB...0xAC, .other), (0xAD...0xAD, .mark), (0xAE...0xB4, .other),
        (0xB6...0xB9, .other), (0xBB...0xBF, .other), (0xC0...0xD6, .letter), (0xD7...0xD7, .other),
        (0xD8...0xF6, .letter), (0xF7...0xF7, .other), (0xF8...0x24F, .letter), (0x300...0x36F, .mark),
        (0x386...0x386, .letter), (0x388...0x38A, .letter), (0x38E...0x3A1, .letter), (0x3A3...0x3F5, .letter),
        (0x3F7...0x481, .letter), (0x482...0x482, .other), (0x483...0x489, .mark), (0x48A...0x52F, .letter),
        (0x1100...0x11FF, .hangul), (0x1AB0...0x1AFF, .mark), (0x1DC0...0x1DFF, .mark), (0x1E00...0x1EFF, .letter),
        (0x2000...0x200B, .other), (0x200C...0x200D, .mark), (0x200E...0x205F, .other), (0x2060...0x2064, .mark),
        (0x2065...0x2070, .other), (0x20A0...0x20CF, .other), (0x20D0...0x20FF, .mark), (0x2190...0x2BFF, .other),
        (0x2E80...0x2FDF, .han), (0x2FE0...0x3004, .other), (0x3005...0x3005, .han), (0x3006...0x3006, .other),
        (0x3007...0x3007, .han), (0x3008...0x3020, .other), (0x3021...0x3029, .han), (0x302A...0x302F, .mark),
        (0x3030...0x3030, .other), (0x3031...0x3035, .kana), (0x3036...0x3037, .other), (0x3038...0x303B, .han),
        (0x303C...0x3040, .other), (0x3041...0x309A, .kana), (0x309B...0x309C, .other), (0x309D...0x309F, .kana),
        (0x30A0...0x30A0, .other), (0x30A1...0x30FA, .kana), (0x30FB...0x30FB, .other), (0x30FC...0x30FF, .kana),
        (0x3105...0x312F, .letter), (0x3131...0x318E, .hangul), (0x31A0...0x31BF, .letter), (0x31C0...0x31EF, .other),
        (0x31F0...0x31FF, .kana), (0x3200...0x33FF, .other), (0x3400...0x4DBF, .han), (0x4DC0...0x4DFF, .other),
        (0x4E00...0x9FFF, .han), (0xA960...0xA97C, .hangul), (0xAC00...0xD7A3, .hangul), (0xD7B0...0xD7FB, .hangul),
        (0xD800...0xF8FF, .other), (0xF900...0xFAFF, .han), (0xFE00...0xFE0F, .mark), (0xFE10...0xFE1F, .other),
        (0xFE20...0xFE2F, .mark), (0xFE30...0xFE6F, .other), (0xFEFF...0xFEFF, .mark), (0xFF01...0xFF0F, .other),
        (0xFF10...0xFF19, .digit), (0xFF1A...0xFF20, .other), (0xFF21...0xFF3A, .letter), (0xFF3B...0xFF40, .other),
        (0xFF41...0xFF5A, .letter), (0xFF5B...0xFF65, .other), (0xFF66...0xFF9F, .kana), (0xFFA1...0xFFDC, .hangul),
        (0xFFE0...0xFFFF, .other), (0x1B000...0x1B16F, .kana), (0x1F000...0x1FAFF, .other), (0x20000...0x2FFFF, .han),
    ]

    /// The class of a scalar that stands in no run, by its general category.
    init(_ category: Unicode.GeneralCategory) {
        switch category {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber,
            .nonspacingMark, .spacingMark:
            self = .letter
        case .decimalNumber: self = .digit
        case .enclosingMark: self = .mark
        default: self = .other
        }
    }
}
