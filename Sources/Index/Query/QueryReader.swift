/// Cuts a query into words and quoted phrases.
struct QueryReader {
    struct Word {
        var text: String
        var isQuoted: Bool
        var isExcluded: Bool
        /// `tag:kafka` as (tag, kafka); nil when there is no colon inside.
        var pair: (key: String, value: String)?
        /// `tag:"two words"`
        var valueIsQuoted = false
    }

    private let characters: [Character]
    private var position = 0

    init(_ source: String) {
        // A query beyond this length is no question any more.
        characters = Array(source.prefix(1000))
    }

    mutating func next() -> Word? {
        while position < characters.count, characters[position].isWhitespace { position += 1 }
        guard position < characters.count else { return nil }
        var isExcluded = false
        if characters[position] == "-", position + 1 < characters.count, !characters[position + 1].isWhitespace,
            characters[position + 1] != "-"
        {
            isExcluded = true
            position += 1
        }
        if let text = quoted() {
            return Word(text: text, isQuoted: true, isExcluded: isExcluded, pair: nil)
        }
        var text = ""
        while position < characters.count, !characters[position].isWhitespace {
            let character = characters[position]
            if character == ":" || character == "：", !text.isEmpty {
                let key = CharacterFolding.fold(text)
                position += 1
                if let value = quoted() {
                    return Word(
                        text: text + ":" + value, isQuoted: false, isExcluded: isExcluded, pair: (key, value),
                        valueIsQuoted: true)
                }
                let value = rest()
                return Word(
                    text: text + ":" + value, isQuoted: false, isExcluded: isExcluded,
                    pair: value.isEmpty ? nil : (key, value))
            }
            text.append(character)
            position += 1
        }
        return Word(text: text, isQuoted: false, isExcluded: isExcluded, pair: nil)
    }

    /// The text between quotation marks that begin here; without the second one, all that follows.
    private mutating func quoted() -> String? {
        guard position < characters.count, let closing = Self.closing(characters[position]) else { return nil }
        let start = position + 1
        let end = characters[start...].firstIndex(of: closing) ?? characters.count
        let text = String(characters[start..<end])
        guard text.contains(where: { !$0.isWhitespace }) else { return nil }
        position = min(end + 1, characters.count)
        return text
    }

    private mutating func rest() -> String {
        let start = position
        while position < characters.count, !characters[position].isWhitespace { position += 1 }
        return String(characters[start..<position])
    }

    /// The quotation mark that ends what this one begins.
    private static func closing(_ opening: Character) -> Character? {
        switch opening {
        case "\"": "\""
        case "“": "”"
        case "「": "」"
        case "『": "』"
        default: nil
        }
    }
}
