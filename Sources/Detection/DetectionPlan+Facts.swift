extension DetectionPlan {
    /// What one walk over the tree finds.
    struct Facts {
        private(set) var filters: Set<Filter> = []
        private(set) var comparisons = 0
        private(set) var usesBool = false
        private(set) var substituted: [WatchedSeries] = []

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
            substituted += (left ? binary.right : binary.left).watched.map(\.bare)
        }
    }
}
