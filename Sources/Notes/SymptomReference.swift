/// A reference to symptoms at the start of a heading or a comment: `S1:`, `S3–S4:`, `S1, S2`, `S1/S2`, `S1、S2`.
package struct SymptomReference: Sendable, Equatable {
    /// The ids that are named, in order, each once: `S3–S4` names S3 and S4.
    package let symptoms: [String]
    /// What follows the reference and its colon or dash.
    package let rest: String

    /// A range wider than this is taken for a slip, not for that many symptoms.
    private static let widestRange = 50

    /// Reads the reference that `text` begins with; nil when it begins with none.
    ///
    /// - Parameter known: the symptoms of the note. Without a colon, a dash or the end after it, `S3 bucket` is a
    ///   reference only when S3 is one of them.
    package init?(_ text: some StringProtocol, known: Set<String> = []) {
        var scanner = Scanner(Array(text.unicodeScalars))
        scanner.skipSpaces()
        guard let first = scanner.number(afterS: true) else { return nil }
        var numbers = [first]
        while true {
            let start = scanner.position
            scanner.skipSpaces()
            guard let separator = scanner.separator() else {
                scanner.position = start
                break
            }
            scanner.skipSpaces()
            // `S3-4` is a range, but the number in `S3 - 4 brokers down` is no symptom.
            let isTight = scanner.position == start + 1
            guard let number = scanner.number(afterS: !isTight), let last = numbers.last else {
                scanner.position = start
                break
            }
            if separator == .range {
                guard number > last, number - last <= Self.widestRange else { return nil }
                numbers.append(contentsOf: (last + 1)...number)
            } else {
                numbers.append(number)
            }
        }
        var seen: Set<Int> = []
        let ids = numbers.filter { seen.insert($0).inserted }.map { "S\($0)" }
        guard scanner.end() || known.isSuperset(of: ids) && scanner.isAtSpace else { return nil }
        symptoms = ids
        rest = scanner.rest.trimmingSpaces()
    }

    /// The id that a cell of the symptoms table holds, in its usual form: `S1` for `S1`, `s1`, `S01` or `1`.
    package static func id(inCell cell: String) -> String? {
        var scanner = Scanner(Array(cell.unicodeScalars))
        scanner.skipSpaces()
        guard let number = scanner.number(afterS: false) else { return nil }
        scanner.skipSpaces()
        return scanner.rest.isEmpty ? "S\(number)" : nil
    }
}

private enum Separator {
    case list, range
}

private struct Scanner {
    let scalars: [Unicode.Scalar]
    var position = 0

    init(_ scalars: [Unicode.Scalar]) {
        self.scalars = scalars
    }

    var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    var isAtSpace: Bool { next == " " || next == "\u{3000}" }

    var rest: String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[position...])
        return String(text)
    }

    mutating func skipSpaces() {
        while let scalar = next, scalar == " " || scalar == "\t" || scalar == "\u{3000}" { position += 1 }
    }

    /// `S12`, or `12` alone where the S may be missing; at most four digits, and no letter after them.
    mutating func number(afterS required: Bool) -> Int? {
        let start = position
        if next == "S" || next == "s" {
            position += 1
        } else if required {
            return nil
        }
        var value = 0
        var digits = 0
        while let scalar = next, ("0"..."9").contains(scalar), digits < 5 {
            value = value * 10 + Int(scalar.value - 48)
            digits += 1
            position += 1
        }
        let runsOn = next.map { $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0)) } ?? false
        guard (1...4).contains(digits), !runsOn else {
            position = start
            return nil
        }
        return value
    }

    mutating func separator() -> Separator? {
        guard let scalar = next else { return nil }
        let kind: Separator? =
            switch scalar {
            case "-", "–", "—", "~", "～", "－", "〜", "‑": .range
            case "至", "到": .range
            case ",", "，", "、", "/", "／", "&", "＆", "+", "與", "和", "及", "与": .list
            default: nil
            }
        if kind != nil {
            position += 1
            return kind
        }
        for (word, separator) in [("and", Separator.list), ("to", .range)] {
            let end = position + word.unicodeScalars.count
            if end < scalars.count, scalars[end] == " ",
                scalars[position..<end].elementsEqual(word.unicodeScalars)
            {
                position = end
                return separator
            }
        }
        return nil
    }

    /// Whether the reference ends here: at the end of the text, a colon, a full stop or a dash, which are passed over.
    mutating func end() -> Bool {
        let start = position
        skipSpaces()
        switch next {
        case nil: return true
        case ":", "：":
            position += 1
            return true
        case "—", "–", "-":
            while let scalar = next, "—–-".unicodeScalars.contains(scalar) { position += 1 }
            return true
        case "." where position + 1 == scalars.count || scalars[position + 1] == " ":
            position += 1
            return true
        default:
            position = start
            return false
        }
    }
}
