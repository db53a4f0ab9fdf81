/// A buffer of HTML and the escapes of its three contexts: text, attribute, address.
struct HTMLWriter {
    private(set) var bytes: [UInt8] = []

    var string: String { String(decoding: bytes, as: UTF8.self) }

    mutating func reserve(_ capacity: Int) { bytes.reserveCapacity(capacity) }

    mutating func raw(_ text: StaticString) { bytes.append(text) }

    mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func raw(_ text: Span<UInt8>) { bytes.append(text) }

    /// Begins a new line unless the buffer is at one.
    mutating func newline() {
        if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
    }

    mutating func number(_ value: Int) { bytes.append(contentsOf: String(value).utf8) }

    /// Writes text for an element's content or for a quoted attribute.
    mutating func escaped(_ text: Span<UInt8>) {
        let special = HTMLWriter.special
        var start = 0
        var index = 0
        while index < text.count {
            guard special.contains(text[index]) else {
                index &+= 1
                continue
            }
            bytes.append(text.extracting(start..<index))
            switch text[index] {
            case UInt8(ascii: "&"): bytes.append("&amp;")
            case UInt8(ascii: "<"): bytes.append("&lt;")
            case UInt8(ascii: ">"): bytes.append("&gt;")
            default: bytes.append("&quot;")
            }
            index += 1
            start = index
        }
        bytes.append(text.extracting(start..<text.count))
    }

    mutating func escaped(_ text: String) {
        var text = text
        text.withUTF8 { unsafe escaped($0.span) }
    }

    /// Writes an address for a quoted attribute: what no address may hold is percent-encoded, what is encoded stays.
    mutating func address(_ target: Span<UInt8>) {
        let safe = HTMLWriter.addressSafe
        var start = 0
        var index = 0
        while index < target.count {
            let byte = target[index]
            guard !safe.contains(byte) else {
                index += 1
                continue
            }
            bytes.append(target.extracting(start..<index))
            switch byte {
            case UInt8(ascii: "&"): bytes.append("&amp;")
            case UInt8(ascii: "'"): bytes.append("&#x27;")
            default:
                bytes.append(UInt8(ascii: "%"))
                bytes.append(HTMLWriter.hexDigits[Int(byte >> 4)])
                bytes.append(HTMLWriter.hexDigits[Int(byte & 15)])
            }
            index += 1
            start = index
        }
        bytes.append(target.extracting(start..<target.count))
    }

    mutating func address(_ target: String) {
        var target = target
        target.withUTF8 { unsafe address($0.span) }
    }

    private static let hexDigits = Array("0123456789ABCDEF".utf8)
    private static let special = ByteSet("&<>\"")
    private static let addressSafe = ByteSet(
        "!#$%()*+,-./:;=?@_~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
}
