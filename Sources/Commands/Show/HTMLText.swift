/// Text of HTML as people read it.
enum HTMLText {
    /// The text with its character references replaced: numeric ones, and the few names that notes use. Others stay as
    /// they are written.
    static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
        var output: [UInt8] = []
        var rest = bytes
        while let byte = rest.first {
            if byte == UInt8(ascii: "&"), let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")),
                let scalar = scalar(named: rest[(rest.startIndex + 1)..<end])
            {
                output += Array(String(scalar).utf8)
                rest = rest[(end + 1)...]
            } else {
                output.append(byte)
                rest.removeFirst()
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func scalar(named name: ArraySlice<UInt8>) -> Unicode.Scalar? {
        let name = String(decoding: name, as: UTF8.self)
        guard name.hasPrefix("#") else { return names[name] }
        let digits = name.dropFirst()
        let value = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap { Unicode.Scalar($0) }
    }

    private static let names: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "mdash": "—", "ndash": "–",
        "hellip": "…", "copy": "©", "reg": "®", "trade": "™", "rarr": "→", "larr": "←", "times": "×", "middot": "·",
    ]
}
