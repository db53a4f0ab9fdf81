import GRDB

/// The tokenizer named `kb` of the full-text table: `TokenList` for documents; queries come with their tokens already
/// made, separated by spaces.
///
/// The pointers that SQLite passes are valid for the call, and do not leave it.
final class FTSTokenizer: FTS5CustomTokenizer {
    static let name = "kb"

    private var list = TokenList()

    init(db: Database, arguments: [String]) throws {}

    func tokenize(
        context: UnsafeMutableRawPointer?, tokenization: FTS5Tokenization, pText: UnsafePointer<CChar>?, nText: CInt,
        tokenCallback: @escaping FTS5TokenCallback
    ) -> CInt {
        guard let text = unsafe pText, nText > 0 else { return Self.ok }
        let source = unsafe UnsafeRawBufferPointer(start: text, count: Int(nText)).bindMemory(to: UInt8.self)
        return tokenization.contains(.query)
            ? unsafe passTokens(of: source, context, tokenCallback)
            : unsafe makeTokens(of: source, context, tokenCallback)
    }

    private func makeTokens(
        of source: UnsafeBufferPointer<UInt8>, _ context: UnsafeMutableRawPointer?, _ callback: FTS5TokenCallback
    ) -> CInt {
        unsafe list.tokenize(Span(_unsafeElements: source))
        return unsafe list.bytes.withUnsafeBytes { bytes in
            guard let base = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return Self.ok }
            for token in list.tokens {
                let code = unsafe callback(
                    context, token.isColocated ? Self.colocated : 0, base + token.folded.lowerBound,
                    CInt(token.folded.count), CInt(token.source.lowerBound), CInt(token.source.upperBound))
                if code != Self.ok { return code }
            }
            return Self.ok
        }
    }

    private func passTokens(
        of source: UnsafeBufferPointer<UInt8>, _ context: UnsafeMutableRawPointer?, _ callback: FTS5TokenCallback
    ) -> CInt {
        unsafe source.withMemoryRebound(to: CChar.self) { characters in
            guard let base = characters.baseAddress else { return Self.ok }
            var start = 0
            for end in 0...characters.count where unsafe end == characters.count || characters[end] == 0x20 {
                if end > start {
                    let code = unsafe callback(context, 0, base + start, CInt(end - start), CInt(start), CInt(end))
                    if code != Self.ok { return code }
                }
                start = end + 1
            }
            return Self.ok
        }
    }

    /// `SQLITE_OK`
    private static let ok: CInt = 0
    /// `FTS5_TOKEN_COLOCATED`
    private static let colocated: CInt = 1
}
