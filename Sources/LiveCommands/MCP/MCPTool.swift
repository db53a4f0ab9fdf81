import Catalogue
import KnowledgeBase

/// Something that an agent can ask.
struct MCPTool {
    struct Argument {
        /// As JSON Schema names it.
        enum Kind {
            case text, number, texts, map
        }

        let name: String
        let kind: Kind
        var isRequired = false
    }

    /// What a tool found.
    struct Answer {
        var object: JSONObject
        /// For agents that read text better than objects; nil where that is the object as JSON.
        var text: String?
        /// What the reader of the text must know beside it.
        var notice: String?

        init(
            _ rows: [JSONObject], _ further: [(String, RowValue)] = [], text: String? = nil, notice: String? = nil
        ) {
            let results: JSONObject = ["results": .list(rows.map { .object($0) })]
            (object, self.text, self.notice) = (results.adding(further), text, notice)
        }

        init(_ object: JSONObject) { self.object = object }
    }

    let name: String
    let arguments: [Argument]
    /// - Throws: `MCPFault` for arguments that can't be used, else what the library says.
    let answer: (MCPArguments) throws -> Answer

    /// The tool as `tools/list` tells of it: it only reads, and asked twice it does nothing more.
    func description(_ words: Catalogue) -> JSONObject {
        let schema: JSONObject = [
            "type": .text("object"),
            "properties": .object(
                JSONObject().adding(
                    arguments.map { argument in
                        let meaning = ("description", RowValue.text(words("mcp.\(name).\(argument.name)")))
                        return (argument.name, .object(argument.kind.schema.adding([meaning])))
                    })),
            "required": .texts(arguments.filter(\.isRequired).map(\.name)),
            "additionalProperties": .flag(false),
        ]
        return [
            "name": .text(name), "title": .text(words("mcp.\(name).title")),
            "description": .text(words("mcp.\(name)")), "inputSchema": .object(schema),
            "annotations": .object([
                "readOnlyHint": .flag(true), "destructiveHint": .flag(false), "idempotentHint": .flag(true),
                "openWorldHint": .flag(false),
            ]),
        ]
    }
}

extension MCPTool.Argument.Kind {
    /// The JSON Schema of its values.
    fileprivate var schema: JSONObject {
        let text: RowValue = .object(["type": .text("string")])
        return switch self {
        case .text: ["type": .text("string")]
        case .number: ["type": .text("integer")]
        case .texts: ["type": .text("array"), "items": text]
        case .map: ["type": .text("object"), "additionalProperties": text]
        }
    }
}
