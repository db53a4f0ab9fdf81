extension ParameterValues {
    /// The expression with every value in the label matchers, as a literal in `=` and `!=` and as an escaped pattern in `=~`
    /// and `!~`, and in place of the numbers that are samples.
    package func promql(_ expression: PromQL.Expression) throws(ParameterError) -> PromQL.Expression {
        let matchers = expression.matchers
        var literals: [(sample: String, value: String)] = []
        var patterns: [(sample: String, value: String)] = []
        for (parameter, value) in given(in: matchers) {
            let value = try parameter.checked(value)
            literals.append((parameter.sample, value))
            patterns += parameter.patternSpellings.map { ($0, Parameter.escapedPattern(value)) }
        }
        let numbers = try numbers(in: expression)
        guard !literals.isEmpty || !numbers.isEmpty else { return expression }
        let (literal, pattern) = (Replacements(literals), Replacements(patterns))
        return expression.mapping(numbers: { numbers[$0] ?? $0 }) { selector in
            PromQL.Selector(
                name: selector.name,
                matchers: selector.matchers.map { matcher in
                    let value = (matcher.kind.isPattern ? pattern : literal).replaced(in: matcher.value)
                    return PromQL.Matcher(label: matcher.label, kind: matcher.kind, value: value)
                })
        }
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
