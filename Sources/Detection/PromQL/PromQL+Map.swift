extension PromQL.Expression {
    /// The same tree with every number and every selector changed; places stay those of the source.
    func mapping(
        numbers: (Double) -> Double, selectors change: (PromQL.Selector) -> PromQL.Selector
    ) -> PromQL.Expression {
        func map(_ expression: PromQL.Expression) -> PromQL.Expression {
            expression.mapping(numbers: numbers, selectors: change)
        }
        let node: PromQL.Node =
            switch self.node {
            case .number(let value): .number(numbers(value))
            case .string: self.node
            case .selector(let selector, let modifiers): .selector(change(selector), modifiers)
            case .matrix(let selector, let range, let modifiers): .matrix(change(selector), range: range, modifiers)
            case .subquery(let inner, let range, let resolution, let modifiers):
                .subquery(map(inner), range: range, resolution: resolution, modifiers)
            case .call(let function, let arguments): .call(function, arguments.map(map))
            case .negation(let operand): .negation(map(operand))
            case .aggregation(let aggregation):
                .aggregation(
                    .init(
                        name: aggregation.name, parameter: aggregation.parameter.map(map),
                        operand: map(aggregation.operand), grouping: aggregation.grouping))
            case .binary(let binary):
                .binary(
                    .init(
                        operation: binary.operation, left: map(binary.left), right: map(binary.right),
                        bool: binary.bool, matching: binary.matching))
            }
        return PromQL.Expression(node, type, range)
    }

    /// The matchers in it, in the order of the text.
    package var matchers: [PromQL.Matcher] {
        switch node {
        case .selector(let selector, _), .matrix(let selector, _, _): selector.matchers
        default: children.flatMap(\.matchers)
        }
    }

    /// A matcher's regular expression that Prometheus can't read; nil where it reads all.
    package var badPattern: String? {
        matchers.first { $0.kind.isPattern && !RE2Syntax.isValid($0.value) }?.value
    }

    /// A pattern of `label_replace` that Prometheus can't read: it takes the expression, and fails whenever it is asked.
    package var badReplacement: String? {
        if case .call(let function, let arguments) = node, function.name == "label_replace",
            case .string(let pattern)? = arguments.last?.node, !RE2Syntax.isValid(pattern)
        {
            return pattern
        }
        return children.lazy.compactMap(\.badReplacement).first
    }

    /// The numbers that stand in it.
    var numbers: Set<Double> {
        if case .number(let value) = node { return [value] }
        return children.reduce(into: []) { $0.formUnion($1.numbers) }
    }
}
