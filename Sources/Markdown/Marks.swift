/// Code points that are put into the source before the library reads it, and taken out of everything it answers.
///
/// They are non-characters, of which a text has none: those in a source become U+FFFD first. To the library each looks
/// like a letter. `punctuation` alone is a character, one of an extinct script, and is not used in a source that has it.
enum Marks {
    /// Stands beside a delimiter run so that it is next to a letter: U+FDD0.
    static let letter: [UInt8] = [0xEF, 0xB7, 0x90]
    /// Ends an address before full-width text: U+FDD1 after `<`, which goes with it.
    static let addressEnd: [UInt8] = [0x3C, 0xEF, 0xB7, 0x91]
    /// The `|` of a wikilink, so that it parts no table cells: U+FDD2.
    static let pipe: [UInt8] = [0xEF, 0xB7, 0x92]
    /// Stands on both sides of the number of an excess, in its place: U+FDD3.
    static let excess: [UInt8] = [0xEF, 0xB7, 0x93]
    /// Stands beside a delimiter run so that it is next to punctuation: U+10A7F.
    static let punctuation: [UInt8] = [0xF0, 0x90, 0xA9, 0xBF]

    /// Whether a non-character of the block U+FDD0 to U+FDEF begins at an offset.
    @inline(__always)
    static func isNoncharacter(in bytes: Span<UInt8>, at index: Int) -> Bool {
        bytes[index] == 0xEF && index + 2 < bytes.count && bytes[index + 1] == 0xB7
            && (0x90...0xAF).contains(bytes[index + 2])
    }

    /// Whether the punctuation mark begins at an offset.
    @inline(__always)
    static func isPunctuation(in bytes: Span<UInt8>, at index: Int) -> Bool {
        bytes[index] == 0xF0 && index + 3 < bytes.count && bytes[index + 1] == 0x90 && bytes[index + 2] == 0xA9
            && bytes[index + 3] == 0xBF
    }
}
