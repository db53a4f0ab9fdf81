/// Reading single code points out of UTF-8; what is not UTF-8 reads as U+FFFD of one byte.
extension Span<UInt8> {
    /// The code point that begins at an offset, and its length in bytes; marks are stepped over.
    func firstScalar(from start: Int) -> (scalar: Unicode.Scalar, end: Int)? {
        var index = start
        while index < count, Marks.isNoncharacter(in: self, at: index) { index += 3 }
        guard index < count else { return nil }
        let lead = self[index]
        let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard length > 1 else { return (Unicode.Scalar(lead), index + 1) }
        guard index + length <= count, lead >= 0xC2 else { return ("\u{FFFD}", index + 1) }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for offset in 1..<length {
            let byte = self[index + offset]
            guard byte & 0xC0 == 0x80 else { return ("\u{FFFD}", index + 1) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        guard let scalar = Unicode.Scalar(value) else { return ("\u{FFFD}", index + 1) }
        return (scalar, index + length)
    }

    /// The code point that ends at an offset, and where it begins; marks are stepped over.
    func lastScalar(before end: Int) -> (scalar: Unicode.Scalar, start: Int)? {
        var end = end
        while end >= 3, Marks.isNoncharacter(in: self, at: end - 3) { end -= 3 }
        guard end > 0 else { return nil }
        var start = end - 1
        while start > 0, end - start < 4, self[start] & 0xC0 == 0x80 { start -= 1 }
        guard let (scalar, next) = firstScalar(from: start), next == end else { return ("\u{FFFD}", end - 1) }
        return (scalar, start)
    }
}
