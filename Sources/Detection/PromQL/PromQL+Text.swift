extension PromQL.Expression: CustomStringConvertible {
    /// The canonical text.
    package var description: String { text }

    /// The expression in canonical form: one line, matchers in order, `by` before the operand, and no parentheses but
    /// the ones it needs. Parsing it gives the same tree.
    package var text: String {
        var writer = PromQL.Writer()
        writer.write(self)
        return writer.text
    }
}

extension PromQL {
    /// Tree to text.
    struct Writer {
        private(set) var text = ""

        mutating func write(_ expression: Expression) {
            switch expression.node {
            case .number(let value): text += Self.number(value)
            case .string(let value): text += PromQL.quoted(value)
            case .selector(let selector, let modifiers):
                write(selector)
                write(modifiers)
            case .matrix(let selector, let range, let modifiers):
                write(selector)
                text += "[\(range)]"
                write(modifiers)
            case .subquery(let inner, let range, let resolution, let modifiers):
                if inner.standsAlone { write(inner) } else { parenthesise(inner) }
                text += "[\(range):\(resolution?.description ?? "")]"
                write(modifiers)
            case .call(let function, let arguments):
                text += function.name
                write(arguments)
            case .aggregation(let aggregation): write(aggregation)
            case .negation(let operand):
                text += "-"
                write(operand, tighterThan: Operator.multiply.precedence)
            case .binary(let binary): write(binary)
            }
        }

        private mutating func parenthesise(_ expression: Expression) {
            text += "("
            write(expression)
            text += ")"
        }

        private mutating func write(_ expression: Expression, tighterThan precedence: Int) {
            if expression.precedence > precedence { write(expression) } else { parenthesise(expression) }
        }

        private mutating func write(_ binary: Binary) {
            let operation = binary.operation
            let (left, right) =
                operation.isRightAssociative
                ? (operation.precedence, operation.precedence - 1) : (operation.precedence - 1, operation.precedence)
            write(binary.left, tighterThan: left)
            text += " \(operation.rawValue) "
            if binary.bool { text += "bool " }
            if let matching = binary.matching {
                text += matching.on ? "on " : "ignoring "
                write(labels: matching.labels)
                if let group = matching.group {
                    text += group.left ? " group_left " : " group_right "
                    write(labels: group.include)
                }
                text += " "
            }
            write(binary.right, tighterThan: right)
        }

        private mutating func write(_ aggregation: Aggregation) {
            text += aggregation.name
            // `by ()` says nothing; `without ()` keeps every label.
            if let grouping = aggregation.grouping, grouping.without || !grouping.labels.isEmpty {
                text += grouping.without ? " without " : " by "
                write(labels: grouping.labels)
                text += " "
            }
            write((aggregation.parameter.map { [$0] } ?? []) + [aggregation.operand])
        }

        private mutating func write(_ arguments: [Expression]) {
            text += "("
            for (index, argument) in arguments.enumerated() {
                if index > 0 { text += ", " }
                write(argument)
            }
            text += ")"
        }

        private mutating func write(labels: [String]) {
            text += "(" + labels.map { PromQL.isPlainInList($0) ? $0 : PromQL.quoted($0) }.joined(separator: ", ") + ")"
        }

        private mutating func write(_ selector: Selector) {
            let plain = selector.name.map(PromQL.isPlainMetric) ?? false
            var parts = selector.matchers.map { matcher in
                (PromQL.isPlainLabel(matcher.label) ? matcher.label : PromQL.quoted(matcher.label))
                    + matcher.kind.rawValue + PromQL.quoted(matcher.value)
            }
            parts.sort()
            if let name = selector.name {
                if plain { text += name } else { parts.insert(PromQL.quoted(name), at: 0) }
            }
            if !parts.isEmpty || !plain { text += "{" + parts.joined(separator: ",") + "}" }
        }

        private mutating func write(_ modifiers: Modifiers) {
            switch modifiers.at {
            case .seconds(let seconds): text += " @ \(Self.number(seconds))"
            case .start: text += " @ start()"
            case .end: text += " @ end()"
            case nil: break
            }
            // None at all is what every version reads.
            if let offset = modifiers.offset, offset.milliseconds != 0 { text += " offset \(offset)" }
        }

        /// The shortest digits that read back as the same number; whole numbers without a point.
        static func number(_ value: Double) -> String {
            if value.isNaN { return "NaN" }
            if value.isInfinite { return value < 0 ? "-Inf" : "Inf" }
            if let whole = Int64(exactly: value), abs(value) < 1e15 { return String(whole) }
            return value.description
        }
    }
}

extension PromQL.Expression {
    /// How tightly the outermost operator binds; 8 where there is none.
    fileprivate var precedence: Int {
        switch node {
        case .binary(let binary): binary.operation.precedence
        case .negation: PromQL.Operator.multiply.precedence
        default: 8
        }
    }

    /// Whether brackets after the text would belong to the whole of it.
    fileprivate var standsAlone: Bool {
        switch node {
        case .selector(_, .none), .call, .aggregation: true
        default: false
        }
    }
}

extension PromQL {
    /// A string literal that reads back as `text`, on one line and with nothing invisible in it.
    package static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            default:
                if VisibleText.isHidden(scalar) {
                    let digits = String(scalar.value, radix: 16)
                    let (mark, width) = scalar.value > 0xFFFF ? ("\\U", 8) : ("\\u", 4)
                    result += mark + String(repeating: "0", count: width - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }

    /// Whether a label's name can be written without quotes in a list of labels: there, what reads as a number can't.
    static func isPlainInList(_ name: String) -> Bool {
        isPlainLabel(name) && !["inf", "nan"].contains(name.lowercased())
    }

    /// Whether a label's name can be written without quotes in braces; keywords can.
    static func isPlainLabel(_ name: String) -> Bool {
        guard let first = name.utf8.first, !isDigit(first) else { return false }
        return name.utf8.allSatisfy { ($0 != UInt8(ascii: ":") && isNameStart($0)) || isDigit($0) }
    }

    /// Whether a metric's name can be written before the braces.
    static func isPlainMetric(_ name: String) -> Bool {
        guard let first = name.utf8.first, isNameStart(first) else { return false }
        let reserved = ["inf", "nan", "bool", "on", "ignoring", "group_left", "group_right", "atan2"]
        return name.utf8.allSatisfy { isNameStart($0) || isDigit($0) } && !reserved.contains(name.lowercased())
    }
}
