extension PromQL.Parser {
    /// `[5m]` or `[1h:5m]`; `bare` is false after parentheses, where only a subquery may stand.
    mutating func brackets(
        after expression: PromQL.Expression, bare: Bool
    ) throws(PromQLError) -> PromQL.Expression {
        let place = token.range.lowerBound
        try advance(inBrackets: true)
        let range = try duration(inBrackets: true)
        guard range.milliseconds > 0 else { throw error(.emptyRange, at: place) }
        guard token.kind == .symbol(.colon) else {
            try expect(.rightBracket, .range)
            guard bare, case .selector(let selector, .none) = expression.node else {
                throw error(.rangePlace, at: place)
            }
            let whole = expression.range.lowerBound..<lastEnd
            return PromQL.Expression(.matrix(selector, range: range, .none), .matrix, whole)
        }
        try advance(inBrackets: true)
        let resolution = token.kind == .symbol(.rightBracket) ? nil : try duration(inBrackets: true)
        if let resolution, resolution.milliseconds <= 0 {
            throw error(.emptyResolution, at: place)
        }
        try expect(.rightBracket, .subquery)
        guard expression.type == .vector else {
            throw error(.subqueryType(expression.type), at: place)
        }
        let node = PromQL.Node.subquery(expression, range: range, resolution: resolution, .none)
        return try checked(
            PromQL.Expression(node, .matrix, expression.range.lowerBound..<lastEnd), at: place)
    }

    /// `expression` with its modifiers changed; `change` tells whether they could be.
    func modify(
        _ expression: PromQL.Expression?, at place: Int, _ change: (inout PromQL.Modifiers) -> Bool
    ) throws(PromQLError) -> PromQL.Expression {
        guard let expression, let (node, changed) = Self.modified(expression.node, change) else {
            throw error(.modifierPlace, at: place)
        }
        guard changed else { throw error(.modifierTwice, at: place) }
        return PromQL.Expression(node, expression.type, expression.range.lowerBound..<lastEnd)
    }

    private static func modified(
        _ node: PromQL.Node, _ change: (inout PromQL.Modifiers) -> Bool
    ) -> (PromQL.Node, Bool)? {
        switch node {
        case .selector(let selector, var modifiers):
            let changed = change(&modifiers)
            return (.selector(selector, modifiers), changed)
        case .matrix(let selector, let range, var modifiers):
            let changed = change(&modifiers)
            return (.matrix(selector, range: range, modifiers), changed)
        case .subquery(let inner, let range, let resolution, var modifiers):
            let changed = change(&modifiers)
            return (.subquery(inner, range: range, resolution: resolution, modifiers), changed)
        default: return nil
        }
    }

    /// A length of time, or a number of seconds as Prometheus 3 has it.
    private mutating func duration(inBrackets: Bool) throws(PromQLError) -> PromQL.Duration {
        switch token.kind {
        case .duration(let duration):
            try advance(inBrackets: inBrackets)
            return duration
        case .number(let seconds):
            guard let milliseconds = Int64(exactly: (seconds * 1000).rounded()),
                abs(milliseconds) <= Int64.max / 1_000_000
            else { throw error(.longDuration) }
            isNewlySpelled = true
            try advance(inBrackets: inBrackets)
            return PromQL.Duration(milliseconds: milliseconds)
        default: throw unexpected(.duration)
        }
    }

    mutating func signedDuration() throws(PromQLError) -> PromQL.Duration {
        let negative = try take(.subtract)
        if !negative { _ = try take(.add) }
        let duration = try duration(inBrackets: false)
        return negative ? PromQL.Duration(milliseconds: -duration.milliseconds) : duration
    }

    /// What follows `@`: seconds, `start()` or `end()`.
    mutating func instant() throws(PromQLError) -> PromQL.Modifiers.Instant {
        for (keyword, instant) in [("start", PromQL.Modifiers.Instant.start), ("end", .end)]
        where try take(keyword: keyword) {
            try expect(.leftParenthesis, .moment(keyword))
            try expect(.rightParenthesis, .moment(keyword))
            return instant
        }
        let negative = try take(.subtract)
        if !negative { _ = try take(.add) }
        guard case .number(let seconds) = token.kind, abs(seconds) < 9.2e15 else {
            throw unexpected(.time)
        }
        noteNumber()
        try advance()
        return .seconds(negative ? -seconds : seconds)
    }
}
