extension DetectionPlan {
    /// What one walk over the tree finds.
    struct Facts {
        private(set) var filters: Set<Filter> = []
        private(set) var comparisons = 0
        private(set) var usesBool = false
        private(set) var substituted: [PromQL.Expression] = []

        init(_ expression: PromQL.Expression) { visit(expression) }

        private mutating func visit(_ expression: PromQL.Expression) {
            switch expression.node {
            case .call(let function, _) where function.isAbsence:
                filters.insert(.absent)
                return
            case .binary(let binary):
                if binary.isFilter {
                    filters.insert(.comparison)
                    comparisons += 1
                }
                if binary.bool { usesBool = true }
                if binary.operation == .and || binary.operation == .unless { filters.insert(.set) }
                if binary.operation == .or { noteFallback(binary) }
            default: break
            }
            for child in expression.children { visit(child) }
        }

        private mutating func noteFallback(_ binary: PromQL.Binary) {
            let (left, right) = (binary.left.alwaysAnswers, binary.right.alwaysAnswers)
            guard left != right else { return }
            substituted += (left ? binary.right : binary.left).bareSelectors
        }
    }
}

extension PromQL.Expression {
    /// Whether a filter stands anywhere in it; inside `absent` it is `absent` that counts.
    var isFiltered: Bool {
        switch node {
        case .call(let function, _) where function.isAbsence: return true
        case .binary(let binary)
        where binary.isFilter || binary.operation == .and || binary.operation == .unless: return true
        default: return children.contains(where: \.isFiltered)
        }
    }

    /// Whether it answers something even where there is no data, as `vector(0)`, `time()` and `x or vector(0)` do.
    var alwaysAnswers: Bool {
        if type == .scalar || type == .string { return true }
        switch node {
        case .call(let function, let arguments):
            if function.isAbsence { return false }
            let operands = arguments.filter { $0.type == .vector || $0.type == .matrix }
            return operands.allSatisfy(\.alwaysAnswers)
        case .aggregation(let aggregation): return aggregation.operand.alwaysAnswers
        case .negation(let operand), .subquery(let operand, _, _, _): return operand.alwaysAnswers
        case .binary(let binary):
            if binary.operation == .or { return binary.left.alwaysAnswers || binary.right.alwaysAnswers }
            // Two vectors may carry labels that never match.
            let isJoin = binary.left.type == .vector && binary.right.type == .vector
            return !isJoin && !binary.isFilter && binary.left.alwaysAnswers && binary.right.alwaysAnswers
        default: return false
        }
    }

    /// The distinct selectors in it, each as the newest sample, or for a range as whether there is any.
    var selectors: [PromQL.Expression] { unique(collect { node, range in Self.presence(node, range, \.self) }) }

    /// The metrics in it, whatever their labels say.
    var bareSelectors: [PromQL.Expression] { unique(collect { node, range in Self.presence(node, range, \.bare) }) }

    /// Whether two vectors are matched by their labels anywhere in it.
    var joins: Bool {
        if case .binary(let binary) = node, binary.left.type == .vector, binary.right.type == .vector,
            binary.operation != .or
        {
            return true
        }
        return children.contains(where: \.joins)
    }

    private static func presence(
        _ node: PromQL.Node, _ range: Range<Int>, _ change: (PromQL.Selector) -> PromQL.Selector
    ) -> PromQL.Expression? {
        switch node {
        case .selector(let selector, let modifiers):
            return .init(.selector(change(selector), modifiers), .vector, range)
        case .matrix(let selector, let length, let modifiers):
            guard let function = PromQL.Function.named("present_over_time") else { return nil }
            let matrix = PromQL.Expression(.matrix(change(selector), range: length, modifiers), .matrix, range)
            return .init(.call(function, [matrix]), .vector, range)
        default: return nil
        }
    }

    private func collect(_ transform: (PromQL.Node, Range<Int>) -> PromQL.Expression?) -> [PromQL.Expression] {
        if let found = transform(node, range) { return [found] }
        return children.flatMap { $0.collect(transform) }
    }

    private func unique(_ expressions: [PromQL.Expression]) -> [PromQL.Expression] {
        var seen: Set<String> = []
        return expressions.filter { seen.insert($0.text).inserted }
    }
}
