extension PromQL {
    /// The operators between two operands.
    package enum Operator: String, Sendable, CaseIterable {
        case or
        case and
        case unless
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case modulo = "%"
        case atan2
        case power = "^"

        /// How tightly it binds, 1 to 6.
        package var precedence: Int {
            switch self {
            case .or: 1
            case .and, .unless: 2
            case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: 3
            case .add, .subtract: 4
            case .multiply, .divide, .modulo, .atan2: 5
            case .power: 6
            }
        }

        /// Whether `a ^ b ^ c` is `a ^ (b ^ c)`.
        package var isRightAssociative: Bool { self == .power }
        /// Whether it works on which series there are.
        package var isSet: Bool { self == .or || self == .and || self == .unless }
        /// Whether it compares two values.
        package var isComparison: Bool { precedence == 3 }

        /// The operator with its sides changed: `5 > x` says `x < 5`.
        package var mirrored: Operator {
            switch self {
            case .less: .greater
            case .lessOrEqual: .greaterOrEqual
            case .greater: .less
            case .greaterOrEqual: .lessOrEqual
            default: self
            }
        }
    }
}
