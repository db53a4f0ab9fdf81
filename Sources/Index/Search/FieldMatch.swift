import Notes

/// Where the terms of a query stand in one text.
struct FieldMatch {
    /// For each term the places, in positions of the text, where it stands; in order. The lone last character of a
    /// Chinese word belongs to the pair that holds it already.
    private(set) var places: [[Range<Int>]]
    /// For each term the source bytes that it covers.
    private(set) var ranges: [[Range<Int>]]
    /// How many positions the text has; 0 where no term can stand in it.
    private(set) var length = 0
    /// For each term how well the best of its occurrences stands for what was typed, 0 to 1.
    private(set) var qualities: [Double]

    /// More occurrences than this of one term say nothing new.
    private static let mostOccurrences = 64
    init(_ patterns: PatternSet, in text: String, using list: inout TokenList) {
        places = Array(repeating: [], count: patterns.termCount)
        ranges = Array(repeating: [], count: patterns.termCount)
        qualities = Array(repeating: 0, count: patterns.termCount)
        guard patterns.mayStand(in: text.utf8.span) else { return }
        list.tokenize(text.utf8.span)
        // Colocated tokens share the position before them; `heads` are the others.
        var heads: [Int] = []
        heads.reserveCapacity(list.tokens.count)
        for index in list.tokens.indices where !list.tokens[index].isColocated { heads.append(index) }
        length = heads.count
        for (position, head) in heads.enumerated() {
            // Of a term's alternatives the first that matches counts.
            var matched = -1
            for index in patterns.beginning(with: list.bytes[list.tokens[head].folded.lowerBound]) {
                let term = patterns.all[index].term
                guard term != matched, places[term].count < Self.mostOccurrences,
                    let range = patterns.all[index].match(at: position, head: head, heads: heads, in: list)
                else { continue }
                matched = term
                var end = position + 1
                while end < heads.count, list.tokens[heads[end]].source.lowerBound < range.upperBound { end += 1 }
                places[term].append(position..<end)
                ranges[term].append(range)
                let pattern = patterns.all[index]
                if qualities[term] < pattern.quality {
                    qualities[term] = max(qualities[term], pattern.quality * pattern.likeness(of: range, in: text))
                }
            }
        }
    }

    /// The first place where the terms stand side by side in their order; nil when there is none.
    var phrase: Range<Int>? {
        guard let first = places.first else { return nil }
        for start in first {
            var end: Int? = start.upperBound
            for others in places.dropFirst() {
                end = end.flatMap { end in others.first { $0.lowerBound == end }?.upperBound }
            }
            if let end { return start.lowerBound..<end }
        }
        return nil
    }

    /// The least number of tokens that hold every term that occurs; nil when none does.
    func narrowestWindow() -> Int? {
        let occurring = places.enumerated().filter { !$0.element.isEmpty }
        guard !occurring.isEmpty else { return nil }
        var events: [(position: Int, term: Int)] = []
        for (term, list) in occurring { events += list.map { ($0.lowerBound, term) } }
        events.sort { $0.position < $1.position }
        var counts: [Int: Int] = [:]
        var start = 0
        var best = Int.max
        for event in events {
            counts[event.term, default: 0] += 1
            while counts.count == occurring.count {
                best = min(best, event.position - events[start].position + 1)
                let term = events[start].term
                counts[term] = (counts[term] ?? 1) - 1
                if counts[term] == 0 { counts[term] = nil }
                start += 1
            }
        }
        return best
    }
}

/// The patterns of a query: for each term its alternatives, best first.
struct PatternSet {
    let termCount: Int
    /// The patterns of all terms, those of one term side by side.
    let all: [EncodedPattern]
    /// For each byte the patterns that begin with it. Nearly all tokens of a text are settled by it: the whole of an
    /// identifier begins as its first part does.
    private let byFirst: [[Int]]
    private let hasPatternBeyondASCII: Bool

    init(_ patterns: [[TermPattern]]) {
        termCount = patterns.count
        all = patterns.enumerated().flatMap { term, alternatives in
            alternatives.map { EncodedPattern($0, term: term) }
        }
        var byFirst: [[Int]] = Array(repeating: [], count: 256)
        for (index, pattern) in all.enumerated() {
            for byte in Set([pattern.tokens.first?.first, pattern.whole?.first].compactMap { $0 }) {
                byFirst[Int(byte)].append(index)
            }
        }
        self.byFirst = byFirst
        hasPatternBeyondASCII = byFirst[0x80...].contains { !$0.isEmpty }
    }

    func beginning(with byte: UInt8) -> [Int] { byFirst[Int(byte)] }

    /// Whether any pattern may stand in a text; false only where none does. Most lines and headings hold nothing of what
    /// is looked for, and to see that takes a fraction of the time that their tokens take.
    func mayStand(in source: borrowing Span<UInt8>) -> Bool {
        var position = 0
        while position < source.count {
            let byte = source[position]
            if byte < 0x80 {
                // Capitals are small letters without this bit, and digits have it.
                for index in byFirst[Int(byte | 0x20)] where all[index].mayBegin(in: source, at: position) {
                    return true
                }
            } else if hasPatternBeyondASCII {
                return true
            } else if byte >= 0xC0, !Self.neverFoldedToASCII.contains(byte) {
                let folded = FoldedScalar(in: source, at: position).value
                if folded < 0x80, !byFirst[Int(folded)].isEmpty { return true }
            }
            position += 1
        }
        return false
    }

    /// The first bytes of the characters from U+3000 to U+9FFF, Chinese and Japanese ones.
    static let neverFoldedToASCII: ClosedRange<UInt8> = 0xE3...0xE9
}

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
            return isSpelledSo ? 1 : isCode ? Self.otherCodeQuality : Self.otherSpellingQuality
        }
        return isInScript(of: typed, found) ? 1 : Self.otherScriptQuality
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
    fileprivate func mayBegin(in source: borrowing Span<UInt8>, at position: Int) -> Bool {
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

    /// The source bytes that the pattern covers when it stands at a position.
    func match(at position: Int, head: Int, heads: [Int], in list: TokenList) -> Range<Int>? {
        if matchesToken(tokens[0], isPrefix: lastIsPrefix && tokens.count == 1, at: head, in: list) {
            guard tokens.count > 1 else { return list.tokens[head].source }
            if position + tokens.count <= heads.count {
                var isMatch = true
                for offset in 1..<tokens.count
                where !matchesToken(
                    tokens[offset], isPrefix: lastIsPrefix && offset == tokens.count - 1, at: heads[position + offset],
                    in: list)
                {
                    isMatch = false
                    break
                }
                if isMatch {
                    let end = list.tokens[heads[position + tokens.count - 1]].source.upperBound
                    return list.tokens[head].source.lowerBound..<end
                }
            }
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

    private func matchesToken(_ wanted: [UInt8], isPrefix: Bool, at index: Int, in list: TokenList) -> Bool {
        let folded = list.tokens[index].folded
        guard isPrefix ? folded.count >= wanted.count : folded.count == wanted.count else { return false }
        for (offset, byte) in wanted.enumerated() where list.bytes[folded.lowerBound + offset] != byte {
            return false
        }
        return true
    }
}
