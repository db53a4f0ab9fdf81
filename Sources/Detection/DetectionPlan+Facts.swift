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
            let (left, right) = (binary.left.traits.alwaysAnswers, binary.right.traits.alwaysAnswers)
            guard left != right else { return }
            substituted += (left ? binary.right : binary.left).bareSelectors
        }
    }
}

extension PromQL.Expression {
    /// The distinct selectors in it, each as the newest sample, or for a range as whether there is any.
    var selectors: [PromQL.Expression] { unique(collect { node, range in Self.presence(node, range, \.self) }) }

    /// The metrics in it, whatever their labels say.
    var bareSelectors: [PromQL.Expression] { unique(collect { node, range in Self.presence(node, range, \.bare) }) }

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
