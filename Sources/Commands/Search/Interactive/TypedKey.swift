/// What a person does at the keyboard while a search is open.
enum TypedKey: Equatable {
    case text(String)
    case enter, up, down, pageUp, pageDown, backspace
    /// Control-W takes back a word, Control-U all.
    case deleteWord, clear
    /// Control-O.
    case browser
    /// Escape, Control-C, Control-D.
    case leave

    /// The keys that bytes from a terminal stand for. An escape sequence that says nothing here is passed over; bytes that
    /// are no UTF-8 yet are left for the next time.
    ///
    /// - Returns: the keys, and how many bytes at the end are the beginning of a character.
    static func keys(in bytes: [UInt8]) -> (keys: [TypedKey], rest: Int) {
        var keys: [TypedKey] = []
        var text: [UInt8] = []
        func flush(_ keys: inout [TypedKey]) {
            if !text.isEmpty { keys.append(.text(String(decoding: text, as: UTF8.self))) }
            text = []
        }
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte >= 0x20, byte != 0x7F {
                let length = byte < 0x80 ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
                guard index + length <= bytes.count else {
                    flush(&keys)
                    return (keys, bytes.count - index)
                }
                text += bytes[index..<(index + length)]
                index += length
                continue
            }
            flush(&keys)
            if byte == 0x1B, index + 1 < bytes.count,
                bytes[index + 1] == UInt8(ascii: "[") || bytes[index + 1] == UInt8(ascii: "O")
            {
                let body = bytes[(index + 2)...].prefix { !(0x40...0x7E).contains($0) }
                let end = min(body.endIndex + 1, bytes.count)
                if let key = sequence(bytes[body.startIndex..<end]) { keys.append(key) }
                index = end
                continue
            }
            if let key = control(byte) { keys.append(key) }
            index += 1
        }
        flush(&keys)
        return (keys, 0)
    }

    private static func control(_ byte: UInt8) -> TypedKey? {
        switch byte {
        case 0x03, 0x04, 0x1B: .leave
        case 0x0A, 0x0D: .enter
        case 0x08, 0x7F: .backspace
        case 0x0E: .down
        case 0x10: .up
        case 0x0F: .browser
        case 0x15: .clear
        case 0x17: .deleteWord
        default: nil
        }
    }

    /// The part of an escape sequence behind `ESC [`.
    private static func sequence(_ bytes: ArraySlice<UInt8>) -> TypedKey? {
        switch String(decoding: bytes, as: UTF8.self) {
        case "A": .up
        case "B": .down
        case "5~": .pageUp
        case "6~": .pageDown
        default: nil
        }
    }
}
