import Markdown

/// A piece of the HTML fragment that pages show: the terminal reads the same rendering, so that both show the same.
enum HTMLToken: Equatable {
    case open(name: String, attributes: [String: String])
    case close(name: String)
    /// With its character references replaced.
    case text(String)

    /// Reads a fragment of our own renderer, which is well balanced and quotes all attributes. Takes linear time.
    static func tokens(of html: String) -> [HTMLToken] {
        var reader = HTMLTokenReader(html)
        return reader.tokens()
    }
}

/// Cuts a fragment into tokens, byte by byte.
private struct HTMLTokenReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ html: String) {
        bytes = Array(html.utf8)
    }

    mutating func tokens() -> [HTMLToken] {
        var tokens: [HTMLToken] = []
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "<"), let token = tag() {
                tokens += token
            } else {
                let start = position
                position += 1
                while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
                tokens.append(.text(HTMLText.decoded(bytes[start..<position])))
            }
        }
        return tokens
    }

    /// Nil when what begins here is no tag, and nothing is read; a void element is opened and closed at once.
    private mutating func tag() -> [HTMLToken]? {
        var index = position + 1
        let isClosing = index < bytes.count && bytes[index] == UInt8(ascii: "/")
        if isClosing { index += 1 }
        let nameStart = index
        while index < bytes.count, isName(bytes[index]) { index += 1 }
        guard index > nameStart else { return nil }
        let name = String(decoding: bytes[nameStart..<index], as: UTF8.self).lowercased()
        var attributes: [String: String] = [:]
        while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
            let start = index
            while index < bytes.count, isName(bytes[index]) { index += 1 }
            guard index > start else {
                index += 1
                continue
            }
            let key = String(decoding: bytes[start..<index], as: UTF8.self)
            attributes[key] = value(at: &index)
        }
        position = min(index + 1, bytes.count)
        if isClosing { return [.close(name: name)] }
        let open = HTMLToken.open(name: name, attributes: attributes)
        return Self.void.contains(name) ? [open, .close(name: name)] : [open]
    }

    private func value(at index: inout Int) -> String {
        guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "="), bytes[index + 1] == UInt8(ascii: "\"") else {
            return ""
        }
        let start = index + 2
        index = start
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") { index += 1 }
        let value = HTMLText.decoded(bytes[start..<index])
        index = min(index + 1, bytes.count)
        return value
    }

    private func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"):
            true
        default: false
        }
    }

    private static let void: Set<String> = ["br", "hr", "img", "input", "col", "wbr", "source"]
}
