/// Samples in a text, and what takes their places.
///
/// All are looked for in one pass, the longest first where several begin. Only whole words are: `my-topic` is not found in
/// `my-topic-list` nor in `my-topic.log` or `my-topic\.log`.
struct Replacements {
    private struct Entry {
        let sample: [UInt8]
        let value: [UInt8]
        /// The place in the list that was given.
        let number: Int
    }

    /// In the order of their bytes, so that those that begin alike stand together.
    private let entries: [Entry]

    /// - Parameter pairs: of samples and values; of two with one sample the first counts.
    init(_ pairs: [(sample: String, value: String)]) {
        var seen: Set<String> = [""]
        entries = pairs.enumerated().filter { seen.insert($0.element.sample).inserted }
            .map { Entry(sample: Array($1.sample.utf8), value: Array($1.value.utf8), number: $0) }
            .sorted { $0.sample.lexicographicallyPrecedes($1.sample) }
    }

    /// The text with all samples replaced.
    func replaced(in text: String) -> String {
        guard !entries.isEmpty else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var end = 0
        visit(bytes) { entry, position in
            result += bytes[end..<position] + entry.value
            end = position + entry.sample.count
        }
        return end == 0 ? text : String(decoding: result + bytes[end...], as: UTF8.self)
    }

    /// The places in the list that was given of those that stand in the text.
    func found(in text: String) -> Set<Int> {
        guard !entries.isEmpty else { return [] }
        var found: Set<Int> = []
        visit(Array(text.utf8)) { entry, _ in found.insert(entry.number) }
        return found
    }

    private func visit(_ bytes: [UInt8], _ take: (Entry, Int) -> Void) {
        var position = 0
        while position < bytes.count {
            if let entry = longest(at: position, in: bytes) {
                take(entry, position)
                position += entry.sample.count
            } else {
                position += 1
            }
        }
    }

    /// The longest that stands at a position. The range of those that agree with the text narrows from both ends byte by
    /// byte, so that the work is as much as the longest sample and their number, whatever they are.
    private func longest(at position: Int, in bytes: [UInt8]) -> Entry? {
        var (low, high) = (0, entries.count)
        var longest: Entry?
        var length = 0
        while low < high {
            if entries[low].sample.count == length {
                if entries[low].sample.stands(at: position, in: bytes) { longest = entries[low] }
                low += 1
                continue
            }
            guard position + length < bytes.count else { break }
            let byte = bytes[position + length]
            while low < high, entries[low].sample[length] < byte { low += 1 }
            while low < high, entries[high - 1].sample[length] > byte { high -= 1 }
            length += 1
        }
        return longest
    }
}

extension [UInt8] {
    /// Whether these bytes, which were found at a position, are whole words there.
    fileprivate func stands(at position: Int, in bytes: [UInt8]) -> Bool {
        let end = position + count
        if Self.isWord(first), position > 0, Self.isWord(bytes[position - 1]) { return false }
        guard Self.isWord(last), end < bytes.count else { return true }
        if Self.isWord(bytes[end]) { return false }
        // In a regular expression the point is escaped.
        var point = end
        if bytes[point] == UInt8(ascii: "\\") { point += 1 }
        guard point + 1 < bytes.count, bytes[point] == UInt8(ascii: ".") else { return true }
        return !Self.isWord(bytes[point + 1])
    }

    private static func isWord(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte >= 0x80
    }
}
