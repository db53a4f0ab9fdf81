import Notes

/// A text with its languages, so that fonts, line breaks and screen readers follow.
struct TextModel: Sendable {
    let full: String
    let fullLanguage: String
    let isSplit: Bool
    let first: String
    let firstLanguage: String
    let separator: String
    let second: String
    let secondLanguage: String

    init(_ text: BilingualText) {
        full = text.full
        fullLanguage = Self.language(of: text.full)
        guard let halves = text.halves else {
            (isSplit, first, separator, second) = (false, "", "", "")
            (firstLanguage, secondLanguage) = (fullLanguage, fullLanguage)
            return
        }
        isSplit = true
        (first, second) = halves
        separator = String(
            text.full.dropFirst(first.count).dropLast(second.count))
        firstLanguage = Self.language(of: first)
        secondLanguage = Self.language(of: second)
    }

    init(_ text: String) {
        self.init(BilingualText(text))
    }

    private static func language(of text: String) -> String {
        (text.hasHan ? Language.chinese : .english).rawValue
    }
}
