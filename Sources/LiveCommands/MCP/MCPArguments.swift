/// What a tool is called with.
enum MCPArgument: Decodable, Equatable {
    case text(String)
    case number(Double)
    case texts([String])
    case map([String: String])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let texts = try? value.decode([String].self) {
            self = .texts(texts)
        } else {
            self = .map(try value.decode([String: String].self))
        }
    }
}

/// The arguments of a call, each asked for by its name and type.
struct MCPArguments {
    private let values: [String: MCPArgument]
    private let words: (String, String) -> String

    /// - Parameters:
    ///   - words: the sentence for an argument that can't be used: a key below `mcp.`, and the argument's name.
    /// - Throws: `MCPFault` for a name that the tool does not know: a slip must not be no argument.
    init(
        _ values: [String: MCPArgument], known: [String], words: @escaping (String, String) -> String
    ) throws(MCPFault) {
        if let unknown = values.keys.sorted().first(where: { !known.contains($0) }) {
            throw .noParameters(words("unknown", unknown))
        }
        (self.values, self.words) = (values, words)
    }

    func text(_ name: String) throws(MCPFault) -> String? {
        switch values[name] {
        case nil: nil
        case .text(let text): text
        default: throw .noParameters(words("text", name))
        }
    }

    func requiredText(_ name: String) throws(MCPFault) -> String {
        guard let text = try text(name), !text.isEmpty else { throw .noParameters(words("required", name)) }
        return text
    }

    /// A whole number, brought into a range.
    func number(_ name: String, _ range: ClosedRange<Int>) throws(MCPFault) -> Int? {
        switch values[name] {
        case nil: return nil
        case .number(let number) where number.isFinite && number == number.rounded():
            return Int(min(max(number, Double(range.lowerBound)), Double(range.upperBound)))
        default: throw .noParameters(words("number", name))
        }
    }

    func texts(_ name: String) throws(MCPFault) -> [String]? {
        switch values[name] {
        case nil: nil
        case .texts(let texts): texts
        case .text(let text): [text]
        default: throw .noParameters(words("texts", name))
        }
    }

    func map(_ name: String) throws(MCPFault) -> [String: String] {
        switch values[name] {
        case nil: [:]
        case .map(let map): map
        default: throw .noParameters(words("map", name))
        }
    }
}
