/// One run of `*`, `_` or `~`, and what stands beside it, by the rules of markdown-cjk-friendly.
///
/// CommonMark lets a run open or close emphasis by whether its neighbours are spaces or punctuation, so that
/// `**強調：**文字` closes nothing. These rules take CJK punctuation for a letter, and a CJK character beside other
/// punctuation for punctuation. See https://github.com/tats-u/markdown-cjk-friendly.
struct DelimiterRun {
    /// What the library makes of a neighbour.
    enum Neighbour {
        case space, punctuation, letter
    }

    /// The marks that lead the library to the same answer as the rules.
    struct Correction: Equatable {
        var before: Neighbour?
        var after: Neighbour?
    }

    private struct Side {
        var library: Neighbour
        /// Punctuation that is not CJK punctuation.
        var isOtherPunctuation = false
        var isPunctuation = false
        var isCJK = false

        var isSpace: Bool { library == .space && !isPunctuation }

        /// A tilde, past which the library looks at what stands there; to the rules it is punctuation.
        static func tilde(beside other: Side) -> Side {
            Side(library: other.library, isOtherPunctuation: true, isPunctuation: true)
        }
    }

    private let isUnderscore: Bool
    private let before: Side
    private let after: Side

    /// A run at `range` of a text.
    init(in text: Span<UInt8>, range: Range<Int>) {
        isUnderscore = text[range.lowerBound] == UInt8(ascii: "_")
        before = DelimiterRun.sideBefore(range.lowerBound, in: text)
        after = DelimiterRun.sideAfter(range.upperBound, in: text)
    }

    /// What the library makes of the neighbours where no marks stand.
    var neighbours: (before: Neighbour, after: Neighbour) { (before.library, after.library) }

    /// The marks that are needed; nil for most runs.
    var correction: Correction? {
        guard !before.isSpace, !after.isSpace else { return nil }
        let isLeft = !after.isOtherPunctuation || before.isOtherPunctuation || before.isCJK
        let isRight = !before.isOtherPunctuation || after.isOtherPunctuation || after.isCJK
        let opens = isLeft && (!isUnderscore || !isRight || before.isPunctuation)
        let closes = isRight && (!isUnderscore || !isLeft || after.isPunctuation)
        let wanted: (before: Neighbour, after: Neighbour)
        switch (opens, closes) {
        case (true, true)
        where before.library == after.library && before.library != .space
            && (!isUnderscore || before.library == .punctuation):
            return nil
        case (true, true): wanted = isUnderscore ? (.punctuation, .punctuation) : (.letter, .letter)
        case (true, false): wanted = (.punctuation, .letter)
        case (false, true): wanted = (.letter, .punctuation)
        case (false, false): wanted = (.letter, .letter)
        }
        let correction = Correction(
            before: wanted.before == before.library ? nil : wanted.before,
            after: wanted.after == after.library ? nil : wanted.after)
        return correction == Correction() ? nil : correction
    }

    private static func sideBefore(_ end: Int, in text: Span<UInt8>) -> Side {
        var outer = end
        while outer > 0, text[outer - 1] == UInt8(ascii: "~") { outer -= 1 }
        guard outer == end else { return .tilde(beside: sideBefore(outer, in: text)) }
        guard let (scalar, start) = text.lastScalar(before: end) else { return Side(library: .space) }
        guard isVariationSelector(scalar), let (base, _) = text.lastScalar(before: start) else {
            return side(of: scalar)
        }
        var result = side(of: base)
        result.library = .letter
        // Quotation marks with the second selector are full-width.
        if scalar.value == 0xFE01, [0x2018, 0x2019, 0x201C, 0x201D].contains(base.value) {
            result.isCJK = true
            result.isOtherPunctuation = false
        }
        if scalar.value >= 0xE0100 { result.isCJK = true }
        return result
    }

    private static func sideAfter(_ start: Int, in text: Span<UInt8>) -> Side {
        var outer = start
        while outer < text.count, text[outer] == UInt8(ascii: "~") { outer += 1 }
        guard outer == start else { return .tilde(beside: sideAfter(outer, in: text)) }
        // Only what stands before a run counts with its selector: the rules look one character ahead.
        return text.firstScalar(from: start).map { side(of: $0.scalar) } ?? Side(library: .space)
    }

    private static func side(of scalar: Unicode.Scalar) -> Side {
        let value = scalar.value
        if value < 0x80 {
            if value == 0x20 || (0x09...0x0D).contains(value) { return Side(library: .space) }
            let isLetterOrDigit = (0x30...0x39).contains(value) || (0x61...0x7A).contains(value | 0x20)
            let isPunctuation = value > 0x20 && value < 0x7F && !isLetterOrDigit
            return Side(
                library: isPunctuation ? .punctuation : .letter, isOtherPunctuation: isPunctuation,
                isPunctuation: isPunctuation)
        }
        let isCJK = CJK.isCJK(scalar)
        switch scalar.properties.generalCategory {
        case .spaceSeparator:
            return Side(library: .space)
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation:
            let isNew = newPunctuation.contains { $0.contains(value) }
            return Side(
                library: isNew ? .letter : .punctuation, isOtherPunctuation: !isCJK, isPunctuation: true, isCJK: isCJK)
        case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
            return Side(library: .letter, isOtherPunctuation: !isCJK, isPunctuation: true, isCJK: isCJK)
        default:
            return Side(library: .letter, isCJK: isCJK)
        }
    }

    /// Punctuation of Unicode 8 and later, which the library (Unicode 7) does not know.
    private static let newPunctuation: [ClosedRange<UInt32>] = [
        0x61D...0x61D, 0x9FD...0x9FD, 0xA76...0xA76, 0xC77...0xC84, 0x1B7D...0x1B7E, 0x2E43...0x2E5D, 0xA8FC...0xA8FC,
        0x10EAD...0x10EAD, 0x10F55...0x10F89, 0x111DB...0x111DF, 0x112A9...0x112A9, 0x1144B...0x1145D,
        0x115CA...0x115D7, 0x11660...0x1166C, 0x116B9...0x116B9, 0x1173C...0x1173E, 0x1183B...0x1183B,
        0x11944...0x11946, 0x119E2...0x119E2, 0x11A3F...0x11AA2, 0x11C41...0x11C71, 0x11EF7...0x11FFF,
        0x12FF1...0x12FF2, 0x16E97...0x16E9A, 0x16FE2...0x16FE2, 0x1DA87...0x1DA8B, 0x1E95E...0x1E95F,
    ]

    private static func isVariationSelector(_ scalar: Unicode.Scalar) -> Bool {
        (0xFE00...0xFE0E).contains(scalar.value) || (0xE0100...0xE01EF).contains(scalar.value)
    }
}
