extension StringProtocol {
    /// Without spaces, tabs and line ends at both ends, ideographic spaces included.
    package func trimmingSpaces() -> String {
        let isSpace: (Unicode.Scalar) -> Bool = {
            $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" || $0 == "\u{3000}"
        }
        let scalars = unicodeScalars
        // Most texts have nothing around them.
        if let first = scalars.first, let last = scalars.last, !isSpace(first), !isSpace(last) { return String(self) }
        guard let first = scalars.firstIndex(where: { !isSpace($0) }),
            let last = scalars.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(self[first...last])
    }
}
