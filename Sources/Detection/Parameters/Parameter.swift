package import Notes

/// A sample value in a note's commands that a person replaces once per incident, such as `localhost:9092`.
package struct Parameter: Sendable {
    /// The field's name, such as `bootstrap-server`.
    package let name: String
    /// The text in the commands that stands for the value.
    package let sample: String
    /// What a value must be; nil for one plain word.
    package let pattern: Pattern?
    /// Why the pattern that the note declares can't be used; it then takes no value, which is less than its author allowed,
    /// and never more.
    package let patternError: PatternError?
    /// The labels of an alert or a series that carry the value.
    package let labels: Set<String>

    /// A parameter as a note declares it.
    package init(
        name: String, sample: String, pattern: Pattern? = nil, patternError: PatternError? = nil,
        labels: Set<String> = []
    ) {
        self.name = name
        self.sample = sample
        self.pattern = pattern
        self.patternError = patternError
        self.labels = labels
    }

    /// The longest value, and the longest sample, in bytes of UTF-8.
    package static let longest = 256

    /// The value, if it may be used at all.
    package func checked(_ value: String) throws(ParameterError) -> String {
        guard !value.isEmpty else { throw .empty(name: name) }
        guard value.utf8.count <= Self.longest else { throw .tooLong(name: name) }
        if let patternError { throw .badPattern(name: name, patternError) }
        if let pattern {
            guard pattern.matchesWhole(value) else {
                throw .noMatch(name: name, value: value, pattern: pattern.description)
            }
        } else {
            guard Self.isPlainWord(value) else { throw .notPlain(name: name, value: value) }
        }
        return value
    }

    /// The value, if it means the same in every context of a shell: unquoted, in either quotes, in a here-document and
    /// in `$(…)`. Quoting it and pasting it would not be enough.
    package func checkedForShell(_ value: String) throws(ParameterError) -> String {
        let value = try checked(value)
        guard Self.isPlainWord(value) else { throw .notPlain(name: name, value: value) }
        return value
    }

    /// One word of ASCII letters, digits and `. _ : / @ % + , = -` that does not begin with `-`.
    package static func isPlainWord(_ value: String) -> Bool {
        guard let first = value.utf8.first, first != UInt8(ascii: "-") else { return false }
        return value.utf8.allSatisfy { isDigit($0) || isLetter($0) || "._:/@%+,=-".utf8.contains($0) }
    }
}

/// Why a value is not used; a sentence for the person who typed it.
package enum ParameterError: ExplainedError, Hashable, Sendable {
    case empty(name: String)
    case tooLong(name: String)
    case noMatch(name: String, value: String, pattern: String)
    /// The note declares a pattern that is none.
    case badPattern(name: String, PatternError)
    case notPlain(name: String, value: String)
    /// The sample stands as a number in PromQL.
    case notNumber(name: String, value: String)
    /// The sample stands in SQL where no value can be bound.
    case notBindable(name: String, sample: String)

    /// One sentence for a person.
    package var sentence: Sentence {
        switch self {
        case .empty(let name): Sentence("run.value.empty", "The parameter `%1` needs a value.", shown(name))
        case .tooLong(let name):
            Sentence(
                "run.value.long", "The value of `%1` is longer than %2 bytes.", shown(name), "\(Parameter.longest)")
        case .noMatch(let name, let value, let pattern):
            Sentence(
                "run.value.pattern", "The value `%1` of `%2` does not match its pattern `%3`.", shown(value),
                shown(name), shown(pattern))
        case .badPattern(let name, let error):
            Sentence(
                "run.value.bad-pattern",
                "`%1` takes no value, for the pattern `%2` that the note declares for it can't be used: %3.",
                shown(name), shown(error.pattern), shown(error.reason))
        case .notPlain(let name, let value):
            Sentence(
                "run.value.plain",
                "The value `%1` of `%2` is refused: a command takes one word of letters, digits and "
                    + "`. _ : / @ % + , = -` that does not begin with `-`.", shown(value), shown(name))
        case .notNumber(let name, let value):
            Sentence(
                "run.value.number", "The value `%1` of `%2` takes the place of a number in PromQL and is none.",
                shown(value), shown(name))
        case .notBindable(let name, let sample):
            Sentence(
                "run.value.unbound",
                "The sample `%1` of `%2` stands outside a quoted SQL literal, where a value can't be bound; write it "
                    + "as '%1' in the note.", shown(sample), shown(name))
        }
    }

    private func shown(_ text: String) -> String { VisibleText.excerpt(text, limit: 80) }
}
