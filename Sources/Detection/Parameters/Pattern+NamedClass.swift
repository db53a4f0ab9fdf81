extension Pattern.CharacterSet {
    /// The set of a class of POSIX, by the name that stands in `[:name:]`; a `^` before it means all but those. Nil where
    /// no class has the name.
    init?(className: String) {
        let isNegated = className.hasPrefix("^")
        guard let ranges = Self.classes[isNegated ? String(className.dropFirst()) : className] else { return nil }
        self.init(ranges: isNegated ? Self.others(than: ranges) : ranges)
    }

    /// Those that RE2 knows, in ASCII; ranges in order.
    private static let classes: [String: [ClosedRange<UInt32>]] = [
        "alnum": [48...57, 65...90, 97...122],
        "alpha": [65...90, 97...122],
        "ascii": [0...127],
        "blank": [9...9, 32...32],
        "cntrl": [0...31, 127...127],
        "digit": [48...57],
        "graph": [33...126],
        "lower": [97...122],
        "print": [32...126],
        "punct": [33...47, 58...64, 91...96, 123...126],
        "space": [9...13, 32...32],
        "upper": [65...90],
        "word": [48...57, 65...90, 95...95, 97...122],
        "xdigit": [48...57, 65...70, 97...102],
    ]

    /// The gaps between ranges in order.
    private static func others(than ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var gaps: [ClosedRange<UInt32>] = []
        var start: UInt32 = 0
        for range in ranges {
            if range.lowerBound > start { gaps.append(start...range.lowerBound - 1) }
            start = range.upperBound + 1
        }
        gaps.append(start...0x10FFFF)
        return gaps
    }
}
