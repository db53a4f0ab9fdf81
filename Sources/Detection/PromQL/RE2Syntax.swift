/// Whether a text is a regular expression as Prometheus reads them: Go's `regexp/syntax` with Perl's extensions. One bad
/// matcher makes the server refuse a whole file of rules.
///
/// It only reads the syntax, in one pass; what is matched is left to Prometheus.
struct RE2Syntax {
    private let text: [Unicode.Scalar]
    /// Where the last `:]` stands, which ends the name of a class; -1 where there is none.
    private let lastNameEnd: Int
    private var position = 0
    /// Whether something stands before that can be repeated, and whether it was just repeated.
    private var canRepeat = false
    private var isRepeated = false
    /// How often the last part repeats what is in it, and the most of all parts: one for each open group.
    private var factor = 1
    private var most = [1]
    private var names: Set<String> = []

    private static let longestRepetition = 1000
    private static let deepest = 1000
    private static let classes: Set<String> = [
        "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper",
        "word", "xdigit",
    ]

    static func isValid(_ text: String) -> Bool {
        var syntax = RE2Syntax(text: Array(text.unicodeScalars))
        return syntax.isWhole()
    }

    private init(text: [Unicode.Scalar]) {
        self.text = text
        lastNameEnd = zip(text, text.dropFirst()).enumerated().reduce(-1) { last, pair in
            pair.element == (":", "]") ? pair.offset : last
        }
    }

    private var next: Unicode.Scalar? { position < text.count ? text[position] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        position += 1
        return true
    }

    private mutating func isWhole() -> Bool {
        while let scalar = next {
            position += 1
            let isFine =
                switch scalar {
                case "(": group()
                case ")": endOfGroup()
                case "|": alternative()
                case "*", "+", "?": repetition(1)
                case "{": counts()
                case "[": characterClass()
                case "\\": escape()
                default: part()
                }
            guard isFine else { return false }
        }
        return most.count == 1
    }

    /// Something that can be repeated ends here.
    private mutating func part(_ factor: Int = 1) -> Bool {
        self.factor = factor
        most[most.count - 1] = max(most[most.count - 1], factor)
        (canRepeat, isRepeated) = (true, false)
        return true
    }

    private mutating func alternative() -> Bool {
        (canRepeat, isRepeated) = (false, false)
        return true
    }

    private mutating func endOfGroup() -> Bool {
        guard most.count > 1 else { return false }
        return part(most.removeLast())
    }

    private mutating func group() -> Bool {
        if take("?") {
            // `(?<name>` is read by newer servers only.
            if take("P") {
                guard take("<"), let name = word(until: ">"), names.insert(name).inserted else { return false }
            } else {
                guard let opens = flags() else { return false }
                if !opens { return true }
            }
        }
        most.append(1)
        return most.count <= Self.deepest && alternative()
    }

    /// `i-s:` opens a group, `i-s)` does not; nil for what is neither.
    private mutating func flags() -> Bool? {
        var isNegative = false
        var isEmpty = false
        while let flag = next {
            position += 1
            switch flag {
            case "i", "m", "s", "U": isEmpty = false
            case "-" where !isNegative: (isNegative, isEmpty) = (true, true)
            case ":", ")": return isEmpty ? nil : flag == ":"
            default: return nil
            }
        }
        return nil
    }

    /// The word of letters, digits and `_` up to an end, which is taken, too.
    private mutating func word(until end: Unicode.Scalar) -> String? {
        var word = ""
        while let scalar = next, scalar != end {
            guard Self.isWord(scalar) else { return nil }
            word.unicodeScalars.append(scalar)
            position += 1
        }
        return take(end) && !word.isEmpty ? word : nil
    }

    private mutating func repetition(_ most: Int) -> Bool {
        guard canRepeat, !isRepeated else { return false }
        _ = take("?")
        let product = factor * max(1, most)
        guard product <= Self.longestRepetition else { return false }
        _ = part(product)
        isRepeated = true
        return true
    }

    /// `{m}`, `{m,}` or `{m,n}`; else the brace means itself.
    private mutating func counts() -> Bool {
        let start = position
        let least = number()
        let hasComma = take(",")
        let most = hasComma ? number() : least
        guard let least, take("}") else {
            position = start
            return part()
        }
        guard max(least, most ?? least) <= Self.longestRepetition, (most ?? least) >= least else { return false }
        return repetition(most ?? least)
    }

