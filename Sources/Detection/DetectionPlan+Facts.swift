extension DetectionPlan {
    /// What one walk over the tree finds.
    struct Facts {
        private(set) var filters: Set<Filter> = []
        private(set) var comparisons = 0
        private(set) var usesBool = false
        private(set) var hasFallback = false
        private(set) var substituted: [WatchedSeries] = []

        init(_ expression: PromQL.Expression) { visit(expression) }

        /// - Parameter isMeasured: false on the right of `unless`, which may be missing.
        private mutating func visit(_ expression: PromQL.Expression, isMeasured: Bool = true) {
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
                if binary.operation == .or { noteFallback(binary, isMeasured: isMeasured) }
                visit(binary.left, isMeasured: isMeasured)
                visit(binary.right, isMeasured: isMeasured && binary.operation != .unless)
                return
            default: break
            }
            for child in expression.children { visit(child, isMeasured: isMeasured) }
        }

        private mutating func noteFallback(_ binary: PromQL.Binary, isMeasured: Bool) {
            let (left, right) = (binary.left.traits.alwaysAnswers, binary.right.traits.alwaysAnswers)
            let series = (left ? binary.right : binary.left).watched
            guard left != right, !series.isEmpty else { return }
            hasFallback = true
            if isMeasured { substituted += series.map(\.bare) }
        }
    }
}
