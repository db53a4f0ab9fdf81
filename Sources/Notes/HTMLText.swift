/// The readable text of raw HTML in a note: what stands outside tags and comments.
enum HTMLText {
    static func text(of html: String) -> String {
        var output: [UInt8] = []
        let bytes = Array(html.utf8)
        var position = 0
        // Once one comment has no end, neither has any after it: looking again would take quadratic time.
        var commentsEnd = true
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "<") else {
                output.append(bytes[position])
                position += 1
                continue
            }
            if commentsEnd, bytes[position...].starts(with: "<!--".utf8) {
                if let end = end(of: "-->", in: bytes, from: position + 4) {
                    position = end
                    continue
                }
                commentsEnd = false
            }
            guard let close = bytes[position...].firstIndex(where: { $0 == UInt8(ascii: ">") }) else { break }
            output.append(0x20)
            position = close + 1
        }
        return String(decoding: output, as: UTF8.self).trimmingSpaces()
    }

    private static func end(of mark: String, in bytes: [UInt8], from start: Int) -> Int? {
        let mark = Array(mark.utf8)
        var position = start
        while position + mark.count <= bytes.count {
            if bytes[position] == mark[0], bytes[position..<(position + mark.count)].elementsEqual(mark) {
                return position + mark.count
            }
            position += 1
        }
        return nil
    }
}
