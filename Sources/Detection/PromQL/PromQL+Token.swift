extension PromQL {
    /// A word of the language, with its place.
    struct Token {
        enum Kind: Equatable {
            case end
            /// A name; keywords are names too, told apart where the grammar expects one.
            case name
            /// A number, or a length of time, which is also a number of seconds.
            case number(Double)
            case duration(Duration)
            case string(String)
            /// A punctuation mark or an operator made of marks.
            case symbol(Symbol)
        }

        enum Symbol: String {
            case leftParenthesis = "("
            case rightParenthesis = ")"
            case leftBrace = "{"
            case rightBrace = "}"
            case leftBracket = "["
            case rightBracket = "]"
            case comma = ","
            case colon = ":"
            case at = "@"
            case assign = "="
            case matches = "=~"
            case matchesNot = "!~"
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
            case power = "^"
        }

        let kind: Kind
        let range: Range<Int>
    }
}
