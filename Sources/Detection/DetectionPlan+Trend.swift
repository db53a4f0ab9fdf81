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

    /// What a chain of comparisons with numbers begins with.
    private static func measured(_ expression: PromQL.Expression) -> PromQL.Expression {
        guard case .binary(let binary) = expression.node, binary.operation.isComparison else { return expression }
        switch Comparison(binary).side {
        case .left?: return measured(binary.right)
        case .right?: return measured(binary.left)
        case nil: return expression
        }
    }
}
