/// Which characters are Chinese, Japanese or Korean, or as wide as they are.
package enum CJK {
    /// Whether a code point is wide, full-width or half-width (East Asian Width W, F or H) or Hangul, and not shown as
    /// an emoji by default. After the definition of "CJK character" in the markdown-cjk-friendly specification, with
    /// the ranges of Unicode 16.
    static func isCJK(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        guard value >= 0x1100 else { return false }
        if (0x4E00...0xA4CF).contains(value) || (0xAC00...0xD7FF).contains(value) { return true }
        guard ranges.contains(where: { $0.contains(value) }) else { return false }
        return value < 0x1F000 || !scalar.properties.isEmojiPresentation
    }

    /// Whether a code point is wide enough that a line break beside it stands for nothing: CJK, but not Hangul, whose
    /// words are parted by spaces.
    static func joinsLines(_ scalar: Unicode.Scalar) -> Bool {
        isCJK(scalar) && !isHangul(scalar.value) && !(0xFF61...0xFFDC).contains(scalar.value)
    }

    /// Whether a code point is a Chinese character: the unified ideographs with their extensions and the compatibility
    /// ones, 々 and 〇.
    @inlinable package static func isHan(_ value: UInt32) -> Bool {
        switch value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF: true
        case 0x3005, 0x3007, 0xF900...0xFAFF, 0x20000...0x323AF: true
        default: false
        }
    }

    private static func isHangul(_ value: UInt32) -> Bool {
        (0x1100...0x11FF).contains(value) || (0xAC00...0xD7FF).contains(value) || (0xA960...0xA97F).contains(value)
            || (0x3130...0x318F).contains(value)
    }

    private static let ranges: [ClosedRange<UInt32>] = [
        0x1100...0x11FF, 0x20A9...0x20A9, 0x2329...0x232A, 0x2630...0x2637, 0x268A...0x268F, 0x2E80...0x303E,
        0x3041...0x3247, 0x3250...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7FF, 0xF900...0xFAFF, 0xFE10...0xFE19,
        0xFE30...0xFE6B, 0xFF01...0xFFDC, 0xFFE0...0xFFE6, 0xFFE8...0xFFEE, 0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF,
        0x1D300...0x1D376, 0x1F200...0x1F2FF, 0x20000...0x3FFFD,
    ]
}
