extension ParameterValues {
    /// The expression with every value in the label matchers, as a literal in `=` and `!=` and as an escaped pattern in `=~`
    /// and `!~`, and in place of the numbers that are samples.
    package func promql(_ expression: PromQL.Expression) throws(ParameterError) -> PromQL.Expression {
        let matchers = expression.matchers
        let values = given(in: matchers)
        let (literal, pattern) = try Self.spelled(values)
        let numbers = try numbers(in: expression)
        guard !values.isEmpty || !numbers.isEmpty else { return expression }
        return expression.mapping(numbers: { numbers[$0] ?? $0 }) { selector in
            PromQL.Selector(
                name: selector.name,
                matchers: selector.matchers.map { matcher in
                    let value = (matcher.kind.isPattern ? pattern : literal).replaced(in: matcher.value)
                    return PromQL.Matcher(label: matcher.label, kind: matcher.kind, value: value)
                })
        }
    }

    /// The text of a block with every value in place as `promql(_:)` puts it, and all else byte for byte: for reading and
    /// copying. What is no PromQL stays as it is.
    package func promqlText(_ text: String) throws(ParameterError) -> String {
        let (literal, pattern) = try Self.spelled(given)
        let pairs = given.compactMap { parameter, value in Self.number(parameter.sample).map { ($0, value) } }
        let numbers = Dictionary(pairs, uniquingKeysWith: { first, _ in first }).compactMapValues(Self.number)
        let bytes = Array(text.utf8)
        var lexer = PromQL.Lexer(bytes)
        var previous = PromQL.Token.Kind.end
        var (result, end, brackets) = ([UInt8](), 0, 0)
        func put(_ text: String, _ token: PromQL.Token) {
            result += bytes[end..<token.range.lowerBound] + Array(text.utf8)
            end = token.range.upperBound
        }
        while true {
            guard let token = try? lexer.next(inBrackets: brackets > 0) else { return text }
            switch (previous, token.kind) {
            case (_, .end): return String(decoding: result + bytes[end...], as: UTF8.self)
            case (_, .symbol(.leftBracket)): brackets += 1
            case (_, .symbol(.rightBracket)): brackets -= 1
            case (.symbol(let symbol), .string(let value)):
                let isPattern = symbol == .matches || symbol == .matchesNot
                guard isPattern || symbol == .assign || symbol == .notEqual else { break }
                let new = (isPattern ? pattern : literal).replaced(in: value)
                if new != value { put(PromQL.quoted(new), token) }
            // A range and a moment are no numbers of the expression.
            case (let before, .number(let value)) where brackets == 0 && before != .symbol(.at):
                if let new = numbers[value] { put(PromQL.Writer.number(new), token) }
            default: break
            }
            previous = token.kind
        }
    }

    /// What takes the place of samples in literals, and what in regular expressions.
    private static func spelled(
        _ values: [(Parameter, String)]
    ) throws(ParameterError) -> (literal: Replacements, pattern: Replacements) {
        var literals: [(sample: String, value: String)] = []
        var patterns: [(sample: String, value: String)] = []
        for (parameter, value) in values {
            let value = try parameter.checked(value)
            literals.append((parameter.sample, value))
            patterns += parameter.patternSpellings.map { ($0, Parameter.escapedPattern(value)) }
        }
        return (Replacements(literals), Replacements(patterns))
    }

    /// Of the parameters that have a value other than their sample, those whose sample stands in one of the matchers.
    private func given(in matchers: [PromQL.Matcher]) -> [(Parameter, String)] {
        let given = given
        let literal = Replacements(given.map { ($0.0.sample, "") })
        let spellings = given.enumerated().flatMap { index, one in one.0.patternSpellings.map { ($0, index) } }
        let pattern = Replacements(spellings.map { ($0.0, "") })
        var found: Set<Int> = []
        for matcher in matchers {
            if matcher.kind.isPattern {
                found.formUnion(pattern.found(in: matcher.value).map { spellings[$0].1 })
            } else {
                found.formUnion(literal.found(in: matcher.value))
            }
        }
        return found.sorted().map { given[$0] }
    }

    /// What takes the place of the numbers of an expression.
    private func numbers(in expression: PromQL.Expression) throws(ParameterError) -> [Double: Double] {
        let standing = expression.numbers
        var numbers: [Double: Double] = [:]
        for (parameter, value) in given {
            guard let sample = Self.number(parameter.sample), standing.contains(sample), numbers[sample] == nil else {
                continue
            }
            guard let number = Self.number(try parameter.checked(value)) else {
                throw .notNumber(name: parameter.name, value: value)
            }
            numbers[sample] = number
        }
        return numbers
    }

    /// The number that a text is in PromQL; nil for what is none, or can't be compared with.
    private static func number(_ text: String) -> Double? {
        guard let expression = try? PromQL.parse(text), case .number(let number) = expression.node, number.isFinite
        else {
            return nil
        }
        return number
    }
}

extension Parameter {
    /// How the sample may be spelled in a regular expression: as it is, and so that it means itself, with `\.` or `[.]`.
    fileprivate var patternSpellings: [String] { Self.patternSpellings(of: sample) }

    static func patternSpellings(of sample: String) -> [String] {
        let escaped = escapedPattern(sample)
        return escaped == sample ? [sample] : [sample, escaped, escaped.replacing("\\.", with: "[.]")]
    }

    /// As Go's `regexp.QuoteMeta`.
    fileprivate static func escapedPattern(_ text: String) -> String {
        var result = ""
        for character in text.unicodeScalars {
            if "\\.+*?()|[]{}^$".unicodeScalars.contains(character) { result += "\\" }
            result.unicodeScalars.append(character)
        }
        return result
    }
}
