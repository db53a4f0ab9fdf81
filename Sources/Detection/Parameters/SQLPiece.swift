/// A part of an SQL text, told apart as far as binding needs.
enum SQLPiece: Hashable {
    case comment(String)
    /// `'text'`, with what it says.
    case literal(String, content: String)
    /// Code, quoted names, and strings in dollars or with escapes.
    case other(String)

    /// Whether a text says nothing to a database.
    static func isOnlyComments(_ source: String) -> Bool {
        pieces(of: source).allSatisfy { piece in
            switch piece {
            case .comment: true
            case .literal: false
            case .other(let code): code.allSatisfy(\.isWhitespace)
            }
        }
    }

    /// The parts of a text in order; together they are the text. Takes linear time.
    static func pieces(of source: String) -> [SQLPiece] {
        let bytes = Array(source.utf8)
        var pieces: [SQLPiece] = []
        var code = 0
        var position = 0
        func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        func close(_ end: Int) { if code < end { pieces.append(.other(text(code..<end))) } }
        while position < bytes.count {
            let byte = bytes[position]
            let next = position + 1 < bytes.count ? bytes[position + 1] : 0
            if byte == UInt8(ascii: "-"), next == byte {
                close(position)
                let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
                pieces.append(.comment(text(position..<end)))
                (code, position) = (end, end)
            } else if byte == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
                close(position)
                let end = endOfComment(bytes, position)
                pieces.append(.comment(text(position..<end)))
                (code, position) = (end, end)
            } else if byte == UInt8(ascii: "'") {
                // `E'…'` and its kin have rules of their own and are never bound.
                let before = position > 0 ? bytes[position - 1] : 0
                let isPlain = !isLetter(before) && before != UInt8(ascii: "&")
                let end = endOfQuoted(bytes, position, escapes: !isPlain)
                if isPlain {
                    close(position)
                    let inner = end > position + 1 ? text(position + 1..<end - 1) : ""
                    pieces.append(.literal(text(position..<end), content: inner.replacing("''", with: "'")))
                    code = end
                }
                position = end
            } else if byte == UInt8(ascii: "\"") {
                position = endOfQuoted(bytes, position, escapes: false)
            } else if byte == UInt8(ascii: "$"), let tag = dollarTag(bytes, position) {
                position = endOfDollars(bytes, position + tag.count, tag)
            } else {
                position += 1
            }
        }
        close(bytes.count)
        return pieces
    }

    /// The end of a quoted text; a doubled quote is inside it.
    private static func endOfQuoted(_ bytes: [UInt8], _ start: Int, escapes: Bool) -> Int {
        var position = start + 1
        while position < bytes.count {
            if escapes, bytes[position] == UInt8(ascii: "\\") {
                position += 2
            } else if bytes[position] == bytes[start] {
                guard position + 1 < bytes.count, bytes[position + 1] == bytes[start] else { return position + 1 }
                position += 2
            } else {
                position += 1
            }
        }
        return bytes.count
    }

    /// `$$` or `$tag$` where it opens a string of PostgreSQL.
    private static func dollarTag(_ bytes: [UInt8], _ start: Int) -> [UInt8]? {
        var position = start + 1
        while position < bytes.count, position - start < 64 {
            if bytes[position] == UInt8(ascii: "$") { return Array(bytes[start...position]) }
            guard isLetter(bytes[position]) || isDigit(bytes[position]) || bytes[position] == UInt8(ascii: "_") else {
                return nil
            }
            position += 1
        }
        return nil
    }

    private static func endOfDollars(_ bytes: [UInt8], _ start: Int, _ tag: [UInt8]) -> Int {
        var position = start
        while position + tag.count <= bytes.count {
            if bytes[position] == UInt8(ascii: "$"), bytes[position...].starts(with: tag) {
                return position + tag.count
            }
            position += 1
        }
        return bytes.count
    }

    /// Comments nest in standard SQL.
    private static func endOfComment(_ bytes: [UInt8], _ start: Int) -> Int {
        var depth = 0
        var position = start
        while position + 1 < bytes.count {
            if bytes[position] == UInt8(ascii: "/"), bytes[position + 1] == UInt8(ascii: "*") {
                depth += 1
                position += 2
            } else if bytes[position] == UInt8(ascii: "*"), bytes[position + 1] == UInt8(ascii: "/") {
                depth -= 1
                position += 2
                if depth == 0 { return position }
            } else {
                position += 1
            }
        }
        return bytes.count
    }
}
