/// The tokens of a text, in order: what the full-text index stores, and what a query is made of.
///
/// - A word is folded (case, width, diacritics). An identifier is cut into its parts (`max.poll.interval.ms`,
///   `UnderReplicatedPartitions`), which stand at positions of their own; at the position of the first part stands the
///   whole too, written together (`maxpollintervalms`), so that both its parts and any spelling of it find it.
/// - Chinese and Japanese text becomes overlapping pairs of characters, and its last character alone: a word of any
///   length, one character included, is then a phrase or a prefix. Traditional characters are folded to simplified.
///
/// It works on bytes, in linear time, on any input; bytes that are no UTF-8 separate words.
package struct TokenList: Sendable {
    /// A piece of the source that can be looked for.
    package struct Token: Sendable, Equatable {
        // Half as wide as positions usually are: a text has many tokens, and none is as long as 4 GB.
        private let foldedStart: UInt32
        private let foldedEnd: UInt32
        private let sourceStart: UInt32
        private let sourceEnd: UInt32
        /// Whether it stands at the position of the token before it: the whole of an identifier at its first part.
        package let isColocated: Bool
        /// Whether it is made of Chinese or Japanese characters.
        package let isCJK: Bool
        /// Whether it is the last character of such a run, which stands alone; queries leave it out when it follows
        /// a pair that holds it already.
        package let isLastOfRun: Bool

        @inline(__always)
        init(
            folded: Range<Int>, source: Range<Int>, isColocated: Bool = false, isCJK: Bool = false,
            isLastOfRun: Bool = false
        ) {
            foldedStart = UInt32(truncatingIfNeeded: folded.lowerBound)
            foldedEnd = UInt32(truncatingIfNeeded: folded.upperBound)
            sourceStart = UInt32(truncatingIfNeeded: source.lowerBound)
            sourceEnd = UInt32(truncatingIfNeeded: source.upperBound)
            self.isColocated = isColocated
            self.isCJK = isCJK
            self.isLastOfRun = isLastOfRun
        }

        /// Where the folded text of the token stands in `bytes`.
        package var folded: Range<Int> { Int(foldedStart)..<Int(foldedEnd) }
        /// The bytes of the source that the token covers.
        package var source: Range<Int> { Int(sourceStart)..<Int(sourceEnd) }
    }

    /// The folded text of all tokens.
    package private(set) var bytes: [UInt8] = []
    /// In the order of the source; those at one position follow one another.
    package private(set) var tokens: [Token] = []

    private var reader = TokenReader()

    /// A list without tokens, to be filled by `tokenize`.
    package init() {}

    /// The tokens of a text.
    package init(_ text: String) {
        tokenize(text.utf8.span)
    }

    /// The folded text of a token.
    package func text(of token: Token) -> String {
        String(decoding: bytes[token.folded], as: UTF8.self)
    }

    /// The next token that has a position of its own; nil behind the last.
    func head(after index: Int) -> Int? {
        var next = index + 1
        while next < tokens.count, tokens[next].isColocated { next += 1 }
        return next < tokens.count ? next : nil
    }

    /// Replaces the tokens by those of another text, keeping the memory.
    package mutating func tokenize(_ source: borrowing Span<UInt8>) {
        Self.tokenize(source, &bytes, &tokens, &reader)
    }

    private static func tokenize(
        _ source: borrowing Span<UInt8>, _ bytes: inout [UInt8], _ tokens: inout [Token], _ reader: inout TokenReader
    ) {
        bytes.removeAll(keepingCapacity: true)
        swap(&tokens, &reader.tokens)
        bytes.append(addingCapacity: TokenReader.mostFolded(source.count)) { reader.read(source, into: &$0) }
        swap(&tokens, &reader.tokens)
    }
}
