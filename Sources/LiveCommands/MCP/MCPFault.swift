/// Why a message is not answered by a result: a code of JSON-RPC 2.0 and a sentence.
struct MCPFault: Error, Equatable {
    let code: Int
    let sentence: String

    static func notJSON(_ sentence: String) -> MCPFault { MCPFault(code: -32_700, sentence: sentence) }
    static func noMessage(_ sentence: String) -> MCPFault { MCPFault(code: -32_600, sentence: sentence) }
    static func noMethod(_ sentence: String) -> MCPFault { MCPFault(code: -32_601, sentence: sentence) }
    static func noParameters(_ sentence: String) -> MCPFault { MCPFault(code: -32_602, sentence: sentence) }
}
