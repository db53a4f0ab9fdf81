extension Node {
    /// Whether the text on both sides of a soft line break is full-width, so that the break stands for nothing.
    var joinsFullWidthText: Bool {
        guard var before = previous, var after = next else { return false }
        while let child = before.lastChild { before = child }
        while let child = after.firstChild { after = child }
        guard before.kind == .text, after.kind == .text else { return false }
        guard let last = before.withLiteral({ $0.lastScalar(before: $0.count) })?.scalar, CJK.joinsLines(last) else {
            return false
        }
        guard let first = after.withLiteral({ $0.firstScalar(from: 0) })?.scalar else { return false }
        return CJK.joinsLines(first)
    }
}
