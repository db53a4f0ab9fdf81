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
        /// Whether it stands behind a quotation mark that has no second one.
        var isInOpenPhrase = false
    }

    private let characters: [Character]
    private var position = 0
    private var isInOpenPhrase = false
    /// Whether a hyphen stands before the phrase without a second quotation mark.
    private(set) var excludesOpenPhrase = false

    init(_ source: String) {
        characters = Array(source.prefix(SearchQuery.longest))
    }

    mutating func next() -> Word? {
        skipSpaces()
        guard position < characters.count else { return nil }
        var isExcluded = readHyphen()
        if !isInOpenPhrase {
            if let text = quoted() {
                return Word(text: text, isQuoted: true, isExcluded: isExcluded, pair: nil)
            }
            if opensPhrase {
                (isInOpenPhrase, excludesOpenPhrase) = (true, isExcluded)
                position += 1
                skipSpaces()
                isExcluded = readHyphen()
            }
        }
        return word(isExcluded: isExcluded)
    }

    private mutating func skipSpaces() {
        while position < characters.count, characters[position].isWhitespace { position += 1 }
    }

    /// Whether a hyphen stands here before something that is excluded; it is then passed over.
    private mutating func readHyphen() -> Bool {
        guard position + 1 < characters.count, characters[position] == "-", !characters[position + 1].isWhitespace,
            characters[position + 1] != "-"
        else { return false }
        position += 1
        return true
    }

    /// Reads what stands up to the next space, or a key with its value.
    private mutating func word(isExcluded: Bool) -> Word {
        var text = ""
        while position < characters.count, !characters[position].isWhitespace {
            let character = characters[position]
            if character == ":" || character == "：", !text.isEmpty {
                let key = CharacterFolding.fold(text)
                position += 1
                if let value = quoted() ?? openValue() {
                    return Word(
                        text: text + ":" + value, isQuoted: false, isExcluded: isExcluded, pair: (key, value),
                        valueIsQuoted: true, isInOpenPhrase: isInOpenPhrase)
                }
                let value = rest()
                return Word(
                    text: text + ":" + value, isQuoted: false, isExcluded: isExcluded,
                    pair: value.isEmpty ? nil : (key, value), isInOpenPhrase: isInOpenPhrase)
            }
            text.append(character)
            position += 1
        }
        return Word(text: text, isQuoted: false, isExcluded: isExcluded, pair: nil, isInOpenPhrase: isInOpenPhrase)
    }

    /// The text between two quotation marks, of which the first stands here.
    private mutating func quoted() -> String? {
        guard position < characters.count, let closing = Self.closing(characters[position]) else { return nil }
        let start = position + 1
        guard let end = characters[start...].firstIndex(of: closing) else { return nil }
        let text = String(characters[start..<end])
        guard text.contains(where: { !$0.isWhitespace }) else { return nil }
        position = end + 1
        return text
    }

    /// Whether a quotation mark stands here that has no second one, and something behind it.
    private var opensPhrase: Bool {
        guard position < characters.count, let closing = Self.closing(characters[position]) else { return false }
        let behind = characters[(position + 1)...]
        return !behind.contains(closing) && behind.contains { !$0.isWhitespace }
    }

    /// The value behind a quotation mark that has no second one: all up to the next key.
    private mutating func openValue() -> String? {
        guard opensPhrase else { return nil }
        let start = position + 1
        var end = characters.count
        if let colon = characters[start...].firstIndex(where: { $0 == ":" || $0 == "：" }),
            let space = characters[start..<colon].lastIndex(where: \.isWhitespace)
        {
            end = space
        }
        let text = String(characters[start..<end])
        guard text.contains(where: { !$0.isWhitespace }) else { return nil }
        position = end
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
