import GRDB

/// The tokenizer named `kb` of the full-text table: it takes texts whose tokens are made already, by `TokenList`, and
/// joined by `TokenList.joined`. Tokens are so made on the threads that parse notes, not on the one that stores them, and
/// queries and documents go the same way.
///
/// The pointers that SQLite passes are valid for the call, and do not leave it.
final class FTSTokenizer: FTS5CustomTokenizer {
    static let name = "kb"

    init(db: Database, arguments: [String]) throws {}

    func tokenize(
        context: UnsafeMutableRawPointer?, tokenization: FTS5Tokenization, pText: UnsafePointer<CChar>?, nText: CInt,
        tokenCallback: @escaping FTS5TokenCallback
    ) -> CInt {
        guard let text = unsafe pText, nText > 0 else { return Self.ok }
        let count = Int(nText)
        var start = 0
        while start < count {
            var end = start
            while end < count, unsafe text[end] != TokenList.separator { end += 1 }
            let isColocated = unsafe text[start] == TokenList.colocationMark
            let token = isColocated ? start + 1 : start
            if end > token {
                let code = unsafe tokenCallback(
                    context, isColocated ? Self.colocated : 0, text + token, CInt(end - token), CInt(token), CInt(end))
                if code != Self.ok { return code }
            }
            start = end + 1
        }
        return Self.ok
    }

    /// `SQLITE_OK`
    private static let ok: CInt = 0
    /// `FTS5_TOKEN_COLOCATED`
    private static let colocated: CInt = 1
}

extension TokenList {
    /// Stands between tokens; no token holds it.
    fileprivate static let separator = CChar(0x20)
    /// Stands before a token at the position of the one before it; no token holds it.
    fileprivate static let colocationMark = CChar(0x1F)

    /// The tokens as the full-text table takes them.
    var joined: [UInt8] {
        let length = tokens.reduce(0) { $0 + $1.folded.count + 2 }
        let bytes = bytes.span
        return [UInt8](capacity: length) { joined in
            for token in tokens {
                if token.isColocated { joined.append(UInt8(bitPattern: Self.colocationMark)) }
                for index in token.folded { joined.append(bytes[index]) }
                joined.append(UInt8(bitPattern: Self.separator))
            }
        }
    }
}
