/// Puts marks into a source, in one pass: beside delimiter runs whose neighbours CommonMark misjudges in Chinese text,
/// where an address meets full-width text, and inside wikilinks.
///
/// It does not know where code is, and need not: every mark is taken out again wherever it ends up.
struct SourceMarking {
    private(set) var output: [UInt8] = []
    private var copied = 0
    private var hasPunctuationMark = false
    private let allowsPunctuationMark: Bool
    /// The run that was scanned last, and whether a mark stands behind it.
    private var lastRun: (range: Range<Int>, isMarked: Bool)?
    /// Up to here addresses have been looked for.
    private var addressScanEnd = 0
    private var addressEnd: Int?

    /// Marks a source; `removal` says how to take the marks out.
    static func mark(_ source: inout [UInt8], isASCII: Bool) -> MarkRemoval {
        var marking = SourceMarking(allowsPunctuationMark: isASCII || !containsPunctuationMark(source.span))
        isASCII ? marking.scanASCII(source.span) : marking.scan(source.span)
        guard marking.copied > 0 else { return MarkRemoval() }
        marking.copy(source.span, upTo: source.count)
        source = marking.output
        return MarkRemoval(isNeeded: true, includesPunctuation: marking.hasPunctuationMark)
    }

    private init(allowsPunctuationMark: Bool) {
        self.allowsPunctuationMark = allowsPunctuationMark
    }

    private static func containsPunctuationMark(_ source: Span<UInt8>) -> Bool {
        var index = source.index(of: 0xF0, from: 0)
        while index < source.count {
            if Marks.isPunctuation(in: source, at: index) { return true }
            index = source.index(of: 0xF0, from: index + 1)
        }
        return false
    }

    /// Text of one language needs no marks but in wikilinks.
    private mutating func scanASCII(_ source: Span<UInt8>) {
        var index = 0
        while true {
            index = source.index(of: UInt8(ascii: "["), from: index)
            guard index < source.count else { return }
            index = scanBracket(source, at: index)
        }
    }

    private mutating func scan(_ source: Span<UInt8>) {
        let interesting = SourceMarking.interesting
        var index = 0
        while index < source.count {
            let byte = source[index]
            guard interesting.contains(byte) else {
                index &+= 1
                continue
            }
            switch byte {
            case UInt8(ascii: "["):
                index = scanBracket(source, at: index)
            case UInt8(ascii: "\\"):
                let next = index + 1
                index =
                    next < source.count && source[next] != UInt8(ascii: "[") && source[next] >= 0x20 ? next + 1 : next
            case UInt8(ascii: ":"), UInt8(ascii: "w"):
                scanAddress(source, at: index)
                index += 1
            default:
                var end = index + 1
                while end < source.count, source[end] == byte { end += 1 }
                scanRun(source, range: index..<end)
                index = end
            }
        }
        insertAddressEnd(source, before: source.count)
    }

    private mutating func scanRun(_ source: Span<UInt8>, range: Range<Int>) {
        insertAddressEnd(source, before: range.upperBound)
        var correction = DelimiterRun.Correction()
        // Three tildes are a fence.
        if isBesideWideText(source, range), source[range.lowerBound] != UInt8(ascii: "~") || range.count < 3 {
            correction = DelimiterRun(in: source, range: range).correction ?? correction
        }
        if let last = lastRun, last.range.upperBound == range.lowerBound, last.isMarked != (correction.before != nil) {
            // A mark between two runs is seen by both: the one that needs none gets what it sees without.
            if last.isMarked {
                correction.before = DelimiterRun(in: source, range: range).neighbours.before
            } else {
                insert(DelimiterRun(in: source, range: last.range).neighbours.after, source, at: range.lowerBound)
            }
        }
        if let before = correction.before { insert(before, source, at: range.lowerBound) }
        if let after = correction.after { insert(after, source, at: range.upperBound) }
        lastRun = (range, correction.after != nil)
    }

    private func isBesideWideText(_ source: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var (before, after) = (range.lowerBound, range.upperBound)
        while before > 0, source[before - 1] == UInt8(ascii: "~") { before -= 1 }
        while after < source.count, source[after] == UInt8(ascii: "~") { after += 1 }
        return (before > 0 && source[before - 1] >= 0x80) || (after < source.count && source[after] >= 0x80)
    }

    private mutating func insert(_ neighbour: DelimiterRun.Neighbour, _ source: Span<UInt8>, at index: Int) {
        guard neighbour == .letter || neighbour == .punctuation && allowsPunctuationMark else { return }
        copy(source, upTo: index)
        output.append(contentsOf: neighbour == .letter ? Marks.letter : Marks.punctuation)
        if neighbour == .punctuation { hasPunctuationMark = true }
    }

