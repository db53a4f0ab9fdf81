/// A sentence for a person, apart from the language it is told in: the key under which the catalogue has it, what it
/// speaks of, and its English, which programs and logs get.
package struct Sentence: Sendable, Hashable {
    /// Of the catalogue, such as `verdict.clear`.
    package let key: String
    /// What takes the places of `%1` to `%9`; a stranger's text among it.
    package let arguments: [String]
    /// The sentence in English, its arguments in place.
    package let english: String

    /// - Parameter english: with `%1` to `%9` for the arguments.
    package init(_ key: String, _ english: String, _ arguments: String...) {
        self.key = key
        self.arguments = arguments
        self.english = Self.filled(english, arguments)
    }

    /// One that no catalogue has.
    package init(english: String) {
        (key, arguments) = ("", [])
        self.english = english
    }

    /// A sentence without its full stop, to be a part of another one.
    package static func clause(_ sentence: String) -> String {
        sentence.hasSuffix(".") || sentence.hasSuffix("。") ? String(sentence.dropLast()) : sentence
    }

    /// A phrase with its arguments in place; a mark without an argument stays as it is.
    package static func filled(_ phrase: String, _ arguments: [String]) -> String {
        guard !arguments.isEmpty else { return phrase }
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
}

/// As a list of its key, its English and its arguments: an index holds many sentences.
extension Sentence: Codable {
    /// - Throws: `DecodingError` when the list is another one.
    package init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        key = try list.decode(String.self)
        english = try list.decode(String.self)
        var arguments: [String] = []
        while !list.isAtEnd { arguments.append(try list.decode(String.self)) }
        self.arguments = arguments
    }

    /// Writes the list.
    package func encode(to encoder: any Encoder) throws {
        var list = encoder.unkeyedContainer()
        for text in [key, english] + arguments { try list.encode(text) }
    }
}
