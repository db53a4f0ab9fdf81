internal import Foundation

extension DetectionPlan {
    /// A comparison as it is written.
    package struct Comparison: Hashable, Sendable {
        /// A side of an operator.
        package enum Side: String, Sendable {
            case left
            case right
        }

        /// The operator, with the measured value on its left in a threshold.
        package let operation: PromQL.Operator
        /// The number on one side; nil where it is measured, or depends on the moment as `time() - 60` does.
        package let constant: Double?
        /// The side of the scalar; nil where both sides are vectors.
        package let side: Side?

        init?(top expression: PromQL.Expression) {
            guard case .binary(let binary) = expression.node, binary.isFilter else { return nil }
            self.init(binary)
        }

        init(_ binary: PromQL.Binary) {
            operation = binary.operation
            if binary.right.type == .scalar {
                (constant, side) = (binary.right.constant, .right)
            } else if binary.left.type == .scalar {
                (constant, side) = (binary.left.constant, .left)
            } else {
                (constant, side) = (nil, nil)
            }
        }
    }

    /// What a value is held against: it alarms when `value operation limit`.
    package struct Threshold: Hashable, Sendable {
        /// The operator, with the measured value on its left in a threshold.
        package let operation: PromQL.Operator
        /// The number on its right.
        package let limit: Double

        init?(_ expression: PromQL.Expression) {
            let chain = Self.chain(expression)
            guard let first = chain.first(where: { !$0.isGuard }) ?? chain.first else { return nil }
            self = first
        }

        private init?(_ comparison: Comparison) {
            guard let constant = comparison.constant else { return nil }
            operation = comparison.side == .left ? comparison.operation.mirrored : comparison.operation
            limit = constant
        }

        /// `x > 0` beside another threshold says only that there is something to compare.
        private var isGuard: Bool {
            limit == 0 && (operation == .greater || operation == .greaterOrEqual || operation == .notEqual)
        }

        /// The thresholds one value passes through, innermost first. `and` and `unless` let the values of their left
        /// side through.
        private static func chain(_ expression: PromQL.Expression) -> [Threshold] {
            guard case .binary(let binary) = expression.node else { return [] }
            if binary.operation == .and || binary.operation == .unless { return chain(binary.left) }
            guard binary.operation.isComparison else { return [] }
            if binary.bool, expression.type != .scalar { return [] }
            let comparison = Comparison(binary)
            let inner = comparison.side == .left ? binary.right : binary.left
            return chain(inner) + (Threshold(comparison).map { [$0] } ?? [])
        }
    }
}

extension PromQL.Expression {
    /// Its value where it is made of numbers only.
    var constant: Double? {
        switch node {
        case .number(let value): return value
        case .negation(let operand): return operand.constant.map { -$0 }
        case .call(let function, _) where function.name == "pi": return .pi
        case .binary(let binary) where type == .scalar:
            guard let left = binary.left.constant, let right = binary.right.constant else { return nil }
            return binary.operation.apply(left, right)
        default: return nil
        }
    }
}

extension PromQL.Operator {
    /// The value of two numbers; a comparison gives 1 or 0, as with `bool`. Set operators have none.
    func apply(_ left: Double, _ right: Double) -> Double? {
        switch self {
        case .add: left + right
        case .subtract: left - right
        case .multiply: left * right
        case .divide: left / right
        case .modulo: left.truncatingRemainder(dividingBy: right)
        case .power: Foundation.pow(left, right)
        case .atan2: Foundation.atan2(left, right)
        case .equal: left == right ? 1 : 0
        case .notEqual: left != right ? 1 : 0
        case .less: left < right ? 1 : 0
        case .lessOrEqual: left <= right ? 1 : 0
        case .greater: left > right ? 1 : 0
        case .greaterOrEqual: left >= right ? 1 : 0
        case .and, .or, .unless: nil
        }
    }
}
