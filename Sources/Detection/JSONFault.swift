internal import Foundation

/// Why a body is not the JSON that it should be.
package enum JSONFault: Hashable, Sendable, CustomStringConvertible {
    case notJSON
    /// A key that must be there.
    case missing(key: String)
    /// What stands at a path such as `data.result[0].value[1]`.
    case unexpected(path: String)

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

    private static func path(_ keys: [any CodingKey]) -> String {
        let path = keys.prefix(20).reduce("") { path, key in
            if let index = key.intValue { return "\(path)[\(index)]" }
            return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
        }
        return VisibleText.excerpt(path, limit: 80)
    }
}
