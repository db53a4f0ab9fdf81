extension PromQL.Lexer {
    /// A string in double or single quotes with Go's escapes, or raw in backticks; the quote stands at the position.
    mutating func quoted(by quote: UInt8) throws(PromQLError) -> String {
        let start = position
        advance()
        var bytes: [UInt8] = []
        while let byte = peek(0) {
            advance()
            switch byte {
            case quote: return try text(bytes, start)
            case UInt8(ascii: "\\") where quote != UInt8(ascii: "`"): try escape(into: &bytes, quote)
            case UInt8(ascii: "\n") where quote != UInt8(ascii: "`"):
                throw PromQLError(.stringOfTwoLines, at: start, in: source)
            default: bytes.append(byte)
            }
        }
        throw PromQLError(.openString, at: start, in: source)
    }

    private func text(_ bytes: [UInt8], _ start: Int) throws(PromQLError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw PromQLError(.noUTF8, at: start, in: source)
        }
        return text
    }

    private mutating func escape(into bytes: inout [UInt8], _ quote: UInt8) throws(PromQLError) {
        let start = position - 1
        guard let byte = peek(0) else {
            throw PromQLError(.openString, at: start, in: source)
        }
        advance()
        switch byte {
        case UInt8(ascii: "a"): bytes.append(7)
        case UInt8(ascii: "b"): bytes.append(8)
        case UInt8(ascii: "t"): bytes.append(9)
        case UInt8(ascii: "n"): bytes.append(10)
        case UInt8(ascii: "v"): bytes.append(11)
        case UInt8(ascii: "f"): bytes.append(12)
        case UInt8(ascii: "r"): bytes.append(13)
        case UInt8(ascii: "\\"), quote: bytes.append(byte)
        case UInt8(ascii: "x"): bytes.append(UInt8(truncatingIfNeeded: try code(2, 16, start)))
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            position(at: position - 1)
            let value = try code(3, 8, start)
            guard value < 256 else { throw badEscape(start) }
            bytes.append(UInt8(truncatingIfNeeded: value))
        case UInt8(ascii: "u"): try append(try code(4, 16, start), to: &bytes, start)
        case UInt8(ascii: "U"): try append(try code(8, 16, start), to: &bytes, start)
        default: throw badEscape(start)
        }
    }

    private func append(_ code: UInt32, to bytes: inout [UInt8], _ start: Int) throws(PromQLError) {
        guard let scalar = Unicode.Scalar(code) else { throw badEscape(start) }
        bytes.append(contentsOf: String(scalar).utf8)
    }

    private mutating func code(_ digits: Int, _ base: UInt32, _ start: Int) throws(PromQLError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let byte = peek(0), let digit = Character(Unicode.Scalar(byte)).hexDigitValue,
                UInt32(digit) < base
            else { throw badEscape(start) }
            value = value &* base &+ UInt32(digit)
            advance()
        }
        return value
    }

    private func badEscape(_ start: Int) -> PromQLError {
        PromQLError(.unknownEscape, at: start, in: source)
    }
}
