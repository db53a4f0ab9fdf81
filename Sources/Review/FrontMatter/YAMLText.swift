/// The questions a scanner asks of a text, by byte. Past the end every byte is 0, which YAML text never holds.
struct YAMLText {
    let bytes: [UInt8]

    subscript(offset: Int) -> UInt8 {
        offset < bytes.count ? bytes[offset] : 0
    }

    /// The length of the line break here, or 0. YAML 1.1 breaks lines at LF, CR, CRLF, U+0085, U+2028 and U+2029.
    func breakLength(at offset: Int) -> Int {
        switch self[offset] {
        case 0x0A: 1
        case 0x0D: self[offset + 1] == 0x0A ? 2 : 1
        case 0xC2: self[offset + 1] == 0x85 ? 2 : 0
        case 0xE2: self[offset + 1] == 0x80 && (self[offset + 2] == 0xA8 || self[offset + 2] == 0xA9) ? 3 : 0
        default: 0
        }
    }

    func isBlank(at offset: Int) -> Bool {
        self[offset] == UInt8(ascii: " ") || self[offset] == UInt8(ascii: "\t")
    }

    func isBreakOrEnd(at offset: Int) -> Bool {
        offset >= bytes.count || breakLength(at: offset) > 0
    }

    func isBlankBreakOrEnd(at offset: Int) -> Bool {
        isBlank(at: offset) || isBreakOrEnd(at: offset)
    }

    /// True where `---` or `...` stands as a document marker; the caller knows that a line begins here.
    func isDocumentMarker(at offset: Int) -> Bool {
        let byte = self[offset]
        guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") else { return false }
        return self[offset + 1] == byte && self[offset + 2] == byte && isBlankBreakOrEnd(at: offset + 3)
    }

    /// The first byte that is no text to YAML: not UTF-8, or a control character; nil when all is text.
    func firstForbiddenOffset() -> Int? {
        var offset = 0
        var rest = bytes[...]
        while let byte = rest.first {
            if byte < 0x80 {
                guard byte >= 0x20 && byte != 0x7F || byte == 0x09 || byte == 0x0A || byte == 0x0D else {
                    return offset
                }
                rest.removeFirst()
                offset += 1
                continue
            }
            guard let (scalar, length) = Self.decode(rest), scalar == 0x85 || scalar >= 0xA0,
                scalar != 0xFFFE, scalar != 0xFFFF
            else { return offset }
            rest.removeFirst(length)
            offset += length
        }
        return nil
    }

    /// The code point of two to four bytes of UTF-8; nil when ill-formed, overlong, a surrogate or too large.
    private static func decode(_ bytes: ArraySlice<UInt8>) -> (scalar: UInt32, length: Int)? {
        guard let lead = bytes.first else { return nil }
        let (length, least): (Int, UInt32) =
            switch lead {
            case 0xC2...0xDF: (2, 0x80)
            case 0xE0...0xEF: (3, 0x800)
            case 0xF0...0xF4: (4, 0x10000)
            default: (0, 0)
            }
        guard length > 0, bytes.count >= length else { return nil }
        var scalar = UInt32(lead) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        for byte in bytes.dropFirst().prefix(length - 1) {
            guard byte & 0xC0 == 0x80 else { return nil }
            scalar = scalar << 6 | UInt32(byte & 0x3F)
        }
        guard scalar >= least, scalar <= 0x10FFFF, !(0xD800...0xDFFF).contains(scalar) else { return nil }
        return (scalar, length)
    }
}
