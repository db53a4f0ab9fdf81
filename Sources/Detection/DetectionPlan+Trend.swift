extension DetectionPlan {
    /// The query whose course shows how near the threshold is: what is held against it, without the comparison, of all
    /// series the one that alarms most. Nil where filters judge and none compares with a number.
    package var trend: String? {
        guard filters.isEmpty || threshold != nil else { return nil }
        let measured = Self.measured(expression)
        guard measured.type == .vector else { return measured.type == .scalar ? measured.text : nil }
        switch threshold?.operation {
        case .less?, .lessOrEqual?: return "min(\(measured.text))"
        default: return "max(\(measured.text))"
        }
    }

    /// What a chain of comparisons with numbers begins with; of the series that `and` and `unless` let through.
    private static func measured(_ expression: PromQL.Expression) -> PromQL.Expression {
        guard case .binary(let binary) = expression.node else { return expression }
        if binary.operation == .and || binary.operation == .unless {
            let through = PromQL.Binary(
                operation: binary.operation, left: measured(binary.left), right: binary.right, bool: false,
                matching: binary.matching)
            return .init(.binary(through), .vector, expression.range)
        }
        guard binary.operation.isComparison else { return expression }
        switch Comparison(binary).side {
        case .left?: return measured(binary.right)
        case .right?: return measured(binary.left)
        case nil: return expression
        }
    }
}
