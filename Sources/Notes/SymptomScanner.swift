/// Reads a reference to symptoms piece by piece. Full-width letters, digits and marks count as their narrow forms.
struct SymptomScanner {
    /// A further number of a reference.
    struct Next {
        var number: Int
        /// Whether all from the number before up to it are meant.
        var isRange: Bool
        /// Whether it only belongs to the reference when that ends plainly behind it.
        var isLoose: Bool
        /// Where what links it to the number before begins.
        var start: Int
    }

    var position = 0
    /// Whether a number was written as in `S-1`.
    private(set) var isHyphenated = false
    private let written: [Unicode.Scalar]
    private let scalars: [Unicode.Scalar]

    init(_ text: some StringProtocol) {
        written = Array(text.unicodeScalars)
        scalars = written.map(\.halfWidth)
    }

    /// What has not been read.
    var rest: String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: written[position...])
        return String(text)
    }

    /// Whether what follows is apart: a space or an opening bracket.
    var isAtGap: Bool { head.map { isSpace($0) || Self.brackets[$0] != nil } ?? true }

    private var head: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    /// Spaces of all kinds, those without a width included: texts are pasted from pages.
    private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\u{FEFF}"
            || scalar.value >= 0xA0 && (scalar.properties.isWhitespace || (0x200B...0x200D).contains(scalar.value))
    }

    private mutating func skipSpaces() {
        while let scalar = head, isSpace(scalar) { position += 1 }
    }

    /// Passes over emoji and other marks, and over the number of a heading: `🔴 S1`, `3.2 S1`.
    mutating func skipMarksAndNumbering() {
        while let scalar = head, isSpace(scalar) || isMark(scalar) { position += 1 }
        let start = position
        while let scalar = head, isDigit(scalar) || scalar == "." { position += 1 }
        guard position > start, let scalar = head, isSpace(scalar) else { return position = start }
        skipSpaces()
    }

    private func isMark(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.isASCII && !scalar.isHan && !scalar.properties.isAlphabetic && Self.brackets[scalar] == nil
    }

    /// Passes over `Symptom` or `症狀` before the ids.
    mutating func skipLabel() -> Bool {
        for label in Self.labels where skip(label) {
            skipSpaces()
            if head == ":" { position += 1 }
            skipSpaces()
            return true
        }
        return false
    }

    mutating func skipOpeningBracket() -> Bool {
        guard let scalar = head, Self.brackets[scalar] != nil else { return false }
        position += 1
        skipSpaces()
        return true
    }

    mutating func skipClosingBracket() -> Bool {
        let start = position
        skipSpaces()
        guard let scalar = head, Self.brackets.values.contains(scalar) else {
            position = start
            return false
        }
        position += 1
        return true
    }

    /// Passes over the end of the reference, if it is here: the end of the text, a colon, a full stop or a dash.
    mutating func skipEnd() -> Bool {
        let start = position
        skipSpaces()
        switch head {
        case nil: return true
        case ":", "|", "｜", ")", "]", "、":
            position += 1
            return true
        case let scalar? where Self.dashes.contains(scalar):
            while let scalar = head, Self.dashes.contains(scalar) { position += 1 }
            return true
        case "." where position + 1 == scalars.count || isSpace(scalars[position + 1]):
            position += 1
            return true
        default:
            position = start
            return false
        }
    }

    /// `S12`: at most four digits, and no letter after them.
    mutating func number() -> Int? {
        let start = position
        guard head == "S" || head == "s" else { return nil }
        position += 1
        let hasHyphen = head == "-" || head == "‑"
        if hasHyphen { position += 1 }
        guard let number = bareNumber() else {
            position = start
            return nil
        }
        if hasHyphen { isHyphenated = true }
        return number
    }

    /// `12`
    mutating func bareNumber() -> Int? {
        let start = position
        var value = 0
        while let scalar = head, isDigit(scalar), position - start < 5 {
            value = value * 10 + Int(scalar.value - 48)
            position += 1
        }
        let runsOn = head.map { $0.isASCII && ($0.properties.isAlphabetic || isDigit($0)) } ?? false
        guard (1...4).contains(position - start), !runsOn else {
            position = start
            return nil
        }
        return value
    }

    private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// The next number with what links it to the one before; nil, and nothing read, when there is none.
    mutating func next() -> Next? {
        let start = position
        skipSpaces()
        let hasSpace = position > start
        guard let isRange = separator() else {
            // `S1 S2: x`
            if hasSpace, let number = number() {
                return Next(number: number, isRange: false, isLoose: true, start: start)
            }
            position = start
            return nil
        }
        if !isRange { skipFurtherAnd() }
        let end = position
        skipSpaces()
        let isTight = !hasSpace && position == end
        if let number = number() { return Next(number: number, isRange: isRange, isLoose: false, start: start) }
        // `S3-4` is a range, but the number in `S3 - 4 brokers down` is no symptom.
        if let number = bareNumber() {
            return Next(number: number, isRange: isRange, isLoose: !isTight, start: start)
        }
        position = start
        return nil
    }

    /// Passes over the "and" behind a comma: `S1, S2, and S4`.
    private mutating func skipFurtherAnd() {
        let start = position
        skipSpaces()
        if separator() != false { position = start }
    }

    /// Passes over a comma, a dash, an "and", a "to"; true for those that mean a range, nil when there is none.
    private mutating func separator() -> Bool? {
        for (word, isRange) in Self.separators where skip(word) { return isRange }
        return nil
    }

    /// Passes over a word, if it is here and is not only the beginning of a longer one.
    private mutating func skip(_ word: [Unicode.Scalar]) -> Bool {
        let end = position + word.count
        guard let first = word.first, let head, Self.isSame(head, first), end <= scalars.count,
            scalars[position..<end].elementsEqual(word, by: Self.isSame)
        else { return false }
        if ("a"..."z").contains(first), end < scalars.count, scalars[end].isASCII, scalars[end].properties.isAlphabetic
        {
            return false
        }
        position = end
        return true
    }

    private static func isSame(_ scalar: Unicode.Scalar, _ lower: Unicode.Scalar) -> Bool {
        scalar == lower || ("A"..."Z").contains(scalar) && scalar.value | 0x20 == lower.value
    }

    private static let brackets: [Unicode.Scalar: Unicode.Scalar] = ["(": ")", "[": "]", "【": "】", "「": "」", "〔": "〕"]

    private static let labels = ["symptoms", "symptom", "症狀", "症状"].map { Array($0.unicodeScalars) }

    /// Dashes and minus signs of several keyboards.
    private static let dashes: Set<Unicode.Scalar> = ["-", "–", "—", "―", "‒", "−", "﹣"]

    /// Of those that begin alike the longest first.
    private static let separators: [(word: [Unicode.Scalar], isRange: Bool)] =
        dashes.sorted().map { ([$0], true) }
        + ["...", "..", "……", "…", "⋯", "~", "〜", "⁓", "ー", "‑", "至", "到", "through", "thru", "to"].map {
            (Array($0.unicodeScalars), true)
        }
        + [
            ",", "、", "/", "&", "+", ";", "·", "以及", "與", "和", "及", "与", "跟", "或者", "或是", "或", "and", "or",
        ].map { (Array($0.unicodeScalars), false) }
}
