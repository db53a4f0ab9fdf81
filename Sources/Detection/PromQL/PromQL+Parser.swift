extension PromQL {
    /// Words to a tree, by precedence climbing; as deep as `PromQL.deepest`.
    struct Parser {
        private(set) var lexer: Lexer
        private(set) var token: Token
        private(set) var lastEnd = 0
        private var depth = 0
        /// Whether what was read is spelled as only Prometheus 3 reads it, though its canonical text says the same to
        /// Prometheus 2.42: `5m` or `1_000` for a number, `60` for a length of time, a name in quotes.
        var isNewlySpelled = false

        init(_ source: [UInt8], from offset: Int = 0) throws(PromQLError) {
            var lexer = Lexer(source)
            lexer.position(at: offset)
            token = try lexer.next(inBrackets: false)
            self.lexer = lexer
        }

        mutating func wholeExpression() throws(PromQLError) -> Expression {
            if token.kind == .end { throw error(.noExpression) }
            let expression = try expression(binding: 1)
            guard token.kind == .end else { throw unexpected(.end) }
            return expression
        }

        /// An expression whose operators bind at least as tightly as `precedence`.
        mutating func expression(binding precedence: Int) throws(PromQLError) -> Expression {
            depth += 1
            defer { depth -= 1 }
            guard depth <= PromQL.deepest else { throw error(.tooDeep) }
            var left = try unary()
            while let operation = binaryOperator, operation.precedence >= precedence {
                let place = token.range.lowerBound
                try advance()
                let bool = try take(keyword: "bool")
                let matching = try matching()
                let right = try expression(
                    binding: operation.isRightAssociative ? operation.precedence : operation.precedence + 1)
                left = try make(
                    Binary(operation: operation, left: left, right: right, bool: bool, matching: matching), at: place)
            }
            return left
        }

        private mutating func unary() throws(PromQLError) -> Expression {
            let start = token.range.lowerBound
            let negative = token.kind == .symbol(.subtract)
            guard negative || token.kind == .symbol(.add) else { return try postfix() }
            try advance()
            // The sign binds as `*` does: `-x ^ 2` is `-(x ^ 2)`, `-x * y` is `(-x) * y`.
            let operand = try expression(binding: Operator.power.precedence)
            guard operand.type == .scalar || operand.type == .vector else {
                throw error(.signType(operand.type), at: start)
            }
            guard negative else { return operand }
            return try checked(
                Expression(.negation(operand), operand.type, start..<operand.range.upperBound), at: start)
        }

        private var binaryOperator: Operator? {
            switch token.kind {
            case .symbol(let symbol): Operator(rawValue: symbol.rawValue)
            case .name:
                switch lexer.lowercased(token) {
                case "and": .and
                case "or": .or
                case "unless": .unless
                case "atan2": .atan2
                default: nil
                }
            default: nil
            }
        }

        private mutating func matching() throws(PromQLError) -> Matching? {
            let on: Bool
            if try take(keyword: "on") {
                on = true
            } else if try take(keyword: "ignoring") {
                on = false
            } else {
                return nil
            }
            let labels = try labels()
            for (keyword, left) in [("group_left", true), ("group_right", false)]
            where try take(keyword: keyword) {
                let include = token.kind == .symbol(.leftParenthesis) ? try self.labels() : []
                return Matching(on: on, labels: labels, group: .init(left: left, include: include))
            }
            return Matching(on: on, labels: labels, group: nil)
        }

        mutating func advance(inBrackets: Bool = false) throws(PromQLError) {
            lastEnd = token.range.upperBound
            token = try lexer.next(inBrackets: inBrackets)
        }

        /// Takes the word if it is this keyword, in either case.
        mutating func take(keyword: String) throws(PromQLError) -> Bool {
            guard token.kind == .name, lexer.lowercased(token) == keyword else { return false }
            try advance()
            return true
        }

        mutating func take(_ symbol: Token.Symbol) throws(PromQLError) -> Bool {
            guard token.kind == .symbol(symbol) else { return false }
            try advance()
            return true
        }

        mutating func expect(_ symbol: Token.Symbol, _ context: Problem.Context) throws(PromQLError) {
            guard try take(symbol) else { throw unexpected(.symbol(symbol.rawValue, context)) }
        }

        /// Notes how the number is spelled at which the parser stands.
        mutating func noteNumber() {
            if lexer.text(token).utf8.contains(UInt8(ascii: "_")) { isNewlySpelled = true }
        }

        func error(_ problem: Problem, at offset: Int? = nil) -> PromQLError {
            PromQLError(problem, at: offset ?? token.range.lowerBound, in: lexer.source)
        }

        func unexpected(_ expected: Problem.Expected) -> PromQLError {
            guard token.kind != .end else { return error(.ends(expected)) }
            let end = min(token.range.upperBound, token.range.lowerBound + 40)
            let text = String(decoding: lexer.source[token.range.lowerBound..<end], as: UTF8.self)
            return error(.unexpected(VisibleText.escaped(text), expected))
        }
    }
}
