import KnowledgeBase

/// A message of JSON-RPC 2.0 as an agent sends it, one on a line.
struct MCPMessage {
    /// What an answer must repeat.
    enum ID: Decodable {
        case number(Int)
        case text(String)

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            self = try (try? value.decode(Int.self)).map { .number($0) } ?? .text(value.decode(String.self))
        }

        var value: RowValue {
            switch self {
            case .number(let number): .integer(number)
            case .text(let text): .text(text)
            }
        }
    }

    /// Nil for a notification, which is never answered.
    let id: ID?
    let method: String?
    /// Whether it answers a question, of which kb asks none.
    let isAnswer: Bool
}

extension MCPMessage: Decodable {
    private enum Key: String, CodingKey {
        case id, method, result, error
    }

    init(from decoder: any Decoder) throws {
        let message = try decoder.container(keyedBy: Key.self)
        id = try message.decodeIfPresent(ID.self, forKey: .id)
        method = try message.decodeIfPresent(String.self, forKey: .method)
        isAnswer = message.contains(.result) || message.contains(.error)
    }
}
