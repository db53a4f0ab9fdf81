/// A value in a row that is shown as JSON.
package enum RowValue: Sendable, Equatable {
    case text(String)
    case integer(Int)
    case decimal(Double)
    case flag(Bool)
    case list([RowValue])
    case object(JSONObject)
    case null

    /// Text, or null when there is none.
    package static func optional(_ text: String?) -> RowValue { text.map { .text($0) } ?? .null }

    /// A list of texts in the order given; an empty one stays a list.
    package static func texts(_ texts: [String]) -> RowValue { .list(texts.map { .text($0) }) }

    /// An object of texts, in the order of its keys.
    package static func texts(_ texts: [String: String]) -> RowValue {
        .object(JSONObject().adding(texts.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) }))
    }

    func append(to json: inout String) {
        switch self {
        case .text(let text): Self.append(text, to: &json)
        case .integer(let number): json += String(number)
        // JSON has no infinities and no NaN.
        case .decimal(let number): json += number.isFinite ? String(describing: number) : "null"
        case .flag(let flag): json += flag ? "true" : "false"
        case .null: json += "null"
        case .object(let object): object.append(to: &json)
        case .list(let values):
            json += "["
            for (index, value) in values.enumerated() {
                if index > 0 { json += "," }
                value.append(to: &json)
            }
            json += "]"
        }
    }

    /// Chinese characters stay as they are. Controls are escaped, and so are the two line separators of JavaScript,
    /// `DEL` and the C1 controls, so that JSON on a terminal cannot steer it.
    static func append(_ text: String, to json: inout String) {
        json += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": json += "\\\""
            case "\\": json += "\\\\"
            case "\n": json += "\\n"
            case "\r": json += "\\r"
            case "\t": json += "\\t"
            case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: json.unicodeScalars.append(scalar)
            }
        }
        json += "\""
    }
}
