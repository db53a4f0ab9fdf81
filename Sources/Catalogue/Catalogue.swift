package import Notes

/// The words of the interface in one language: terminal, pages, feeds and messages take theirs from here.
///
/// There is one file a language in `Catalogues`, with a line a phrase: `search.none = Nothing found for "%1".`
/// `%1` to `%9` stand for arguments.
package struct Catalogue: Sendable {
    package let language: Language
    private let phrases: [Substring: Substring]

    /// - Parameter source: the text of a catalogue file.
    init(_ language: Language, source: String) {
        self.language = language
        var phrases: [Substring: Substring] = [:]
        for line in source.split(separator: "\n") where !line.hasPrefix("#") {
            guard let equals = line.firstRange(of: " = ") else { continue }
            phrases[line[..<equals.lowerBound]] = line[equals.upperBound...]
        }
        self.phrases = phrases
    }

    package static let english = Catalogue(
        .english, source: String(decoding: PackageResources.en_txt, as: UTF8.self))
    package static let chinese = Catalogue(
        .chinese, source: String(decoding: PackageResources.zh_Hant_txt, as: UTF8.self))

    /// The catalogue of a language.
    package static func of(_ language: Language) -> Catalogue {
        switch language {
        case .english: english
        case .chinese: chinese
        }
    }

    /// The phrase with its arguments in place. A phrase that is missing shows its key, and a test finds it.
    package func callAsFunction(_ key: String, _ arguments: String...) -> String {
        guard let phrase = phrases[key[...]] else { return key }
        guard !arguments.isEmpty else { return String(phrase) }
        var text = ""
        var isMark = false
        for character in phrase {
            if isMark {
                isMark = false
                if let number = character.wholeNumberValue, (1...arguments.count).contains(number) {
                    text += arguments[number - 1]
                    continue
                }
                text.append("%")
            }
            if character == "%" { isMark = true } else { text.append(character) }
        }
        return isMark ? text + "%" : text
    }

    /// Every key, for tests and for templates.
    package var keys: [String] { phrases.keys.map(String.init).sorted() }
}
