import Catalogue

/// What is wrong with the arguments, in the person's language.
///
/// The argument parser has sentences of its own, in English. They are known by what stands around the things that they
/// name; a sentence that is not known is kept.
struct UseSentence {
    let text: String
    /// Whether it is an option that nothing known is like.
    let isUnknownOption: Bool

    /// - Parameter message: of the parser; its first line tells what is wrong.
    init(_ message: String) {
        let line = message.prefix { !$0.isNewline }
        let named = Self.forms.lazy.compactMap { form, key in Self.parts(of: line, in: form).map { (key, $0) } }.first
        guard let (key, parts) = named else {
            text = Self.ended(String(line))
            isUnknownOption = false
            return
        }
        isUnknownOption = key == "terminal.use.option"
        text = Interface.words.text(
            key,
            parts.map { part in
                Self.lastOfLists.reduce(ControlCharacters.visible(part)) { $0.replacing($1, with: "', '") }
            })
    }

    /// Each `%` stands for something that is named.
    private static let forms = [
        ("Unknown option '%'. Did you mean '%'?", "terminal.use.option.near"),
        ("Unknown option '%'", "terminal.use.option"),
        ("Missing value for '%'", "terminal.use.value.missing"),
        ("The option '%' does not take any value, but '%' was specified.", "terminal.use.value.unwanted"),
        ("The value '%' is invalid for '%'. Please provide one of %.", "terminal.use.value.choice"),
        ("The value '%' is invalid for '%'", "terminal.use.value"),
        ("Missing expected argument '%'", "terminal.use.argument.missing"),
        ("Unexpected argument '%'", "terminal.use.argument.unwanted"),
        ("% unexpected arguments: '%'", "terminal.use.arguments.unwanted"),
    ]

    /// What stands in its lists before the last value.
    private static let lastOfLists = ["' or '", "' and '"]

    /// What stands for each `%`; nil when the text is not of that form.
    private static func parts(of text: Substring, in form: String) -> [String]? {
        let between = form.split(separator: "%", omittingEmptySubsequences: false)
        guard let first = between.first, let last = between.last, text.hasPrefix(first) else { return nil }
        var rest = text.dropFirst(first.count)
        guard rest.hasSuffix(last) else { return nil }
        rest = rest.dropLast(last.count)
        var parts: [String] = []
        for separator in between.dropFirst().dropLast() {
            guard let range = rest.firstRange(of: separator) else { return nil }
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }

    private static func ended(_ sentence: String) -> String {
        sentence.last.map { ".?!。？！".contains($0) } == true ? sentence : Interface.words("terminal.use.other", sentence)
    }
}
