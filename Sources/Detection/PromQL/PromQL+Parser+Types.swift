extension PromQL.Parser {
    /// A binary expression whose operands fit its operator, by the rules of Prometheus's `checkAST`.
    func make(_ binary: PromQL.Binary, at place: Int) throws(PromQLError) -> PromQL.Expression {
        let (left, right, operation) = (binary.left.type, binary.right.type, binary.operation)
        for type in [left, right] where type != .scalar && type != .vector {
            throw error("`\(operation.rawValue)` works on scalars and vectors, not on a \(type)", at: place)
        }
        let vectors = left == .vector && right == .vector
        if binary.bool, !operation.isComparison {
            throw error("`bool` can only follow a comparison", at: place)
        }
        if operation.isSet, !vectors {
            throw error("`\(operation.rawValue)` works on two vectors", at: place)
        }
        if operation.isSet, binary.matching?.group != nil {
            throw error("`group_left` and `group_right` do not go with `\(operation.rawValue)`", at: place)
        }
        if operation.isComparison, !binary.bool, left == .scalar, right == .scalar {
            throw error("two scalars are compared with `\(operation.rawValue) bool`", at: place)
        }
        if let matching = binary.matching, !vectors {
            // Prometheus passes over an empty list here.
            guard matching.labels.isEmpty else {
                throw error("`on` and `ignoring` work between two vectors", at: place)
            }
            return try make(
                .init(operation: operation, left: binary.left, right: binary.right, bool: binary.bool, matching: nil),
                at: place)
        }
        if let matching = binary.matching, matching.on, let include = matching.group?.include,
            let both = include.first(where: matching.labels.contains)
        {
            throw error("the label `\(both)` is in `on` and in the group's labels", at: place)
        }
        let range = binary.left.range.lowerBound..<max(binary.right.range.upperBound, binary.left.range.lowerBound)
        let type: PromQL.ValueType = left == .scalar && right == .scalar ? .scalar : .vector
        return try checked(PromQL.Expression(.binary(binary), type, range), at: place)
    }

    /// The expression, unless its tree is too high to be walked.
    func checked(_ expression: PromQL.Expression, at place: Int) throws(PromQLError) -> PromQL.Expression {
        guard expression.height <= PromQL.highest else {
            throw error("this expression is a chain of more than \(PromQL.highest) links", at: place)
        }
        return expression
    }
}
