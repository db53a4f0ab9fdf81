extension Node {
    /// Whether the text on both sides of a soft line break is full-width, so that the break stands for nothing.
    var joinsFullWidthText: Bool {
        guard var before = previous, var after = next else { return false }
        // The number of a footnote stands on the word before it.
        while before.kind == .footnoteReference, let previous = before.previous { before = previous }
        while let child = before.lastChild { before = child }
        while let child = after.firstChild { after = child }
        guard before.kind == .text, after.kind == .text else { return false }
        guard let last = before.withLiteral({ Node.lastShown(in: $0) }), CJK.joinsLines(last) else { return false }
        guard let first = after.withLiteral({ Node.firstShown(in: $0) }) else { return false }
        return CJK.joinsLines(first)
    }

    /// The last character that a reader sees of a text, which may end in a wikilink.
    private static func lastShown(in text: Span<UInt8>) -> Unicode.Scalar? {
        var end = text.count
        if end > 4, text[end - 1] == UInt8(ascii: "]"), text[end - 2] == UInt8(ascii: "]") {
            var start = end - 3
            while start > 0, text[start] != UInt8(ascii: "[") { start -= 1 }
            if start > 0, let match = WikilinkScanner.next(in: text, from: start - 1), match.range.upperBound == end {
                end = match.label.upperBound
            }
        }
        return text.lastScalar(before: end)?.scalar
    }

    /// The first character that a reader sees of a text, which may begin with a wikilink.
    private static func firstShown(in text: Span<UInt8>) -> Unicode.Scalar? {
        var start = 0
        if text.count > 4, text[0] == UInt8(ascii: "["), text[1] == UInt8(ascii: "["),
            let match = WikilinkScanner.next(in: text, from: 0), match.range.lowerBound == 0
        {
            start = match.label.lowerBound
        }
        return text.firstScalar(from: start)?.scalar
    }
}
