import Markdown
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
        guard let halves = text.halves, let between = text.separator else {
            (isSplit, first, separator, second) = (false, "", "", "")
            (firstLanguage, secondLanguage) = (fullLanguage, fullLanguage)
            return
        }
        isSplit = true
        (first, second) = halves
        separator = String(decoding: text.full.utf8.dropFirst(between.lowerBound).prefix(between.count), as: UTF8.self)
        firstLanguage = Self.language(of: first)
        secondLanguage = Self.language(of: second)
    }

    init(_ text: String) {
        self.init(BilingualText(text))
    }

    /// A passage, which is in one language, whatever words of another stand in it.
    init(passage: String) {
        full = passage
        fullLanguage = Self.language(ofPassage: passage)
        (isSplit, first, separator, second) = (false, "", "", "")
        (firstLanguage, secondLanguage) = (fullLanguage, fullLanguage)
    }

    /// The language that most of a passage is in.
    static func language(ofPassage text: String) -> String {
        (text.isMainlyHan ? Language.chinese : .english).rawValue
    }

    private static func language(of text: String) -> String {
        (text.hasHan ? Language.chinese : .english).rawValue
    }
}
