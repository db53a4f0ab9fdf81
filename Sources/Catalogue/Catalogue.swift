package import Notes

/// The words of the interface in one language: terminal, pages, feeds and messages take theirs from here.
///
/// There is one file a language in `Catalogues`, with a line a phrase: `search.none = Nothing found for "%1".`
/// `%1` to `%9` stand for arguments.
package struct Catalogue: Sendable {
    /// The language of all its phrases.
    package let language: Language
    /// The text of the catalogue file.
    private let source: [UInt8]
    /// Where the phrases stand in it, by the hash of their key. Strings as keys would cost every command a millisecond
    /// when it starts.
    private let phrases: [Int64: Entry]

    private struct Entry {
        var key: Range<Int>
        var phrase: Range<Int>
    }

    /// - Parameter source: the text of a catalogue file.
    init(_ language: Language, source: [UInt8]) {
        self.language = language
        self.source = source
        var phrases: [Int64: Entry] = [:]
        phrases.reserveCapacity(1024)
        var start = 0
        while start < source.count {
            var end = start
            var equals: Int?
            var hash = FNV1a.empty
            while end < source.count, source[end] != UInt8(ascii: "\n") {
                if equals == nil, source[end] == UInt8(ascii: "=") { equals = end }
                if equals == nil, source[end] != UInt8(ascii: " ") { hash = FNV1a.adding(hash, source[end]) }
                end += 1
            }
            if let equals, source[start] != UInt8(ascii: "#"), equals > start, equals + 2 <= end {
                phrases[Int64(bitPattern: hash)] = Entry(key: start..<(equals - 1), phrase: (equals + 2)..<end)
            }
            start = end + 1
        }
        self.phrases = phrases
    }

    private func phrase(_ key: String) -> String? {
        guard let entry = phrases[Int64(bitPattern: FNV1a.hash(key))],
            source[entry.key].elementsEqual(key.utf8)
        else { return nil }
        return String(decoding: source[entry.phrase], as: UTF8.self)
    }

    /// Also what programs and logs are told in, whatever the reader speaks.
    package static let english = Catalogue(
        .english, source: PackageResources.en_txt)
    /// In the characters and words of Taiwan.
    package static let chinese = Catalogue(
        .chinese, source: PackageResources.zh_Hant_txt)

    /// The catalogue of a language.
    package static func of(_ language: Language) -> Catalogue {
        switch language {
        case .english: english
        case .chinese: chinese
        }
    }

    /// The phrase with its arguments in place. A phrase that is missing shows its key, and a test finds it.
    package func callAsFunction(_ key: String, _ arguments: String...) -> String { text(key, arguments) }

    /// The same with the arguments in an array.
    package func text(_ key: String, _ arguments: [String]) -> String {
        phrase(key).map { Sentence.filled($0, arguments) } ?? key
    }

    /// Sentences of the core, in this language.
    package func callAsFunction(_ sentences: [Sentence]) -> String {
        sentences.map { sentence in
            phrase(sentence.key).map { Sentence.filled($0, sentence.arguments) } ?? sentence.english
        }
        .joined(separator: language == .english ? " " : "")
    }

    /// Every key, for tests and for templates.
    package var keys: [String] { phrases.values.map { String(decoding: source[$0.key], as: UTF8.self) }.sorted() }
}
