internal import Foundation

/// Why a body is not the JSON that it should be.
package enum JSONFault: Hashable, Sendable, CustomStringConvertible {
    case notJSON
    /// A key that must be there.
    case missing(key: String)
    /// What stands at a path such as `data.result[0].value[1]`.
    case unexpected(path: String)
    /// A key stands twice in one object, so that it says two things.
    case repeatedKey

    /// What a decoder's error says.
    init(_ error: any Error) {
        guard let error = error as? DecodingError else {
            self = .notJSON
            return
        }
        switch error {
        case .keyNotFound(let key, _): self = .missing(key: VisibleText.excerpt(key.stringValue, limit: 40))
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            self = context.codingPath.isEmpty ? .notJSON : .unexpected(path: Self.path(context.codingPath))
        @unknown default: self = .notJSON
        }
    }

    /// The end of a sentence in English.
    package var description: String {
        switch self {
        case .notJSON: "it is not JSON"
        case .missing(let key): "`\(key)` is missing"
        case .unexpected(let path): "`\(path)` is not what it should be"
        case .repeatedKey: "it says a key twice"
        }
    }

    /// Whether a comma stands before a closing bracket, which the decoder takes for JSON.
    static func hasLooseComma(_ body: [UInt8]) -> Bool {
        var isText = false
        var isEscaped = false
        var isAfterComma = false
        for byte in body {
            if isText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isText = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): continue
            case UInt8(ascii: "]"), UInt8(ascii: "}"): if isAfterComma { return true }
            case UInt8(ascii: "\""): isText = true
            default: break
            }
            isAfterComma = byte == UInt8(ascii: ",")
        }
        return false
    }

    /// Whether an object of the outer levels, lists among them, says a key twice, of which the decoder would take one.
    static func repeatsKey(_ body: [UInt8], levels: Int) -> Bool {
        var open = [Set<ArraySlice<UInt8>>?](repeating: nil, count: levels)
        var (depth, position) = (0, 0)
        var mayBeKey = false
        while position < body.count {
            let byte = body[position]
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                mayBeKey = byte == UInt8(ascii: "{")
                if depth < open.count { open[depth] = mayBeKey ? [] : nil }
                depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                (depth, mayBeKey) = (max(0, depth - 1), false)
            case UInt8(ascii: ","): mayBeKey = true
            case UInt8(ascii: "\""):
                let start = position + 1
                position = endOfText(from: start, in: body)
                if mayBeKey, (1...open.count).contains(depth),
                    open[depth - 1]?.insert(body[start..<position]).inserted == false
                {
                    return true
                }
                mayBeKey = false
            default: break
            }
            position += 1
        }
        return false
    }

    /// The place of the quote that ends a text, or the end of all.
    private static func endOfText(from start: Int, in body: [UInt8]) -> Int {
        var position = start
        while position < body.count, body[position] != UInt8(ascii: "\"") {
            position += body[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(position, body.count)
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        let path = keys.prefix(20).reduce("") { path, key in
            if let index = key.intValue { return "\(path)[\(index)]" }
            return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
        }
        return VisibleText.excerpt(path, limit: 80)
    }
}
