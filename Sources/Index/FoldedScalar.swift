/// One character of a text as the tokenizer sees it: folded, classified, with its length in the source.
struct FoldedScalar {
    enum Kind: UInt8 {
        /// A letter that is not a capital.
        case lower
        case upper
        case digit
        /// A Chinese or Japanese character.
        case cjk
        /// Joins the parts of an identifier when it stands alone between them.
        case joiner
        /// A combining mark, which words are stored without.
        case mark
        /// Everything that separates words, broken UTF-8 included.
        case other
    }

    /// The folded code point; 0 for broken UTF-8.
    let value: UInt32
    let kind: Kind
    /// Bytes in the source, at least 1.
    let length: Int

    private init(value: UInt32, kind: Kind, length: Int) {
        self.value = value
        self.kind = kind
        self.length = length
    }

    @inline(__always)
    init(in source: borrowing Span<UInt8>, at position: Int) {
        let byte = source[position]
        guard byte < 0x80 else {
            self = Self.beyondASCII(source, at: position)
            return
        }
        let kind: Kind
        var folded = byte
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): kind = .lower
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): (folded, kind) = (byte | 0x20, .upper)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): kind = .digit
        case _ where Self.isASCIIJoiner(byte): kind = .joiner
        default: kind = .other
        }
        self.init(value: UInt32(folded), kind: kind, length: 1)
    }

    /// Whether a byte of ASCII joins the parts of an identifier.
    @inline(__always)
    static func isASCIIJoiner(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "'")
    }

    private static func beyondASCII(_ source: borrowing Span<UInt8>, at position: Int) -> FoldedScalar {
        let (scalar, length) = decode(source, at: position)
        let (folded, characterClass) = CharacterFolding.lookup(scalar)
        let kind: Kind
        switch characterClass {
        case _ where folded < 0x80:
            // Full-width letters, digits and marks, or a letter that lost its diacritics.
            switch UInt8(truncatingIfNeeded: folded) {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): kind = .lower
            case UInt8(ascii: "0")...UInt8(ascii: "9"): kind = .digit
            default: kind = .other
            }
        case .han, .kana: kind = .cjk
        case .hangul, .letter: kind = .lower
        case .digit: kind = .digit
        case .mark: kind = .mark
        case .other: kind = scalar == 0x2019 || scalar == 0x2010 || scalar == 0x2011 ? .joiner : .other
        }
        return FoldedScalar(value: folded, kind: kind, length: length)
    }

    /// The ideograph at a position, not folded, where it is one of U+4E00 to U+9FFF, as nearly all are; else nil.
    @inline(__always)
    static func commonIdeograph(in source: borrowing Span<UInt8>, at position: Int) -> UInt32? {
        let first = source[position]
        guard first &- 0xE4 < 6, position + 2 < source.count else { return nil }
        let (second, third) = (source[position + 1], source[position + 2])
        guard second & 0xC0 == 0x80, third & 0xC0 == 0x80 else { return nil }
        let value = UInt32(first & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
        return value >= 0x4E00 ? value : nil
    }

    @inline(__always)
    func append(to bytes: inout OutputSpan<UInt8>) { Self.append(value, to: &bytes) }

    /// Appends a code point as UTF-8.
    @inline(__always)
    static func append(_ value: UInt32, to bytes: inout OutputSpan<UInt8>) {
        if value < 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value))
        } else if value < 0x800 {
            bytes.append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
        } else if value < 0x10000 {
            bytes.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
        } else {
            bytes.append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
        }
    }

    /// The code point that begins at a byte of 0x80 or more; (0, 1) where the bytes are no UTF-8.
    private static func decode(_ source: borrowing Span<UInt8>, at position: Int) -> (scalar: UInt32, length: Int) {
        let first = source[position]
        let length: Int
        var value: UInt32
        switch first {
        case 0xC2...0xDF: (length, value) = (2, UInt32(first & 0x1F))
        case 0xE0...0xEF: (length, value) = (3, UInt32(first & 0x0F))
        case 0xF0...0xF4: (length, value) = (4, UInt32(first & 0x07))
        default: return (0, 1)
        }
        guard position + length <= source.count else { return (0, 1) }
        for offset in 1..<length {
            let byte = source[position + offset]
            guard byte & 0xC0 == 0x80 else { return (0, 1) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        let smallest: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
        guard value >= smallest, value <= 0x10FFFF, !(0xD800...0xDFFF).contains(value) else { return (0, 1) }
        return (value, length)
    }
}
