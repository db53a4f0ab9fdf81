import Notes

/// The words of Latin letters in a note, folded, each once: what slips are corrected with.
enum NoteWords {
    /// Bytes of a word that is worth correcting to.
    private static let lengths = 4...40

    static func words(of note: Note, names: String) -> [String] {
        var seen: Set<UInt64> = []
        seen.reserveCapacity(512)
        var words: [String] = []
        var list = TokenList()
        func collect(_ text: String) {
            guard !text.isEmpty else { return }
            list.tokenize(text.utf8.span)
            for token in list.tokens where !token.isCJK && lengths.contains(token.folded.count) {
                var hash: UInt64 = 0xCBF2_9CE4_8422_2325
                var digits = 0
                for byte in list.bytes[token.folded] {
                    hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
                    if byte <= 0x39 { digits += 1 }
                }
                guard digits * 2 < token.folded.count, seen.insert(hash).inserted else { continue }
                words.append(list.text(of: token))
            }
        }
        collect(names)
        for section in note.sections {
            collect(section.heading.full)
            collect(section.body)
            collect(section.code)
        }
        return words
    }
}
