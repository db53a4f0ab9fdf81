/// One tag of raw HTML, read as leniently as a browser reads it.
struct HTMLTag {
    /// In lower case.
    var name: String
    var isEnd: Bool
    /// Names in lower case; values with their character references as written. The first of a name counts.
    var attributes: [(name: String, value: [UInt8])]
    /// The offset behind the `>`.
    var end: Int

    /// Reads the tag that begins with the `<` at an offset.
    ///
    /// Nil where none begins there; `isUnclosed` tells that one does, but never ends.
    init?(in html: Span<UInt8>, at start: Int, isUnclosed: inout Bool) {
        var index = start + 1
        isEnd = index < html.count && html[index] == UInt8(ascii: "/")
        if isEnd { index += 1 }
        guard index < html.count, (0x61...0x7A).contains(html[index] | 0x20) else { return nil }
        name = HTMLTag.lowercased(html, from: &index) {
            $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ">") || $0 <= 0x20
        }
        attributes = []
        end = index
        while index < html.count {
            let byte = html[index]
            if byte == UInt8(ascii: ">") {
                end = index + 1
                return
            }
            if byte <= 0x20 || byte == UInt8(ascii: "/") {
                index += 1
                continue
            }
            readAttribute(html, from: &index)
        }
        isUnclosed = true
        return nil
    }

    /// The values of `id` and `name` in a piece of raw HTML.
    static func anchors(in html: Span<UInt8>) -> [String] {
        var anchors: [String] = []
        var index = 0
        while index < html.count {
            var isUnclosed = false
            guard html[index] == UInt8(ascii: "<"), let tag = HTMLTag(in: html, at: index, isUnclosed: &isUnclosed)
            else {
                // Looking for the end again from each further bracket would take quadratic time.
                if isUnclosed { break }
                index += 1
                continue
            }
            for attribute in tag.attributes where attribute.name == "id" || attribute.name == "name" {
                if let value = CharacterReference.decode(attribute.value), !value.isEmpty {
                    anchors.append(String(decoding: value, as: UTF8.self))
                }
            }
            index = tag.end
        }
        return anchors
    }

    private mutating func readAttribute(_ html: Span<UInt8>, from index: inout Int) {
        let attribute = HTMLTag.lowercased(html, from: &index) { byte in
            byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
        }
        if attribute.isEmpty { index += 1 }
        var next = index
        while next < html.count, html[next] <= 0x20 { next += 1 }
        var value: [UInt8] = []
        if next < html.count, html[next] == UInt8(ascii: "=") {
            next += 1
            while next < html.count, html[next] <= 0x20 { next += 1 }
            let quote: UInt8? =
                next < html.count && (html[next] == UInt8(ascii: "\"") || html[next] == UInt8(ascii: "'"))
                ? html[next] : nil
            if quote != nil { next += 1 }
            let valueStart = next
            while next < html.count,
                quote.map({ html[next] != $0 }) ?? (html[next] > 0x20 && html[next] != UInt8(ascii: ">"))
            {
                next += 1
            }
            value.append(html.extracting(valueStart..<next))
            if quote != nil { next += 1 }
            index = min(next, html.count)
        }
        // A tag may repeat a name hundreds of thousands of times; more than a few are of no use to anyone.
        guard attributes.count < 32, !attributes.contains(where: { $0.name == attribute }) else { return }
        attributes.append((attribute, value))
    }

    private static func lowercased(_ html: Span<UInt8>, from index: inout Int, until isEnd: (UInt8) -> Bool) -> String {
        var name: [UInt8] = []
        while index < html.count, !isEnd(html[index]) {
            let byte = html[index]
            // No name that is allowed is longer.
            if name.count < 32 { name.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte) }
            index += 1
        }
        return String(decoding: name, as: UTF8.self)
    }
}
