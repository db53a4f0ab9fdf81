extension PromQL {
    /// What judging asks of every part of a tree; kept in the nodes, so that asking takes no walk.
    struct Traits {
        /// A filter stands anywhere in it; inside `absent` it is `absent` that counts.
        let isFiltered: Bool
        /// It answers something even where there is no data, as `vector(0)`, `time()` and `x or vector(0)` do.
        let alwaysAnswers: Bool
        /// Two vectors are matched by their labels anywhere in it.
        let joins: Bool
        /// It never answers more than one series, as `max(x)` does.
        let isOneAtMost: Bool

        init(_ node: Node, _ type: ValueType, children: [Expression]) {
            isFiltered = Self.isFilter(node) || children.contains { $0.traits.isFiltered }
            joins = Self.isJoin(node) || children.contains { $0.traits.joins }
            isOneAtMost = type == .scalar || Self.isOneAtMost(node)
            alwaysAnswers = type == .scalar || type == .string || Self.alwaysAnswers(node)
        }

        private static func isFilter(_ node: Node) -> Bool {
            switch node {
            case .call(let function, _): function.isAbsence
            case .binary(let binary):
                binary.isFilter || binary.operation == .and || binary.operation == .unless
            default: false
            }
        }

        private static func isJoin(_ node: Node) -> Bool {
            guard case .binary(let binary) = node, binary.operation != .or else { return false }
            return binary.left.type == .vector && binary.right.type == .vector
        }

        private static func isOneAtMost(_ node: Node) -> Bool {
            switch node {
            case .call(let function, let arguments):
                let operands = arguments.filter { $0.type == .vector || $0.type == .matrix }
                return function.isAbsence
                    || (function.name != "histogram_quantiles" && operands.allSatisfy(\.traits.isOneAtMost))
            case .aggregation(let aggregation):
                return aggregation.grouping?.labels.isEmpty != false && aggregation.grouping?.without != true
                    && !["topk", "bottomk", "limitk", "limit_ratio", "count_values"].contains(aggregation.name)
            case .negation(let operand), .subquery(let operand, _, _, _): return operand.traits.isOneAtMost
            case .binary(let binary):
                return binary.operation != .or && binary.left.traits.isOneAtMost && binary.right.traits.isOneAtMost
            default: return false
            }
        }

        private static func alwaysAnswers(_ node: Node) -> Bool {
            switch node {
            case .call(let function, let arguments):
                let operands = arguments.filter { $0.type == .vector || $0.type == .matrix }
                return !function.isAbsence && operands.allSatisfy(\.traits.alwaysAnswers)
            case .aggregation(let aggregation): return aggregation.operand.traits.alwaysAnswers
            case .negation(let operand), .subquery(let operand, _, _, _): return operand.traits.alwaysAnswers
            case .binary(let binary):
                let (left, right) = (binary.left.traits.alwaysAnswers, binary.right.traits.alwaysAnswers)
                if binary.operation == .or { return left || right }
                // Two vectors may carry labels that never match.
                return left && right && !binary.isFilter && !isJoin(node)
            default: return false
            }
        }
    }
}
