/// What names in either language stand for, such as the headings of sections or the header cells of a table.
///
/// A text is one of the names whatever its case, marks, emoji and numbering are (`🔥 2. Symptoms*`), with an addition in
/// brackets (`影響（Impact）`), and in both languages side by side (`Symptoms / 症狀`, `Symptoms 症狀`).
struct BilingualNames<Meaning: Sendable & Equatable>: Sendable {
    private var meanings: [String: Meaning] = [:]
    /// Bytes of the longest key.
    private var longest = 0

    init(_ names: [(Meaning, [String])] = []) {
        for (meaning, names) in names { add(names, for: meaning) }
    }

    /// Names that are there already change their meaning.
    mutating func add(_ names: [String], for meaning: Meaning) {
        for key in names.map(Self.key) {
            meanings[key] = meaning
            longest = max(longest, key.utf8.count)
        }
    }

    /// What one of the names stands for, spelled as it was added but for case, marks and emoji.
    func meaning(ofName name: String) -> Meaning? { meanings[Self.key(name)] }

    /// What a text stands for, in whole or by one of its halves; nil when it is none of the names.
    func meaning(of text: BilingualText) -> Meaning? {
        // No name is nearly as long, with what may stand around it.
        guard text.full.utf8.count <= 1_000 else { return nil }
        return meaning(ofPart: text.full) ?? text.english.flatMap(meaning(ofPart:))
            ?? text.chinese.flatMap(meaning(ofPart:))
    }

    private func meaning(ofPart part: String) -> Meaning? {
        if let meaning = meaning(ofKey: Self.key(Self.withoutNumber(part))) { return meaning }
        guard let outside = Self.withoutBrackets(part) else { return nil }
        return meaning(ofKey: Self.key(Self.withoutNumber(outside)))
    }

    private func meaning(ofKey key: String) -> Meaning? {
        if key.utf8.count <= longest, let meaning = meanings[key] { return meaning }
        // The digits of a number before it, of which the key has kept nothing else.
        let name = key.utf8.drop { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        if name.count < key.utf8.count, name.count <= longest, let meaning = meanings[String(Substring(name))] {
            return meaning
        }
        // No Han character begins with less.
        guard name.count <= 2 * longest, name.contains(where: { $0 >= 0xE3 }) else { return nil }
        // Both languages side by side must say the same: `Symptoms 的歷史` is another subject.
        let scalars = Substring(name).unicodeScalars
        let (chinese, english) = (scalars.filter(\.isHan), scalars.filter { !$0.isHan })
        guard let meaning = meanings[String(chinese)], meanings[String(english)] == meaning else { return nil }
        return meaning
    }

    /// Letters and digits in lower case, `&` as "and"; of a text without any, the text.
    private static func key(_ name: String) -> String {
        var key: [UInt8] = []
        key.reserveCapacity(name.utf8.count)
        for scalar in name.unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": key.append(UInt8(scalar.value))
            case "A"..."Z": key.append(UInt8(scalar.value) | 0x20)
            case "&", "＆": key.append(contentsOf: "and".utf8)
            default:
                if !scalar.isASCII, scalar.isHan || scalar.properties.isAlphabetic {
                    key.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
                }
            }
        }
        return key.isEmpty ? name.trimmingSpaces() : String(decoding: key, as: UTF8.self)
    }

    /// `二、症狀` without its number; the digits of others fall away in the key.
    private static func withoutNumber(_ text: String) -> String {
        // What these numerals begin with.
        guard let first = text.utf8.first, first == 0xE4 || first == 0xE5 else { return text }
        let rest = text.drop { "一二三四五六七八九十".contains($0) }
        guard rest.startIndex > text.startIndex, let mark = rest.first, "、．.）)".contains(mark) else { return text }
        return String(rest.dropFirst())
    }

    /// Nil where there are none: a note may have very many headings, and hardly any has brackets.
    private static func withoutBrackets(_ text: String) -> String? {
        guard text.unicodeScalars.contains(where: { $0 == "(" || $0 == "（" || $0 == "[" || $0 == "【" }) else {
            return nil
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
