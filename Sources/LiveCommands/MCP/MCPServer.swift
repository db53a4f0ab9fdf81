import Catalogue
import Commands
import Foundation
import KnowledgeBase

/// Answers an agent by the Model Context Protocol (modelcontextprotocol.io, revision 2025-06-18): what the notes say and
/// what is measured now. No tool writes or runs anything.
struct MCPServer {
    let tools: [MCPTool]
    let words: Catalogue

    /// The revisions that are spoken, the newest first; what kb uses of them is the same in all.
    private static let revisions = ["2025-06-18", "2024-11-05"]

    /// The line that answers a line; nil where none does.
    func answer(_ line: [UInt8]) -> String? {
        let data = Data(line)
        let message: MCPMessage
        do { message = try JSONDecoder().decode(MCPMessage.self, from: data) } catch {
            let isJSON = if case DecodingError.dataCorrupted = error { false } else { true }
            return Self.line(
                id: .null, isJSON ? .noMessage(words("mcp.no-message")) : .notJSON(words("mcp.not-json")))
        }
        guard let method = message.method else {
            return message.isAnswer
                ? nil : Self.line(id: message.id?.value ?? .null, .noMessage(words("mcp.no-message")))
        }
        guard let id = message.id?.value else { return nil }
        do throws(MCPFault) {
            return Self.line(id: id, ("result", .object(try result(of: method, data))))
        } catch {
            return Self.line(id: id, error)
        }
    }

    private func result(of method: String, _ data: Data) throws(MCPFault) -> JSONObject {
        switch method {
        case "initialize":
            let wanted = (try? JSONDecoder().decode(Call<Initialization>.self, from: data))?.params.protocolVersion
            return [
                "protocolVersion": .text(Self.revisions.first { $0 == wanted } ?? Self.revisions[0]),
                "capabilities": .object(["tools": .object([:])]),
                "serverInfo": .object(["name": .text("kb"), "version": .text(Version.current)]),
                "instructions": .text(words("mcp.instructions")),
            ]
        case "ping": return [:]
        case "tools/list": return ["tools": .list(tools.map { .object($0.description(words)) })]
        case "tools/call": return try call(data)
        default: throw .noMethod(words("mcp.no-method", method))
        }
    }

    /// What a tool finds, or why it can't; the agent is told both, so that it can ask better.
    private func call(_ data: Data) throws(MCPFault) -> JSONObject {
        guard let asked = try? JSONDecoder().decode(Call<ToolCall>.self, from: data).params else {
            throw .noParameters(words("mcp.no-call"))
        }
        guard let tool = tools.first(where: { $0.name == asked.name }) else {
            let known = tools.map(\.name).joined(separator: ", ")
            throw .noParameters(words("mcp.no-tool", asked.name, known))
        }
        let given = (asked.arguments ?? [:]).compactMapValues(\.self)
        let arguments = try MCPArguments(given, known: tool.arguments.map(\.name)) {
            words("mcp.argument.\($0)", $1)
        }
        do {
            let answer = try tool.answer(arguments)
            let texts = [answer.text ?? answer.object.json, answer.notice].compactMap(\.self)
            return [
                "content": .list(texts.map(Self.content)),
                "structuredContent": .object(answer.object), "isError": .flag(false),
            ]
        } catch let fault as MCPFault {
            throw fault
        } catch {
            return ["content": .list([Self.content(Failure.sentence(for: error))]), "isError": .flag(true)]
        }
    }

    private static func content(_ text: String) -> RowValue {
        .object(["type": .text("text"), "text": .text(text)])
    }

    private static func line(id: RowValue, _ fault: MCPFault) -> String {
        line(id: id, ("error", .object(["code": .integer(fault.code), "message": .text(fault.sentence)])))
    }

    private static func line(id: RowValue, _ outcome: (String, RowValue)) -> String {
        let message: JSONObject = ["jsonrpc": .text("2.0"), "id": id]
        return message.adding([outcome]).json
    }

    private struct Call<Parameters: Decodable>: Decodable { let params: Parameters }

    private struct Initialization: Decodable { let protocolVersion: String? }

    private struct ToolCall: Decodable {
        let name: String
        /// Null where the agent leaves one out.
        let arguments: [String: MCPArgument?]?
    }
}
