/// How marks are taken out of what the library answers.
struct MarkRemoval: Sendable {
    /// Whether the source got any marks; without, nothing is looked for.
    var isNeeded = false
    /// Whether U+10A7F is a mark, too, and not a character of the source.
    var includesPunctuation = false

    /// The length in bytes of the mark at an offset and what stands for it; nil where there is none.
    @inline(__always)
    func mark(in bytes: Span<UInt8>, at index: Int) -> (length: Int, replacement: UInt8?)? {
        if Marks.isNoncharacter(in: bytes, at: index) {
            return (3, bytes[index + 2] == 0x92 ? 0x7C : nil)
        }
        if includesPunctuation, Marks.isPunctuation(in: bytes, at: index) { return (4, nil) }
        return nil
    }

    /// Appends bytes without their marks.
    func append(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
        guard isNeeded else { return output.append(bytes) }
        var start = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            guard byte == 0xEF || byte == 0xF0, let mark = mark(in: bytes, at: index) else {
                index += 1
                continue
            }
            // The "<" before an address end is part of the mark.
            let isAddressEnd = byte == 0xEF && bytes[index + 2] == 0x91 && index > start && bytes[index - 1] == 0x3C
            output.append(bytes.extracting(start..<(isAddressEnd ? index - 1 : index)))
            if let replacement = mark.replacement { output.append(replacement) }
            index += mark.length
            start = index
        }
        output.append(bytes.extracting(start..<bytes.count))
    }

    func string(_ bytes: Span<UInt8>) -> String {
        guard isNeeded else { return String(bytes) }
        var output: [UInt8] = []
        append(bytes, to: &output)
        return String(decoding: output, as: UTF8.self)
    }
}
