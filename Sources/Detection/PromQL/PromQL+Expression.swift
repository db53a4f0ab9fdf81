extension PromQL {
    /// What an expression gives: a number, a list of series with one value each, series with many, or a text.
    package enum ValueType: String, Sendable {
        case scalar
        case vector
        case matrix
        case string
    }

    /// A node of the tree: what it is, what it gives, and where it stands in the text.
    ///
    /// Parentheses are not kept: the tree says what belongs together, and `text` writes the ones that are needed.
    package struct Expression: Sendable {
        /// What it is.
        package let node: Node
        /// What it gives.
        package let type: ValueType
        /// The place in the source, in bytes of UTF-8, without parentheses around it.
        package let range: Range<Int>
        /// The height of the tree below, 1 for a leaf.
        let height: Int
        let traits: Traits

        init(_ node: Node, _ type: ValueType, _ range: Range<Int>) {
            self.node = node
            self.type = type
            self.range = range
            let children = node.children
            self.height = 1 + (children.map(\.height).max() ?? 0)
            self.traits = Traits(node, type, children: children)
        }

        /// The expressions right below this one, in the order of the text.
        package var children: [Expression] { node.children }
    }

    /// The kinds of expression.
    package indirect enum Node: Sendable {
        case number(Double)
        case string(String)
        /// The newest sample of each series that matches.
        case selector(Selector, Modifiers)
        /// The samples of the last `range` of each series that matches.
        case matrix(Selector, range: Duration, Modifiers)
        case subquery(Expression, range: Duration, resolution: Duration?, Modifiers)
        case call(Function, [Expression])
        case aggregation(Aggregation)
        case negation(Expression)
        case binary(Binary)

        fileprivate var children: [Expression] {
            switch self {
            case .number, .string, .selector, .matrix: []
            case .subquery(let inner, _, _, _), .negation(let inner): [inner]
            case .call(_, let arguments): arguments
            case .aggregation(let aggregation): (aggregation.parameter.map { [$0] } ?? []) + [aggregation.operand]
            case .binary(let binary): [binary.left, binary.right]
            }
        }
    }

    /// `sum by (job) (x)`, `topk(3, x)`.
    package struct Aggregation: Sendable {
        /// The operator's name in lower case.
        package let name: String
        /// The first argument where there are two.
        package let parameter: Expression?
        /// The vector that is aggregated.
        package let operand: Expression
        /// The labels that remain; nil for none.
        package let grouping: Grouping?
    }

    /// The labels that are kept (`by`) or left out (`without`).
    package struct Grouping: Sendable {
        /// True for `without`, false for `by`.
        package let without: Bool
        /// The labels in the order of the text.
        package let labels: [String]
    }

    /// Two operands with an operator between them.
    package struct Binary: Sendable {
        /// The operator between them.
        package let operation: Operator
        /// The operand before the operator.
        package let left: Expression
        /// The operand after it.
        package let right: Expression
        /// A comparison that gives 0 or 1 instead of leaving out what does not pass.
        package let bool: Bool
        /// How the series of two vectors are paired; nil for by all labels.
        package let matching: Matching?

        /// A comparison without `bool`: it leaves out what does not pass.
        package var isFilter: Bool { operation.isComparison && !bool }
    }

    /// Which labels make two series a pair, and which side may have many for one.
    package struct Matching: Sendable {
        /// True for `on`, false for `ignoring`.
        package let on: Bool
        /// The labels in the order of the text.
        package let labels: [String]
        /// The side that may have many; nil for one to one.
        package let group: Group?

        /// `group_left` or `group_right`, with the labels taken from the side of the one.
        package struct Group: Sendable {
            /// True for `group_left`.
            package let left: Bool
            /// The labels taken from the side of the one.
            package let include: [String]
        }
    }
}
