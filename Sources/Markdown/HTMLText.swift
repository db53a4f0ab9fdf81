/// Text of HTML as people read it.
package enum HTMLText {
    /// The text that pages show of raw HTML: without tags, comments and what is not let through.
    package static func text(of html: String) -> String {
        var html = html
        var writer = HTMLWriter()
        var sanitizer = HTMLSanitizer { _ in nil }
        html.withUTF8 { unsafe sanitizer.write($0.span, line: 1, to: &writer) }
        var text: [UInt8] = []
        var rest = writer.bytes[...]
        // What is let through holds a ">" only where a tag ends.
        while let start = rest.firstIndex(of: UInt8(ascii: "<")),
            let end = rest[start...].firstIndex(of: UInt8(ascii: ">"))
        {
            text += rest[..<start]
            text.append(0x20)
            rest = rest[(end + 1)...]
        }
        return decoded(text + rest)
    }

    /// Text with its character references replaced: numeric ones, and the names that notes use. Others stay as they are
    /// written.
    package static func decoded(_ bytes: some Sequence<UInt8>) -> String {
        let bytes = Array(bytes)
        return String(decoding: CharacterReference.decode(bytes, keepsUnknown: true) ?? bytes, as: UTF8.self)
    }
}
