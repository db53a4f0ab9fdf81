/// A term with its name in the other language, such as `consumer lag` and 消費延遲.
package struct TermPair: Sendable, Hashable {
    /// The name without Chinese characters.
    package let english: String
    /// The name with Chinese characters.
    package let chinese: String

    /// Nil unless one of the texts has Chinese characters and the other has none, and both are short enough to be names:
    /// a sentence and its translation are looked for by no one.
    init?(_ one: some StringProtocol, _ other: some StringProtocol) {
        let (one, other) = (one.trimmingSpaces(), other.trimmingSpaces())
        (english, chinese) = one.hasHan ? (other, one) : (one, other)
        guard Self.isEnglishName(english), Self.isChineseName(chinese) else { return nil }
    }

    private static func isEnglishName(_ text: String) -> Bool {
        text.utf8.count <= 48 && !text.hasHan && text.unicodeScalars.count { $0.properties.isAlphabetic } >= 2
            && text.split(separator: " ").count <= 5 && !isCut(text)
    }

    /// Not a single character: it begins too many words to say anything.
    private static func isChineseName(_ text: String) -> Bool {
        text.utf8.count <= 72 && text.unicodeScalars.count(where: \.isHan) >= 2 && !isCut(text)
    }

    /// Whether marks cut it into several names, or make a sentence or an address of it.
    private static func isCut(_ text: String) -> Bool {
        text.unicodeScalars.contains { ",;:!?/\\|=，、；：。！？／｜\n".unicodeScalars.contains($0) }
    }
}

extension TermPair {
    /// Reads a text that names a thing in both languages side by side: `Consumer lag / 消費延遲`.
    init?(besides text: BilingualText) {
        guard let halves = text.halves else { return nil }
        // `GET /路徑` is a method with its path.
        let slash = text.full.dropFirst(halves.first.count).dropLast(halves.second.count)
        guard slash.first?.isWhitespace == slash.last?.isWhitespace else { return nil }
        self.init(halves.first, halves.second)
    }

    /// Reads a text that names a thing in one language, and in brackets in the other: `消費延遲 (consumer lag)`.
    init?(bracketed text: String) {
        let text = text.trimmingSpaces()
        guard text.hasHan, let close = text.last, let open = Self.brackets[close],
            let start = text.firstIndex(of: open), text.firstIndex(of: close) == text.indices.last
        else { return nil }
        self.init(text[..<start], text[text.index(after: start)...].dropLast())
    }

    private static let brackets: [Character: Character] = [")": "(", "）": "（"]
}
