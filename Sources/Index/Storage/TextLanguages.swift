import Notes

/// The languages that the prose of a note is written in, told by its characters.
struct TextLanguages: Sendable {
    let hasChinese: Bool
    let hasEnglish: Bool

    init(of note: Note) {
        var han = 0
        var latin = 0
        for section in note.sections {
            let text = section.body.utf8.span
            for index in text.indices {
                let byte = text[index]
                // The first bytes of three-byte characters stand for Han here; letters are counted by four, as words.
                if (0xE3...0xE9).contains(byte) { han += 1 }
                if byte | 0x20 >= UInt8(ascii: "a"), byte | 0x20 <= UInt8(ascii: "z") { latin += 1 }
            }
        }
        let share = Double(han) / Double(max(1, han + latin / 4))
        let isBilingual = note.title.english != nil
        hasChinese = isBilingual || share >= 0.15
        // Technical Chinese is full of Latin names; they alone make no English text.
        hasEnglish = isBilingual || share <= 0.3
    }
}
