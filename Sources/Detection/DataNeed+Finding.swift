extension DataNeed {
    /// What an answer itself rests on: the data that `scalar()` makes numbers of. Without it the number is none, and none
    /// is unequal to everything. Nil where there is nothing of the kind, or another branch of `or` may have answered.
    static func ofNumbers(in expression: PromQL.Expression) -> DataNeed? {
        switch expression.node {
        case .call(let function, _) where function.isAbsence: return nil
        case .call(let function, let arguments) where function.name == "scalar":
            return Finding.ofNumbers(arguments).need?.simplified
        case .binary(let binary) where binary.operation == .unless: return ofNumbers(in: binary.left)
        case .binary(let binary) where binary.operation == .or:
            guard let left = ofNumbers(in: binary.left), let right = ofNumbers(in: binary.right) else { return nil }
            return DataNeed.any([left, right])
        default:
            let needs = expression.children.compactMap(ofNumbers)
            return needs.isEmpty ? nil : .all(needs)
        }
    }

    /// What a part of an expression says about data.
    enum Finding {
        case needs(DataNeed)
        /// It answers whatever data there is.
        case always
        /// Its emptiness is no lack of data: `absent` with what it looks for, or a comparison of constants.
        case nothing([DataNeed])

        init(_ expression: PromQL.Expression) {
            guard expression.traits.isFiltered else {
                self = Self.unfiltered(expression)
                return
            }
            let found = Self.filtered(expression)
            // What answers whatever data there is does so no longer once a filter stands around it.
            if case .always = found, !expression.traits.alwaysAnswers { self = .nothing([]) } else { self = found }
        }

        /// A part without filters is asked as it is; `scalar(v)` is a number even where `v` is missing, so `v` is asked
        /// too.
        private static func unfiltered(_ expression: PromQL.Expression) -> Finding {
            let scalars = scalarOperands(expression).map(scalar)
            if expression.traits.alwaysAnswers { return scalars.isEmpty ? .always : all(scalars) }
            return all([.needs(.query(expression))] + scalars)
        }

        private static func filtered(_ expression: PromQL.Expression) -> Finding {
            switch expression.node {
            case .call(let function, let arguments) where function.isAbsence:
                return .nothing(arguments.compactMap { Finding(present($0)).need })
            case .call(let function, let arguments) where function.name == "scalar":
                return ofNumbers(arguments)
            case .subquery(let inner, let range, let resolution, let modifiers):
                return Finding(inner).map { query in
                    guard let count = PromQL.Function.named("count_over_time") else { return query }
                    let node = PromQL.Node.subquery(query, range: range, resolution: resolution, modifiers)
                    return .init(.call(count, [.init(node, .matrix, query.range)]), .vector, query.range)
                }
            case .binary(let binary): return filtered(binary, in: expression)
            default: return all(expression.children.map(Finding.init))
            }
        }

        private static func filtered(_ binary: PromQL.Binary, in expression: PromQL.Expression) -> Finding {
            switch binary.operation {
            // What is missing on the right of `unless` takes nothing away.
            case .unless: return Finding(binary.left)
            case .or: return any([Finding(binary.left), Finding(binary.right)])
            default: break
            }
            let isPlainJoin =
                binary.isFilter && binary.left.type == .vector && binary.right.type == .vector
                && !binary.left.traits.isFiltered && !binary.right.traits.isFiltered
            guard isPlainJoin else { return all([Finding(binary.left), Finding(binary.right)]) }
            // With `bool` every pair answers, so labels that never match show as no answer at all.
            let answering = PromQL.Binary(
                operation: binary.operation, left: binary.left, right: binary.right, bool: true,
                matching: binary.matching)
            return unfiltered(.init(.binary(answering), .vector, expression.range))
        }

        /// The vector that answers when what `absent` looks for is there.
        private static func present(_ argument: PromQL.Expression) -> PromQL.Expression {
            guard argument.type == .matrix, let function = PromQL.Function.named("present_over_time") else {
                return argument
            }
            return .init(.call(function, [argument]), .vector, argument.range)
        }

        /// What `scalar()` needs of its operand: data, in one series.
        private static func scalar(_ operand: PromQL.Expression) -> Finding {
            let data = Finding(operand)
            return operand.traits.isOneAtMost ? data : all([data, .needs(.single(operand))])
        }

        /// What `scalar()` needs of its operands.
        static func ofNumbers(_ operands: [PromQL.Expression]) -> Finding { all(operands.map(scalar)) }

        private static func scalarOperands(_ expression: PromQL.Expression) -> [PromQL.Expression] {
            if case .call(let function, let arguments) = expression.node, function.name == "scalar" { return arguments }
            return expression.children.flatMap(scalarOperands)
        }

        private static func all(_ findings: [Finding]) -> Finding {
            let needs = findings.compactMap(\.need)
            if !needs.isEmpty { return .needs(DataNeed.all(needs)) }
            return findings.contains { if case .nothing = $0 { true } else { false } } ? silence(of: findings) : .always
        }

        private static func any(_ findings: [Finding]) -> Finding {
            if findings.contains(where: { if case .always = $0 { true } else { false } }) { return .always }
            let needs = findings.compactMap(\.need)
            return needs.isEmpty ? silence(of: findings) : .needs(DataNeed.any(needs))
        }

        private static func silence(of findings: [Finding]) -> Finding {
            .nothing(findings.flatMap { if case .nothing(let absent) = $0 { absent } else { [DataNeed]() } })
        }

        fileprivate var need: DataNeed? {
            if case .needs(let need) = self { need } else { nil }
        }

        private func map(_ transform: (PromQL.Expression) -> PromQL.Expression) -> Finding {
            guard case .needs(let need) = self else { return self }
            return .needs(need.map(transform))
        }
    }

    private func map(_ transform: (PromQL.Expression) -> PromQL.Expression) -> DataNeed {
        switch self {
        case .query(let query): .query(transform(query))
        case .single(let query): .single(transform(query))
        case .all(let parts): .all(parts.map { $0.map(transform) })
        case .any(let parts): .any(parts.map { $0.map(transform) })
        }
    }
}