    private mutating func copy(_ source: Span<UInt8>, upTo end: Int) {
        guard end > copied || output.isEmpty else { return }
        output.append(source.extracting(copied..<end))
        copied = end
    }

    /// Hides the `|` of `[[target|label]]` from tables, and parts brackets of which the first is escaped.
    private mutating func scanBracket(_ source: Span<UInt8>, at start: Int) -> Int {
        let next = start + 1
        guard next < source.count else { return next }
        if start > 0, source[start - 1] == UInt8(ascii: "\\") {
            let isDoubled =
                source[next] == UInt8(ascii: "[")
                || (source[next] == UInt8(ascii: "\\") && next + 1 < source.count
                    && source[next + 1] == UInt8(ascii: "["))
            if isDoubled {
                copy(source, upTo: next)
                output.append(contentsOf: Marks.letter)
            }
            return next
        }
        guard source[next] == UInt8(ascii: "[") else { return next }
        var end = next + 1
        var pipe: Int?
        while end < source.count, !SourceMarking.endsWikilink(source[end]) {
            if pipe == nil, source[end] == UInt8(ascii: "|"), source[end - 1] != UInt8(ascii: "\\") { pipe = end }
            end += 1
        }
        if let pipe, end + 1 < source.count, source[end] == UInt8(ascii: "]"), source[end + 1] == source[end] {
            copy(source, upTo: pipe)
            output.append(contentsOf: Marks.pipe)
            copied = pipe + 1
            return end
        }
        return next
    }

    private static func endsWikilink(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") || byte == 0x0A || byte == 0x0D
    }

    private static let interesting = ByteSet("*_~[\\:w")
}

/// Addresses without angle brackets.
extension SourceMarking {
    /// Looks ahead from `://` or `www.` for full-width text inside the same word, where the address is to end.
    private mutating func scanAddress(_ source: Span<UInt8>, at index: Int) {
        insertAddressEnd(source, before: index)
        guard index >= addressScanEnd, let start = addressStart(source, at: index) else { return }
        guard canBegin(source, at: start) else { return }
        var end = index
        while end < source.count, source[end] > 0x20, source[end] != UInt8(ascii: "<"), source[end] != 0x7F {
            if source[end] >= 0xE1, let (scalar, _) = source.firstScalar(from: end), endsAddress(scalar) { break }
            end += 1
        }
        addressScanEnd = end
        guard end < source.count, source[end] >= 0x80 else { return }
        while end > index, "*_~".utf8.contains(source[end - 1]) { end -= 1 }
        addressEnd = end
    }

    /// Quotation marks, dashes and dots count as well, which Chinese text shares with others.
    private func endsAddress(_ scalar: Unicode.Scalar) -> Bool {
        CJK.isCJK(scalar) || ["‘", "’", "“", "”", "—", "…"].contains(scalar)
    }

    private mutating func insertAddressEnd(_ source: Span<UInt8>, before index: Int) {
        guard let end = addressEnd, end < index else { return }
        copy(source, upTo: end)
        output.append(contentsOf: Marks.addressEnd)
        addressEnd = nil
    }

    private func addressStart(_ source: Span<UInt8>, at index: Int) -> Int? {
        let rest = source.count - index
        if source[index] == UInt8(ascii: "w") {
            let isAddress =
                rest > 4 && source[index + 1] == UInt8(ascii: "w") && source[index + 2] == UInt8(ascii: "w")
                && source[index + 3] == UInt8(ascii: ".")
            return isAddress ? index : nil
        }
        guard rest > 3, source[index + 1] == UInt8(ascii: "/"), source[index + 2] == UInt8(ascii: "/") else {
            return nil
        }
        var start = index
        while start > 0, index - start < 6, (0x61...0x7A).contains(source[start - 1] | 0x20) { start -= 1 }
        return start < index ? start : nil
    }

    /// Whether what stands before lets the library take the address for a link of its own: not the destination of
    /// another, nor an attribute.
    private func canBegin(_ source: Span<UInt8>, at start: Int) -> Bool {
        guard start > 0 else { return true }
        var before = start - 1
        switch source[before] {
        case UInt8(ascii: "<"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "="), UInt8(ascii: "/"):
            return false
        case UInt8(ascii: "("):
            return before == 0 || source[before - 1] != UInt8(ascii: "]")
        case 0x20:
            while before > 0, source[before] == 0x20, start - before < 8 { before -= 1 }
            return !(before > 0 && source[before] == UInt8(ascii: ":") && source[before - 1] == UInt8(ascii: "]"))
        default:
            return true
        }
    }
}
