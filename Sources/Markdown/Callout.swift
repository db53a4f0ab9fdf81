/// The five kinds of callouts, block quotes that begin with a line such as `[!NOTE]`.
package enum Callout: String, Sendable, CaseIterable {
    case note, tip, important, warning, caution

    /// The kind with a capital letter.
    package var englishTitle: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

    /// The callout that a block quote is.
    init?(_ quote: Node) {
        guard quote.kind == .blockQuote, let paragraph = quote.firstChild, paragraph.kind == .paragraph,
            let marker = paragraph.firstChild, marker.kind == .text,
            marker.next.map({ $0.kind == .softBreak || $0.kind == .lineBreak }) ?? true
        else { return nil }
        let kind: Callout? = marker.withLiteral { literal in
            guard literal.count > 3, literal[0] == UInt8(ascii: "["), literal[1] == UInt8(ascii: "!"),
                literal[literal.count - 1] == UInt8(ascii: "]")
            else { return nil }
            return Callout(rawValue: String(literal.extracting(2..<(literal.count - 1))).lowercased())
        }
        guard let kind else { return nil }
        self = kind
    }
}
