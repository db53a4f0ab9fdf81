import Markdown

extension Unicode.Scalar {
    /// Whether this is a Chinese character.
    @usableFromInline package var isHan: Bool { CJK.isHan(value) }
}

extension StringProtocol {
    /// Whether any character is Chinese.
    @inlinable package var hasHan: Bool {
        // A Han character takes three bytes or more in UTF-8, so ASCII text is settled without decoding.
        utf8.contains { $0 >= 0xE3 } && unicodeScalars.contains { $0.isHan }
    }
}

extension Unicode.Scalar {
    /// The narrow form of a full-width letter, digit or mark; any other character itself.
    package var halfWidth: Unicode.Scalar {
        (0xFF01...0xFF5E).contains(value) ? Unicode.Scalar(value - 0xFEE0) ?? self : self
    }
}
