/// What a person typed into a search box, read: words, phrases and filters. Any text is a query; nothing is an error.
package struct SearchQuery: Sendable, Equatable {
    /// Something that the text must, or must not, hold.
    package struct Term: Sendable, Equatable {
        /// As typed, without quotation marks, hyphen and scope.
        package var text: String
        /// Written between quotation marks: its words must stand side by side.
        package var isPhrase: Bool
        /// Written with a hyphen before it.
        package var isExcluded: Bool
        /// Where it must stand; nil means anywhere.
        package var scope: Scope?
        /// Whether it is a phrase without its second quotation mark, whose last word may still be typed.
        package var isOpen = false

        /// Whether it is a phrase that ends as it stands.
        var isClosed: Bool { isPhrase && !isOpen }
    }

    /// A condition on the note or section, such as `tag:kafka`.
    package struct Filter: Sendable, Equatable {
        /// A field of the front matter or a word of `filterKeys`; of words that mean the same, always the same one.
        package let key: String
        /// The word that was typed for it.
        let word: String
        /// As typed, without quotation marks.
        package var value: String
        /// Written with a hyphen before it: what meets the condition is left out.
        package var isExcluded: Bool

        /// More values than these are a text.
        private static let mostWays = 32

        /// The filter, and one for each value where there are several with commas between them: to meet one is enough.
        var ways: [Filter] {
            let values = value.split { ",，、".contains($0) }
            guard 2...Self.mostWays ~= values.count, !value.contains(where: \.isWhitespace) else { return [self] }
            return [self] + values.map { Filter(key: word, value: String($0), isExcluded: isExcluded) }
        }

        /// Any key and value make a condition, though perhaps one that no note meets.
        package init(key word: String, value: String, isExcluded: Bool = false) {
            key = SearchQuery.filterKey(of: word)
            self.word = word
            self.value = value
            self.isExcluded = isExcluded
        }
    }

    /// The part of a note that a term is looked for in.
    package enum Scope: String, Sendable, Equatable {
        case title, heading, body, code
    }

    /// In the order of typing.
    package var terms: [Term] = []
    /// In the order of typing; a note must meet them all.
    package var filters: [Filter] = []
    /// Whether a hyphen stands before everything, so that the words are meant as they stand.
    private(set) var excludesEverything = false
    /// The text as it was typed.
    package let source: String

    /// Characters of a query that are read: what is longer is no question any more.
    package static let longest = 1000

    /// Reads a query.
    ///
    /// - Parameter isField: whether the notes have a front matter field of this name, so that `owner:chen` filters and
    ///   `S3:lag` stays text.
    package init(_ source: String, isField: (String) -> Bool = { _ in false }) {
        self.source = source
        var reader = QueryReader(source)
        var scope: Scope?
        var open: [String] = []
        while let word = reader.next() {
            if let (key, value) = word.pair, !word.isQuoted {
                if key == "in", let named = Scope(rawValue: value.lowercased()) {
                    scope = named
                    continue
                }
                if let named = Scope(rawValue: key), named != .body, !value.isEmpty {
                    terms.append(
                        Term(text: value, isPhrase: word.valueIsQuoted, isExcluded: word.isExcluded, scope: named))
                    continue
                }
                if !value.isEmpty, Self.filterKeys.contains(key) || isField(key) {
                    filters.append(
                        Filter(key: key, value: value, isExcluded: word.isExcluded))
                    continue
                }
            }
            if word.isInOpenPhrase {
                open.append(word.text)
                continue
            }
            terms.append(
                Term(text: word.text, isPhrase: word.isQuoted, isExcluded: word.isExcluded, scope: nil))
        }
        if !open.isEmpty {
            terms.append(
                Term(
                    text: open.joined(separator: " "), isPhrase: true, isExcluded: reader.excludesOpenPhrase,
                    scope: nil,
                    isOpen: true))
        }
        // That leaves nothing to look for.
        excludesEverything = filters.isEmpty && !terms.isEmpty && terms.allSatisfy(\.isExcluded)
        if excludesEverything {
            for index in terms.indices { terms[index].isExcluded = false }
        }
        for index in terms.indices where terms[index].scope == nil { terms[index].scope = scope }
    }

    /// The words that begin a filter, beside the fields that the notes have.
    package static let filterKeys: Set<String> = [
        "tag", "tags", "series", "chapter", "domain", "category", "level", "status", "type", "owner", "lang", "urgency",
        "severity", "symptom", "path", "id", "has", "due", "updated", "created", "link",
    ]

    /// Of words for one kind of filter the same one: the field of the front matter, where it is about one.
    package static func filterKey(of word: String) -> String { synonyms[word] ?? word }

    private static let synonyms = ["tag": "tags", "type": "note_type", "severity": "urgency"]
}
