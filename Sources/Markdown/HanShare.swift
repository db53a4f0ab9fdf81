/// How much of a text is Han, counted piece by piece.
struct HanShare {
    private var han = 0
    private var letters = 0

    /// Whether the text is mainly Han: a Han character weighs as much as two letters.
    var isMain: Bool { han > 0 && han * 2 >= letters }

    mutating func add(_ text: Span<UInt8>) {
        for index in text.indices {
            let byte = text[index]
            if byte < 0x80 {
                if (0x61...0x7A).contains(byte | 0x20) { letters += 1 }
            } else if (0xE4...0xE9).contains(byte) {
                han += 1
            } else if byte == 0xE3 || byte == 0xF0, index + 1 < text.count {
                // Extension A in the first plane, the others in the second and third.
                if text[index + 1] >= (byte == 0xE3 ? 0x90 : 0xA0) { han += 1 }
            }
        }
    }
}

extension String {
    /// Whether a passage is mainly Chinese: a Han character weighs as much as two letters.
    package var isMainlyHan: Bool {
        var share = HanShare()
        share.add(utf8.span)
        return share.isMain
    }
}
