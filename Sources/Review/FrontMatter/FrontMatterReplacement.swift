/// Bytes to stand in place of others; an empty range inserts.
struct FrontMatterReplacement {
    var range: Range<Int>
    var bytes: [UInt8]

    /// Ranges refer to the original and do not overlap. At one place the order of the list holds.
    static func apply(_ replacements: [FrontMatterReplacement], to original: [UInt8]) -> [UInt8] {
        let ordered = replacements.enumerated().sorted { left, right in
            (left.element.range.lowerBound, left.offset) < (right.element.range.lowerBound, right.offset)
        }
        var result: [UInt8] = []
        var position = 0
        for (_, replacement) in ordered where replacement.range.lowerBound >= position {
            result += original[position..<replacement.range.lowerBound]
            result += replacement.bytes
            position = replacement.range.upperBound
        }
        result += original[position...]
        return result
    }
}
