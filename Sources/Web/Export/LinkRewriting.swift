import KnowledgeBase

/// Changes the addresses in the tags of a page of ours. Text is not touched, whatever it looks like.
struct LinkRewriting {
    /// What an address becomes; nil leaves the attribute out, so that a link becomes text.
    let address: (String) -> String?

    func rewritten(_ html: String) -> String {
        let bytes = Array(html.utf8)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else {
                output.append(bytes[index])
                index += 1
                continue
            }
            // Our pages hold `<` only where a tag begins, and every value of theirs stands in double quotes.
            var isQuoted = false
            var start = index
            while index < bytes.count, isQuoted || bytes[index] != UInt8(ascii: ">") {
                if bytes[index] == UInt8(ascii: "\"") {
                    isQuoted.toggle()
                    if isQuoted, let name = Self.name(endingAt: index, in: bytes) {
                        var end = index + 1
                        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") { end += 1 }
                        let value = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
                        if value.hasPrefix("/") {
                            // Without an address the attribute goes, with the space before it.
                            let kept = address(value.replacing("&amp;", with: "&"))
                            let attributeStart = index - name - 2
                            output += bytes[start..<(kept == nil ? attributeStart : index + 1)]
                            if let kept { output += Array(kept.htmlEscaped.utf8) + [UInt8(ascii: "\"")] }
                            index = min(end + 1, bytes.count)
                            start = index
                            isQuoted = false
                            continue
                        }
                    }
                }
                index += 1
            }
            output += bytes[start..<index]
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The length of the name of an attribute that holds an address, before the quote at an index; nil for others.
    private static func name(endingAt quote: Int, in bytes: [UInt8]) -> Int? {
        for name in ["href", "src", "action"] {
            let start = quote - name.utf8.count - 1
            guard start > 0, bytes[start - 1] == UInt8(ascii: " "), bytes[quote - 1] == UInt8(ascii: "=") else {
                continue
            }
            if bytes[start..<(quote - 1)].elementsEqual(name.utf8) { return name.utf8.count }
        }
        return nil
    }
}
