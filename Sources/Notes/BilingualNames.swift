/// What names in either language stand for, such as the headings of sections or the header cells of a table.
///
/// A text is one of the names whatever its case, marks, emoji and numbering are (`🔥 2. Symptoms*`), with an addition in
/// brackets (`影響（Impact）`), and in both languages side by side (`Symptoms / 症狀`, `Symptoms 症狀`).
struct BilingualNames<Meaning: Sendable & Equatable>: Sendable {
    private var meanings: [String: Meaning] = [:]

    init(_ names: [(Meaning, [String])] = []) {
        for (meaning, names) in names { add(names, for: meaning) }
    }

    /// Names that are there already change their meaning.
    mutating func add(_ names: [String], for meaning: Meaning) {
        for name in names { meanings[Self.key(name)] = meaning }
    }

    /// What one of the names stands for, spelled as it was added but for case, marks and emoji.
    func meaning(ofName name: String) -> Meaning? { meanings[Self.key(name)] }

    /// What a text stands for, in whole or by one of its halves; nil when it is none of the names.
    func meaning(of text: BilingualText) -> Meaning? {
        // No name is nearly as long, with what may stand around it.
        guard text.full.utf8.count <= 1_000 else { return nil }
        for half in [text.full, text.english, text.chinese] {
            guard let half else { continue }
            if let meaning = meaning(ofKey: Self.key(Self.withoutNumber(half))) { return meaning }
            let outside = Self.withoutBrackets(half)
            if outside != half, let meaning = meaning(ofKey: Self.key(Self.withoutNumber(outside))) { return meaning }
        }
        return nil
    }

    private func meaning(ofKey key: String) -> Meaning? {
        if let meaning = meanings[key] { return meaning }
        // The digits of a number before it, of which the key has kept nothing else.
        let name = key.drop { $0.isASCII && $0.isNumber }
        if let meaning = meanings[String(name)] { return meaning }
        guard let first = name.unicodeScalars.first,
            name.unicodeScalars.contains(where: { $0.isHan != first.isHan })
        else { return nil }
        // Both languages side by side must say the same: `Symptoms 的歷史` is another subject.
        let (chinese, english) = (name.unicodeScalars.filter(\.isHan), name.unicodeScalars.filter { !$0.isHan })
        guard let meaning = meanings[String(chinese)], meanings[String(english)] == meaning else { return nil }
        return meaning
    }

    /// Letters and digits in lower case, `&` as "and"; of a text without any, the text.
    private static func key(_ name: String) -> String {
        var key = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": key.unicodeScalars.append(scalar)
            case "A"..."Z": key.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) | 0x20))
            case "&", "＆": key += "and"
            default:
                if !scalar.isASCII, scalar.isHan || scalar.properties.isAlphabetic {
                    key += scalar.properties.lowercaseMapping
                }
            }
        }
        return key.isEmpty ? name.trimmingSpaces() : key
    }

    /// `二、症狀` without its number; the digits of others fall away in the key.
    private static func withoutNumber(_ text: String) -> String {
        let rest = text.drop { "一二三四五六七八九十".contains($0) }
        guard rest.startIndex > text.startIndex, let mark = rest.first, "、．.）)".contains(mark) else { return text }
        return String(rest.dropFirst())
    }

    private static func withoutBrackets(_ text: String) -> String {
        // A note may have very many headings, and hardly any has brackets.
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "[") || $0 >= 0xE3 }) else {
            return text
        }
        var outside = ""
        var depth = 0
        for character in text {
            if "(（[【".contains(character) { depth += 1 }
            if depth == 0 { outside.append(character) }
            if depth > 0, ")）]】".contains(character) { depth -= 1 }
        }
        return outside
    }
}
