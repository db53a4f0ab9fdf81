import Notes

/// The names and values of a query or of a form, decoded (application/x-www-form-urlencoded of the WHATWG URL standard).
struct FormFields: Sendable {
    private(set) var fields: [(name: String, value: String)] = []

    init(_ text: String) {
        for part in text.split(separator: "&") {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = halves.first else { continue }
            fields.append((Self.decoded(name), halves.count > 1 ? Self.decoded(halves[1]) : ""))
        }
    }

    /// The first value of a name.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// The fields but some, as a query with its question mark; empty when none are left.
    func query(without names: Set<String>) -> String {
        let parts = fields.filter { !names.contains($0.name) }
            .map { $0.name.percentEncoded() + "=" + $0.value.percentEncoded() }
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }

    /// Broken UTF-8 becomes replacement characters; a broken escape stays as it is.
    static func decoded(_ text: some StringProtocol, plusIsSpace: Bool = true) -> String {
        var bytes: [UInt8] = []
        var source = Array(text.utf8)[...]
        while let byte = source.popFirst() {
            if byte == UInt8(ascii: "%"), source.count >= 2, let high = hexDigit(source[source.startIndex]),
                let low = hexDigit(source[source.startIndex + 1])
            {
                bytes.append(high << 4 | low)
                source = source.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") && plusIsSpace ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
