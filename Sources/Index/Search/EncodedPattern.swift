import Notes

/// A pattern with its tokens as bytes, ready to be compared.
///
/// A class, because matching looks at many of them and a copy of its arrays would cost more than the look.
final class EncodedPattern: Sendable {
    /// The place of its term in the query.
    let term: Int
    let tokens: [[UInt8]]
    let lastIsPrefix: Bool
    let whole: [UInt8]?
    let wholeIsPrefix: Bool
    let quality: Double
    private let typed: String?
    private let typedHasHan: Bool

    /// Who types Traditional characters wants the Traditional note before the Simplified one, but both.
    private static let otherScriptQuality = 0.15
    /// Who types `storage_class` wants this field before all that is said of storage classes.
    private static let otherCodeQuality = 0.15
    /// Nor a longer name with the same words in it: `VMStorageClassWarning`.
    private static let otherNameQuality = 0.05
    /// Who types `load-balancer` may well mean what others write as two words.
    private static let otherSpellingQuality = 0.4

    init(_ pattern: TermPattern, term: Int) {
        self.term = term
        tokens = pattern.tokens.map { Array($0.utf8) }
        lastIsPrefix = pattern.lastIsPrefix
        whole = pattern.whole.map { Array($0.utf8) }
        wholeIsPrefix = pattern.wholeIsPrefix
        quality = pattern.quality
        typed = pattern.typed
        typedHasHan = pattern.typed?.hasHan == true
    }

    /// How near a place of a text comes to the term as it was typed: 1 where it stands so.
    func likeness(of range: Range<Int>, in text: String) -> Double {
        guard let typed else { return 1 }
        let utf8 = text.utf8
        let found = utf8[
            utf8.index(
                utf8.startIndex, offsetBy: range.lowerBound)..<utf8.index(utf8.startIndex, offsetBy: range.upperBound)]
        guard typedHasHan else {
            let isSpelledSo = found.lazy.map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }.starts(with: typed.utf8)
            let isCode = typed.utf8.contains { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") }
            guard !isSpelledSo, isCode else { return isSpelledSo ? 1 : Self.otherSpellingQuality }
            return continues(found, in: utf8) ? Self.otherNameQuality : Self.otherCodeQuality
        }
        return isInScript(of: typed, found) ? 1 : Self.otherScriptQuality
    }

    /// Whether letters or digits of ASCII stand right before or behind a part of a text.
    private func continues(_ part: Substring.UTF8View, in utf8: String.UTF8View) -> Bool {
        [utf8[..<part.startIndex].last, utf8[part.endIndex...].first].contains { byte in
            guard let byte else { return false }
            return (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
        }
    }

    /// Without spaces and marks between its parts, `Rust程式` is `rust 程式`.
    private func isInScript(of typed: String, _ found: Substring.UTF8View) -> Bool {
        var wanted = typed.utf8.filter { $0 >= 0x80 }[...]
        for byte in found where byte >= 0x80 {
            guard let next = wanted.popFirst() else { return lastIsPrefix }
            if next != byte { return false }
        }
        return true
    }

    /// Whether the pattern, whose first byte stands at a position of a text, may begin there.
    func mayBegin(in source: borrowing Span<UInt8>, at position: Int) -> Bool {
        let first = tokens[0]
        for offset in first.indices.dropFirst() {
            guard position + offset < source.count else { return false }
            let byte = source[position + offset]
            if byte | 0x20 == first[offset] { continue }
            // One word here may be joined of several there, or hold a letter with a mark.
            return byte >= 0x80 || FoldedScalar(in: source, at: position + offset).kind == .joiner
        }
        return true
    }

    /// The source bytes that the pattern covers when it stands at a token, which must not be colocated.
    func match(at head: Int, in list: TokenList) -> Range<Int>? {
        if let last = lastToken(from: head, in: list) {
            return list.tokens[head].source.lowerBound..<end(at: last, in: list)
        }
        // Behind a head stand its colocated tokens: an identifier as a whole.
        let target = whole ?? (tokens.count == 1 ? tokens[0] : nil)
        guard let target else { return nil }
        if whole != nil, matchesToken(target, isPrefix: wholeIsPrefix, at: head, in: list) {
            return list.tokens[head].source
        }
        var next = head + 1
        while next < list.tokens.count, list.tokens[next].isColocated {
            if matchesToken(target, isPrefix: whole == nil ? lastIsPrefix : wholeIsPrefix, at: next, in: list) {
                return list.tokens[next].source
            }
            next += 1
        }
        return nil
    }

    /// Where the source ends that the last token covers: of a pair of characters the second where it is not looked for.
    private func end(at last: Int, in list: TokenList) -> Int {
        let token = list.tokens[last]
        guard lastIsPrefix, token.isCJK, !token.isLastOfRun, token.folded.count > tokens[tokens.count - 1].count,
            let next = list.head(after: last)
        else { return token.source.upperBound }
        return list.tokens[next].source.lowerBound
    }

    /// The token that the last one of the pattern stands at where all of them stand side by side from a token on; else nil.
    private func lastToken(from head: Int, in list: TokenList) -> Int? {
        var last = head
        for (offset, token) in tokens.enumerated() {
            if offset > 0 {
                guard let next = list.head(after: last) else { return nil }
                last = next
            }
            let isPrefix = lastIsPrefix && offset == tokens.count - 1
            guard matchesToken(token, isPrefix: isPrefix, at: last, in: list) else { return nil }
        }
        return last
    }

    private func matchesToken(_ wanted: [UInt8], isPrefix: Bool, at index: Int, in list: TokenList) -> Bool {
        let folded = list.tokens[index].folded
        guard isPrefix ? folded.count >= wanted.count : folded.count == wanted.count else { return false }
        for (offset, byte) in wanted.enumerated() where list.bytes[folded.lowerBound + offset] != byte {
            return false
        }
        return true
    }
}
