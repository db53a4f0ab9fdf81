internal import Notes

extension PromQL {
    /// What is wrong with a text that is no expression.
    package enum Problem: Hashable, Sendable {
        case noExpression
        case tooDeep
        case tooLong
        case unexpected(String, Expected)
        case ends(Expected)
        case strangeCharacter(String)
        case emptyRange
        case rangePlace
        case emptyResolution
        case subqueryType(ValueType)
        case modifierPlace
        case modifierTwice
        case longDuration
        case noNumber
        case openString
        case stringOfTwoLines
        case noUTF8
        case unknownEscape
        case unknownFunction(String)
        case argumentCount(String, Int)
        case argumentType(String, due: ValueType, number: Int, ValueType)
        case oneArgument(String)
        case twoArguments(String)
        case parameterType(String, due: ValueType, ValueType)
        case aggregatedType(String, ValueType)
        case signType(ValueType)
        case operandType(Operator, ValueType)
        case boolPlace
        case setOfScalars(Operator)
        case groupedSet(Operator)
        case scalarFilter(Operator)
        case matchingPlace
        case labelTwice(String)
        case nameTwice
        case unlimited

        /// What would stand where something else does.
        package enum Expected: Hashable, Sendable {
            case end
            case expression
            case duration
            case time
            case matcher
            case matchedString
            case symbol(String, Context)
            case label(Context)
        }

        /// What is being read.
        package enum Context: Hashable, Sendable {
            case range
            case subquery
            case moment(String)
            case parentheses
            case call
            case arguments
            case matchers
            case beforeLabels
            case labels
        }

        /// What to tell a person, one after the other.
        var sentences: [Sentence] {
            switch self {
            case .unexpected(_, let expected), .ends(let expected): [sentence] + expected.sentences
            default: [sentence]
            }
        }

        private var sentence: Sentence {
            switch self {
            case .unexpected(let word, _): Sentence("promql.unexpected", "unexpected `%1`", word)
            case .ends: Sentence("promql.ends", "the text ends")
            case .noExpression: Sentence("promql.empty", "there is no expression here")
            case .tooDeep: Sentence("promql.deep", "nesting is deeper than %1", "\(PromQL.deepest)")
            case .tooLong:
                Sentence("promql.long", "this expression is a chain of more than %1 links", "\(PromQL.highest)")
            case .strangeCharacter(let character): Sentence("promql.character", "unexpected character %1", character)
            case .emptyRange: Sentence("promql.range.empty", "a range must be longer than nothing")
            case .rangePlace:
                Sentence("promql.range.place", "a range can only follow a selector; after others, write `[5m:]`")
            case .emptyResolution: Sentence("promql.resolution.empty", "a resolution must be longer than nothing")
            case .subqueryType(let type):
                Sentence("promql.subquery.type", "a subquery needs a vector, not a %1", "\(type)")
            case .modifierPlace:
                Sentence("promql.modifier.place", "`offset` and `@` can only follow a selector or a subquery")
            case .modifierTwice: Sentence("promql.modifier.twice", "`offset` and `@` may stand only once")
            case .longDuration: Sentence("promql.duration.long", "this length of time is too long")
            case .noNumber: Sentence("promql.number", "this is neither a number nor a length of time")
            case .openString: Sentence("promql.string.open", "this quoted string is not closed")
            case .stringOfTwoLines:
                Sentence("promql.string.lines", "a quoted string ends before the end of its line")
            case .noUTF8: Sentence("promql.string.bytes", "this string is not UTF-8")
            case .unknownEscape: Sentence("promql.string.escape", "this escape is not known in a string")
            case .boolPlace: Sentence("promql.bool", "`bool` can only follow a comparison")
            case .matchingPlace: Sentence("promql.matching", "`on` and `ignoring` work between two vectors")
            case .labelTwice(let label):
                Sentence("promql.label.twice", "the label `%1` is in `on` and in the group's labels", label)
            case .nameTwice: Sentence("promql.name.twice", "the metric's name is given twice")
            case .unlimited:
                Sentence("promql.unlimited", "a selector needs a name, or a matcher that not everything passes")
            case .unknownFunction(let name): Sentence("promql.function", "there is no function `%1`", name)
            case .argumentCount(let name, let count):
                Sentence(
                    "promql.argument.count", "`%1` takes another number of arguments than %2", name, "\(count)")
            case .argumentType(let name, let due, let number, let type):
                Sentence(
                    "promql.argument.type", "`%1` takes a %2 as argument %3, not a %4", name, "\(due)", "\(number)",
                    "\(type)")
            case .oneArgument(let name): Sentence("promql.argument.one", "`%1` takes one argument", name)
            case .twoArguments(let name): Sentence("promql.argument.two", "`%1` takes two arguments", name)
            case .parameterType(let name, let due, let type):
                Sentence("promql.argument.first", "`%1` takes a %2 first, not a %3", name, "\(due)", "\(type)")
            case .aggregatedType(let name, let type):
                Sentence("promql.argument.vector", "`%1` takes a vector, not a %2", name, "\(type)")
            case .signType(let type):
                Sentence("promql.sign", "a sign needs a scalar or a vector, not a %1", "\(type)")
            case .operandType(let operation, let type):
                Sentence(
                    "promql.operand", "`%1` works on scalars and vectors, not on a %2", operation.rawValue, "\(type)")
            case .setOfScalars(let operation):
                Sentence("promql.set", "`%1` works on two vectors", operation.rawValue)
            case .groupedSet(let operation):
                Sentence("promql.set.group", "`group_left` and `group_right` do not go with `%1`", operation.rawValue)
            case .scalarFilter(let operation):
                Sentence("promql.scalars", "two scalars are compared with `%1 bool`", operation.rawValue)
            }
        }
    }
}

extension PromQL.Problem.Expected {
    fileprivate var sentences: [Sentence] {
        switch self {
        case .end: [Sentence("promql.after", "after the expression")]
        case .expression: [Sentence("promql.due.expression", "where an expression is due")]
        case .duration: [Sentence("promql.due.duration", "where a length of time such as `5m` is due")]
        case .time: [Sentence("promql.due.time", "after `@`, where a time in seconds is due")]
        case .matcher:
            [Sentence("promql.due.matcher", "after a label's name, where `=`, `!=`, `=~` or `!~` is due")]
        case .matchedString:
            [Sentence("promql.due.string", "after a matcher's operator, where a quoted string is due")]
        case .symbol(let symbol, let context):
            [context.sentence, Sentence("promql.due.symbol", "where `%1` is due", symbol)]
        case .label(let context): [context.sentence, Sentence("promql.due.label", "where a label is due")]
        }
    }
}

extension PromQL.Problem.Context {
    fileprivate var sentence: Sentence {
        switch self {
        case .range: Sentence("promql.in.range", "after a range,")
        case .subquery: Sentence("promql.in.subquery", "after a subquery's range,")
        case .moment(let keyword): Sentence("promql.in.moment", "after `@ %1`,", keyword)
        case .parentheses: Sentence("promql.in.parentheses", "inside parentheses,")
        case .call: Sentence("promql.in.call", "in a call,")
        case .arguments: Sentence("promql.in.arguments", "among the arguments,")
        case .matchers: Sentence("promql.in.matchers", "among the matchers,")
        case .beforeLabels: Sentence("promql.in.before-labels", "before a list of labels,")
        case .labels: Sentence("promql.in.labels", "in a list of labels,")
        }
    }
}
