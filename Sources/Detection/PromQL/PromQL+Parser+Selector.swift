extension PromQL.Parser {
    /// `name{…}` from its braces on, which may be missing after a name.
    mutating func selector(named name: String?, from start: Int) throws(PromQLError) -> PromQL.Expression {
        var name = name
        var matchers: [PromQL.Matcher] = []
        if try take(.leftBrace) {
            while token.kind != .symbol(.rightBrace) {
                try matcher(&name, &matchers)
                guard try take(.comma) else { break }
            }
            try expect(.rightBrace, .matchers)
        }
        if name != nil, matchers.contains(where: { $0.label == "__name__" }) {
            throw error(.nameTwice, at: start)
        }
        guard name != nil || !matchers.allSatisfy(\.passesEmpty) else {
            throw error(.unlimited, at: start)
        }
        let selector = PromQL.Selector(name: name, matchers: matchers)
        return PromQL.Expression(.selector(selector, .none), .vector, start..<lastEnd)
    }

    /// `label="value"`, or `"my.metric"`: a quoted word alone names the metric.
    private mutating func matcher(_ name: inout String?, _ matchers: inout [PromQL.Matcher]) throws(PromQLError) {
        let label: String
        switch token.kind {
        case .string(let text):
            let place = token.range.lowerBound
            isNewlySpelled = true
            try advance()
            if token.kind == .symbol(.comma) || token.kind == .symbol(.rightBrace) {
                guard name == nil else { throw error(.nameTwice, at: place) }
                name = text
                return
            }
            label = text
        default: label = try labelName(.matchers)
        }
        let kind: PromQL.Matcher.Kind
        switch token.kind {
        case .symbol(.assign): kind = .equal
        case .symbol(.notEqual): kind = .notEqual
        case .symbol(.matches): kind = .pattern
        case .symbol(.matchesNot): kind = .notPattern
        default: throw unexpected(.matcher)
        }
        try advance()
        guard case .string(let value) = token.kind else {
            throw unexpected(.matchedString)
        }
        try advance()
        matchers.append(PromQL.Matcher(label: label, kind: kind, value: value))
    }

    /// `(a, b)` after `by`, `on` and their kin.
    mutating func labels() throws(PromQLError) -> [String] {
        try expect(.leftParenthesis, .beforeLabels)
        var labels: [String] = []
        while token.kind != .symbol(.rightParenthesis) {
            if case .string(let text) = token.kind {
                labels.append(text)
                isNewlySpelled = true
                try advance()
            } else {
                labels.append(try labelName(.labels))
            }
            guard try take(.comma) else { break }
        }
        try expect(.rightParenthesis, .labels)
        return labels
    }

    /// Any word but one with a colon; `inf` and `nan` are labels here.
    private mutating func labelName(_ context: PromQL.Problem.Context) throws(PromQLError) -> String {
        let word = lexer.text(token)
        let isWord = word.utf8.first.map { isLetter($0) || $0 == UInt8(ascii: "_") } ?? false
        guard isWord, !word.utf8.contains(UInt8(ascii: ":")) else {
            throw unexpected(.label(context))
        }
        try advance()
        return word
    }
}
