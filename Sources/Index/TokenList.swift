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
    package struct Token: Sendable, Equatable {
        /// Where the folded text of the token stands in `bytes`.
        package var folded: Range<Int>
        /// The bytes of the source that the token covers.
        package var source: Range<Int>
        /// Whether it stands at the position of the token before it: the whole of an identifier at its first part.
        package var isColocated: Bool
        /// Whether it is made of Chinese or Japanese characters.
        package var isCJK: Bool
        /// Whether it is the last character of such a run, which stands alone; queries leave it out when it follows
        /// a pair that holds it already.
        package var isLastOfRun: Bool
    }

    /// The folded text of all tokens.
    package private(set) var bytes: [UInt8] = []
    package private(set) var tokens: [Token] = []

    private var parts: [Part] = []

    /// A part of an identifier.
    private struct Part {
        var folded: Range<Int>
        var source: Range<Int>
        /// Whether a new component begins here: after `.`, `_` or `-`, not at a hump of `camelCase`.
        var beginsComponent: Bool
    }

    /// Bytes of a word that count; what follows them in the same word does not.
    private static let longestPart = 64
    /// An identifier longer than this is not stored as a whole.
    private static let longestWhole = 96

    package init() {}

    package init(_ text: String) {
        tokenize(text.utf8.span)
    }

    /// The folded text of a token.
    package func text(of token: Token) -> String {
        String(decoding: bytes[token.folded], as: UTF8.self)
    }

    /// Replaces the tokens by those of another text, keeping the memory.
    package mutating func tokenize(_ source: borrowing Span<UInt8>) {
        bytes.removeAll(keepingCapacity: true)
        tokens.removeAll(keepingCapacity: true)
        bytes.reserveCapacity(source.count)
        var position = 0
        while position < source.count {
            let scalar = FoldedScalar(in: source, at: position)
            switch scalar.kind {
            case .lower, .upper, .digit: position = readIdentifier(source, from: position)
            case .cjk: position = readRun(source, from: position)
            case .joiner, .mark, .other: position += scalar.length
            }
        }
    }

    /// Reads words joined by single joiners, and returns where they end.
    private mutating func readIdentifier(_ source: borrowing Span<UInt8>, from start: Int) -> Int {
        parts.removeAll(keepingCapacity: true)
        var position = start
        var beginsComponent = true
        while true {
            position = readComponent(source, from: position, beginsComponent: beginsComponent)
            guard position < source.count else { break }
            let joiner = FoldedScalar(in: source, at: position)
            guard joiner.kind == .joiner, position + joiner.length < source.count else { break }
            let next = FoldedScalar(in: source, at: position + joiner.length).kind
            guard next == .lower || next == .upper || next == .digit else { break }
            position += joiner.length
            beginsComponent = true
        }
        storeParts()
        return position
    }

    /// Reads letters and digits, cut at the humps of `camelCase`.
    private mutating func readComponent(_ source: borrowing Span<UInt8>, from start: Int, beginsComponent: Bool) -> Int
    {
        var position = start
        var partStart = start
        var foldedStart = bytes.count
        var previous = FoldedScalar.Kind.other
        var begins = beginsComponent
        reading: while position < source.count {
            let scalar = FoldedScalar(in: source, at: position)
            switch scalar.kind {
            case .lower, .upper, .digit:
                if Self.isHump(scalar, after: previous, in: source, at: position) {
                    addPart(foldedStart..<bytes.count, partStart..<position, &begins)
                    (foldedStart, partStart) = (bytes.count, position)
                }
                if bytes.count - foldedStart < Self.longestPart { scalar.append(to: &bytes) }
                previous = scalar.kind
            case .mark: break
            default: break reading
            }
            position += scalar.length
        }
        addPart(foldedStart..<bytes.count, partStart..<position, &begins)
        return position
    }

    /// `maxPoll` before P, `HTTPServer` before S.
    private static func isHump(
        _ scalar: FoldedScalar, after previous: FoldedScalar.Kind, in source: borrowing Span<UInt8>, at position: Int
    ) -> Bool {
        guard scalar.kind == .upper else { return false }
        if previous == .lower { return true }
        guard previous == .upper, position + scalar.length < source.count else { return false }
        return FoldedScalar(in: source, at: position + scalar.length).kind == .lower
    }

    private mutating func addPart(_ folded: Range<Int>, _ source: Range<Int>, _ beginsComponent: inout Bool) {
        guard !folded.isEmpty else { return }
        parts.append(Part(folded: folded, source: source, beginsComponent: beginsComponent))
        beginsComponent = false
    }

    /// The parts as tokens; behind the first part of the identifier, and of each component with several, the whole.
    private mutating func storeParts() {
        for index in parts.indices {
            let part = parts[index]
            tokens.append(
                Token(folded: part.folded, source: part.source, isColocated: false, isCJK: false, isLastOfRun: false))
            guard part.beginsComponent, parts.count > 1 else { continue }
            var end = index + 1
            while end < parts.count, !parts[end].beginsComponent { end += 1 }
            if index == 0, end < parts.count { storeWhole(0..<parts.count) }
            if end - index > 1 { storeWhole(index..<end) }
        }
    }

    private mutating func storeWhole(_ range: Range<Int>) {
        let (first, last) = (parts[range.lowerBound], parts[range.upperBound - 1])
        let folded = first.folded.lowerBound..<last.folded.upperBound
        guard folded.count <= Self.longestWhole, bytes[folded].contains(where: { $0 < 0x30 || $0 > 0x39 }) else {
            return
        }
        tokens.append(
            Token(
                folded: folded, source: first.source.lowerBound..<last.source.upperBound, isColocated: true,
                isCJK: false, isLastOfRun: false))
    }

    /// Reads a run of Chinese or Japanese characters into pairs, and returns where it ends.
    private mutating func readRun(_ source: borrowing Span<UInt8>, from start: Int) -> Int {
        var position = start
        var previous: (folded: Int, source: Int)?
        while position < source.count {
            let scalar = FoldedScalar(in: source, at: position)
            if scalar.kind == .mark {
                position += scalar.length
                continue
            }
            guard scalar.kind == .cjk else { break }
            let folded = bytes.count
            scalar.append(to: &bytes)
            if let first = previous {
                tokens.append(
                    Token(
                        folded: first.folded..<bytes.count, source: first.source..<(position + scalar.length),
                        isColocated: false, isCJK: true, isLastOfRun: false))
            }
            previous = (folded, position)
            position += scalar.length
        }
        if let last = previous {
            tokens.append(
                Token(
                    folded: last.folded..<bytes.count, source: last.source..<position, isColocated: false,
                    isCJK: true, isLastOfRun: true))
        }
        return position
    }
}
