/// A wikilink as it stands in one run of text: `[[target]]`, `[[target|label]]` or `![[target]]`, as offsets.
struct WikilinkMatch {
    var isEmbed: Bool
    /// All of it, brackets and `!` included.
    var range: Range<Int>
    var target: Range<Int>
    var label: Range<Int>
}

/// Finds wikilinks in the text of a document, where code is already set apart.
enum WikilinkScanner {
    /// The first wikilink at or after an offset. All calls over one text together take linear time.
    static func next(in text: Span<UInt8>, from start: Int) -> WikilinkMatch? {
        var index = start
        while index + 4 < text.count {
            guard text[index] == open else {
                index += 1
                continue
            }
            let runStart = index
            while index < text.count, text[index] == open { index += 1 }
            guard index - runStart == 2 else { continue }
            if let match = match(in: text, contentStart: index) { return match }
        }
        return nil
    }

    private static func match(in text: Span<UInt8>, contentStart: Int) -> WikilinkMatch? {
        var end = contentStart
        var pipe: Range<Int>?
        while end < text.count, text[end] != close, text[end] != open {
            if pipe == nil, text[end] == 0x7C { pipe = end..<(end + 1) }
            if pipe == nil, text[end] == 0xEF, Marks.isNoncharacter(in: text, at: end), text[end + 2] == 0x92 {
                pipe = end..<(end + 3)
            }
            end += 1
        }
        guard end + 1 < text.count, text[end] == close, text[end + 1] == close else { return nil }
        let target = trim(contentStart..<(pipe?.lowerBound ?? end), in: text)
        guard !target.isEmpty, !looksLikeDefinition(in: text, after: end + 2) else { return nil }
        var label = target
        if let pipe { label = trim(pipe.upperBound..<end, in: text) }
        let openStart = contentStart - 2
        let isEmbed = openStart > 0 && text[openStart - 1] == 0x21
        return WikilinkMatch(
            isEmbed: isEmbed, range: (isEmbed ? openStart - 1 : openStart)..<(end + 2), target: target,
            label: label.isEmpty ? target : label)
    }

    /// `[[label]]: /target` has the shape of a link reference definition and stays text.
    private static func looksLikeDefinition(in text: Span<UInt8>, after end: Int) -> Bool {
        guard end < text.count, text[end] == 0x3A else { return false }
        var index = end + 1
        while index < text.count, text[index] == 0x20 { index += 1 }
        return index < text.count && (text[index] == 0x2F || text[index] == 0x3C)
    }

    private static func trim(_ range: Range<Int>, in text: Span<UInt8>) -> Range<Int> {
        var (lower, upper) = (range.lowerBound, range.upperBound)
        while lower < upper, text[lower] <= 0x20 { lower += 1 }
        while upper > lower, text[upper - 1] <= 0x20 { upper -= 1 }
        return lower..<upper
    }

    private static let open = UInt8(ascii: "[")
    private static let close = UInt8(ascii: "]")
}
