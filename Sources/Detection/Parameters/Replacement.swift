/// A sample and what takes its place.
struct Replacement {
    let sample: [UInt8]
    let value: [UInt8]

    init(_ sample: String, _ value: String) {
        self.sample = Array(sample.utf8)
        self.value = Array(value.utf8)
    }

    /// The text with all samples replaced in one pass, the longest first where several begin; only whole words are:
    /// `my-topic` is not found in `my-topic-list` nor in `my-topic.log`.
    static func all(_ replacements: [Replacement], in text: String) -> String {
        let replacements = replacements.filter { !$0.sample.isEmpty }.sorted { $0.sample.count > $1.sample.count }
        guard !replacements.isEmpty else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var position = 0
        while position < bytes.count {
            if let found = replacements.first(where: { $0.stands(at: position, in: bytes) }) {
                result += found.value
                position += found.sample.count
            } else {
                result.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private func stands(at position: Int, in bytes: [UInt8]) -> Bool {
        guard bytes[position...].starts(with: sample) else { return false }
        let end = position + sample.count
        if Self.isWord(sample.first), position > 0, Self.isWord(bytes[position - 1]) { return false }
        guard Self.isWord(sample.last), end < bytes.count else { return true }
        if Self.isWord(bytes[end]) { return false }
        let continues = bytes[end] == UInt8(ascii: ".") && end + 1 < bytes.count && Self.isWord(bytes[end + 1])
        return !continues
    }

    private static func isWord(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte >= 0x80
    }
}
