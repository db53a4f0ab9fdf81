extension PromQL.Parser {
    /// A binary expression whose operands fit its operator, by the rules of Prometheus's `checkAST`.
    func make(_ binary: PromQL.Binary, at place: Int) throws(PromQLError) -> PromQL.Expression {
        let (left, right, operation) = (binary.left.type, binary.right.type, binary.operation)
        for type in [left, right] where type != .scalar && type != .vector {
            throw error(.operandType(operation, type), at: place)
        }
        let vectors = left == .vector && right == .vector
        if binary.bool, !operation.isComparison {
            throw error(.boolPlace, at: place)
        }
        if operation.isSet, !vectors {
            throw error(.setOfScalars(operation), at: place)
        }
        if operation.isSet, binary.matching?.group != nil {
            throw error(.groupedSet(operation), at: place)
        }
        if operation.isComparison, !binary.bool, left == .scalar, right == .scalar {
            throw error(.scalarFilter(operation), at: place)
        }
        if let matching = binary.matching, !vectors {
            // Prometheus passes over an empty list here.
            guard matching.labels.isEmpty else {
                throw error(.matchingPlace, at: place)
            }
            return try make(
                .init(operation: operation, left: binary.left, right: binary.right, bool: binary.bool, matching: nil),
                at: place)
        }
        if let matching = binary.matching, matching.on, let include = matching.group?.include,
            let both = include.first(where: matching.labels.contains)
        {
            throw error(.labelTwice(both), at: place)
        }
        let range = binary.left.range.lowerBound..<max(binary.right.range.upperBound, binary.left.range.lowerBound)
        let type: PromQL.ValueType = left == .scalar && right == .scalar ? .scalar : .vector
        return try checked(PromQL.Expression(.binary(binary), type, range), at: place)
    }

    /// The expression, unless its tree is too high to be walked.
    func checked(_ expression: PromQL.Expression, at place: Int) throws(PromQLError) -> PromQL.Expression {
        guard expression.height <= PromQL.highest else {
            throw error(.tooLong, at: place)
        }
        return expression
    }
}
