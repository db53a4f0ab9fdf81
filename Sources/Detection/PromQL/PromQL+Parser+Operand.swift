extension PromQL.Parser {
    private typealias Expression = PromQL.Expression

    /// An operand with what follows it: a range, a subquery, `offset`, `@`.
    mutating func postfix() throws(PromQLError) -> PromQL.Expression {
        let grouped = token.kind == .symbol(.leftParenthesis)
        var expression = try operand()
        var bare = !grouped
        while true {
            let place = token.range.lowerBound
            if token.kind == .symbol(.leftBracket) {
                expression = try brackets(after: expression, bare: bare)
            } else if try take(keyword: "offset") {
                let offset = try signedDuration()
                expression = try modify(bare ? expression : nil, at: place) { modifiers in
                    guard modifiers.offset == nil else { return false }
                    modifiers.offset = offset
                    return true
                }
            } else if try take(.at) {
                let instant = try instant()
                expression = try modify(bare ? expression : nil, at: place) { modifiers in
                    guard modifiers.at == nil else { return false }
                    modifiers.at = instant
                    return true
                }
            } else {
                return expression
            }
            bare = true
        }
    }

    private mutating func operand() throws(PromQLError) -> PromQL.Expression {
        let range = token.range
        switch token.kind {
        case .number(let value):
            noteNumber()
            try advance()
            return Expression(.number(value), .scalar, range)
        case .duration(let duration):
            isNewlySpelled = true
            try advance()
            return Expression(.number(Double(duration.milliseconds) / 1000), .scalar, range)
        case .string(let text):
            try advance()
            return Expression(.string(text), .string, range)
        case .symbol(.leftParenthesis):
            try advance()
            let inner = try expression(binding: 1)
            try expect(.rightParenthesis, .parentheses)
            return inner
        case .symbol(.leftBrace):
            return try selector(named: nil, from: range.lowerBound)
        case .name:
            return try named()
        default:
            throw unexpected(.expression)
        }
    }

    /// What begins with a name: an aggregation, a function, or a metric, even one called `sum` or `by`.
    private mutating func named() throws(PromQLError) -> PromQL.Expression {
        let word = token
        let name = lexer.text(word)
        let lower = name.lowercased()
        guard !Self.reserved.contains(lower) else { throw unexpected(.expression) }
        try advance()
        if PromQL.Aggregation.names.contains(lower) {
            let opens = token.kind == .symbol(.leftParenthesis)
            if opens || isGrouping { return try aggregation(lower, from: word.range.lowerBound) }
        } else if token.kind == .symbol(.leftParenthesis) {
            return try call(name, from: word.range.lowerBound)
        }
        return try selector(named: name, from: word.range.lowerBound)
    }

    /// Keywords that are never a metric's name.
    private static let reserved: Set<String> = ["bool", "on", "ignoring", "group_left", "group_right", "atan2"]

    private mutating func call(_ name: String, from start: Int) throws(PromQLError) -> PromQL.Expression {
        guard let function = PromQL.Function.named(name) else {
            throw error(.unknownFunction(name), at: start)
        }
        let arguments = try arguments()
        let range = start..<lastEnd
        let most = function.repeats ? Int.max : function.arguments.count
        guard arguments.count >= function.arguments.count - function.optional, arguments.count <= most else {
            throw error(.argumentCount(name, arguments.count), at: start)
        }
        for (index, argument) in arguments.enumerated() {
            guard let due = index < function.arguments.count ? function.arguments[index] : function.arguments.last
            else { continue }
            guard argument.type == due else {
                throw error(
                    .argumentType(name, due: due, number: index + 1, argument.type),
                    at: argument.range.lowerBound)
            }
        }
        return try checked(Expression(.call(function, arguments), function.returns, range), at: start)
    }

    /// `(a, b)`; the parenthesis stands at the current word.
    mutating func arguments() throws(PromQLError) -> [PromQL.Expression] {
        try expect(.leftParenthesis, .call)
        var arguments: [PromQL.Expression] = []
        if try take(.rightParenthesis) { return [] }
        repeat { arguments.append(try expression(binding: 1)) } while try take(.comma)
        try expect(.rightParenthesis, .arguments)
        return arguments
    }

    private var isGrouping: Bool {
        guard token.kind == .name else { return false }
        let word = lexer.lowercased(token)
        return word == "by" || word == "without"
    }

    private mutating func grouping() throws(PromQLError) -> PromQL.Grouping? {
        guard isGrouping else { return nil }
        let without = try take(keyword: "without")
        if !without { _ = try take(keyword: "by") }
        return PromQL.Grouping(without: without, labels: try labels())
    }

    private mutating func aggregation(_ name: String, from start: Int) throws(PromQLError) -> PromQL.Expression {
        let before = try grouping()
        var arguments = try arguments()
        let after = before == nil ? try grouping() : nil
        let due = PromQL.Aggregation.parameterType(of: name)
        guard arguments.count == (due == nil ? 1 : 2), let operand = arguments.popLast() else {
            throw error(due == nil ? .oneArgument(name) : .twoArguments(name), at: start)
        }
        let parameter = arguments.popLast()
        if let parameter, parameter.type != due {
            throw error(.parameterType(name, due: due ?? .scalar, parameter.type), at: start)
        }
        guard operand.type == .vector else {
            throw error(.aggregatedType(name, operand.type), at: operand.range.lowerBound)
        }
        let aggregation = PromQL.Aggregation(
            name: name, parameter: parameter, operand: operand, grouping: before ?? after)
        return try checked(Expression(.aggregation(aggregation), .vector, start..<lastEnd), at: start)
    }
}

extension PromQL.Aggregation {
    /// The aggregations up to Prometheus 3.x.
    static let names: Set<String> = [
        "avg", "bottomk", "count", "count_values", "group", "limit_ratio", "limitk", "max", "min", "quantile", "stddev",
        "stdvar", "sum", "topk",
    ]

    static func parameterType(of name: String) -> PromQL.ValueType? {
        switch name {
        case "topk", "bottomk", "quantile", "limitk", "limit_ratio": .scalar
        case "count_values": .string
        default: nil
        }
    }
}