    private mutating func number() -> Int? {
        let start = position
        var value = 0
        while let scalar = next, let digit = Self.digit(scalar), digit < 10 {
            value = min(value * 10 + digit, 1_000_000)
            position += 1
        }
        let isPadded = position > start + 1 && text[start] == "0"
        return position > start && !isPadded ? value : nil
    }

    private mutating func characterClass() -> Bool {
        _ = take("^")
        var isFirst = true
        while let scalar = next, isFirst || scalar != "]" {
            isFirst = false
            if scalar == "[", position + 1 < text.count, text[position + 1] == ":", let isKnown = namedClass() {
                guard isKnown else { return false }
                continue
            }
            if isSetEscape() { continue }
            guard let first = classCharacter() else { return false }
            guard next == "-", position + 1 < text.count, text[position + 1] != "]" else { continue }
            position += 1
            guard let last = classCharacter(), first <= last else { return false }
        }
        return take("]") && part()
    }

    /// `[:alpha:]`, and whether it is known; nil where the bracket means itself.
    private mutating func namedClass() -> Bool? {
        guard lastNameEnd >= position + 2 else { return nil }
        var name = ""
        position += 2
        while position < lastNameEnd, text[position] != ":" || text[position + 1] != "]" {
            // No name is longer.
            guard name.utf8.count < 12 else { return false }
            name.unicodeScalars.append(text[position])
            position += 1
        }
        position += 2
        return Self.classes.contains(name.hasPrefix("^") ? String(name.dropFirst()) : name)
    }

    private mutating func classCharacter() -> UInt32? {
        guard let scalar = next else { return nil }
        position += 1
        return scalar == "\\" ? escapedCharacter() : scalar.value
    }

    private mutating func escape() -> Bool {
        position -= 1
        if isSetEscape() { return part() }
        position += 1
        switch next {
        case "A", "b", "B", "z":
            position += 1
            return part()
        case "Q":
            position += 1
            return quoted()
        default: return escapedCharacter() != nil && part()
        }
    }

    /// `\Q…\E`, where everything means itself; without its end it would take what Prometheus puts around the whole.
    private mutating func quoted() -> Bool {
        let start = position
        while let scalar = next {
            if scalar == "\\", position + 1 < text.count, text[position + 1] == "E" {
                let isEmpty = position == start
                position += 2
                return isEmpty || part()
            }
            position += 1
        }
        return false
    }

    /// `\d` and its kin, and `\p{Han}`, which are passed over.
    private mutating func isSetEscape() -> Bool {
        guard next == "\\", position + 1 < text.count else { return false }
        switch text[position + 1] {
        case "d", "D", "s", "S", "w", "W":
            position += 2
            return true
        case "p", "P":
            let start = position
            position += 2
            if take("{") {
                _ = take("^")
                if word(until: "}") != nil { return true }
            } else if let scalar = next, "CLMNPSZ".unicodeScalars.contains(scalar) {
                position += 1
                return true
            }
            position = start
            return false
        default: return false
        }
    }

    /// The character behind a backslash; nil where there is none of that escape.
    private mutating func escapedCharacter() -> UInt32? {
        guard let scalar = next else { return nil }
        position += 1
        switch scalar {
        case "a": return 7
        case "f": return 12
        case "n": return 10
        case "r": return 13
        case "t": return 9
        case "v": return 11
        case "x": return hexadecimal()
        case "0"..."7":
            let isOctal = next.flatMap(Self.digit).map { $0 < 8 } ?? false
            // One digit alone would mean what a group found, which Go does not know.
            guard scalar == "0" || isOctal else { return nil }
            var value = scalar.value - 48
            for _ in 0..<2 {
                guard let scalar = next, let digit = Self.digit(scalar), digit < 8 else { break }
                value = value * 8 + UInt32(digit)
                position += 1
            }
            return value
        default: return scalar.isASCII && (!Self.isWord(scalar) || scalar == "_") ? scalar.value : nil
        }
    }

    private mutating func hexadecimal() -> UInt32? {
        let isBraced = take("{")
        let start = position
        var value: UInt32 = 0
        while let scalar = next, let digit = Self.digit(scalar), isBraced || position < start + 2 {
            value = min(value * 16 + UInt32(digit), 0x11_0000)
            position += 1
        }
        let isEnded = isBraced ? position > start && take("}") : position == start + 2
        return isEnded && value <= 0x10_FFFF ? value : nil
    }

    /// The value of a hexadecimal digit.
    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        scalar.isASCII ? Character(scalar).hexDigitValue : nil
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_")
    }
}
