/// Words that engineers of Taiwan and of the mainland call differently, and English terms with their Chinese ones.
///
/// Everything is in the canonical form of `CharacterFolding`: the words known here, the texts searched, the alternatives
/// found. Building one takes well under a millisecond, and happens when a query first needs it.
package struct HanVocabulary: Sendable {
    /// How two words of one concept are related.
    package enum Kind: Sendable {
        /// The word of the other region for the same thing: as good as the word itself.
        case regional
        /// The word of the other language, or a looser synonym: to be ranked below the word itself.
        case translation
    }

    /// A known word in a text.
    package struct Match: Sendable, Equatable {
        /// Where it stands, in scalars.
        package let range: Range<Int>
        /// The other words of its concepts, in the vocabulary's order, never empty and each once.
        package let alternatives: [String]
        /// How the alternatives are related to the word.
        package let kind: Kind
    }

    /// The vocabulary that kb brings along.
    package static let standard = HanVocabulary(regional: regional, translations: translations)

    /// An occurrence of a word in a group.
    struct Word {
        let bytes: Range<Int>
        let hash: WordHash
        let group: Int
    }

    /// The UTF-8 of all groups.
    private let text: [UInt8]
    private(set) var words: [Word] = []
    private(set) var groups: [(words: Range<Int>, kind: Kind)] = []
    /// The length of the longest word, in bytes, and so no less than its length in scalars.
    private(set) var longest = 0
    /// An open hash table of indices into `words`, -1 where free; its size is a power of two, at least twice `words`.
    private var slots: [Int32] = []

    /// Reads groups that end in semicolons, their words separated by commas, all in folded form. White space around a word is
    /// not part of it. A word that no comma or semicolon ends is left out.
    init(regional: String, translations: String) {
        text = Array(regional.utf8) + Array(translations.utf8)
        words.reserveCapacity(text.count / 10)
        read(0..<regional.utf8.count, as: .regional)
        read(regional.utf8.count..<text.count, as: .translation)
        var size = 1
        while size < words.count * 2 + 1 { size *= 2 }
        slots = [Int32](repeating: -1, count: size)
        for index in words.indices {
            var slot = words[index].hash.slot(of: size)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int32(truncatingIfNeeded: index)
        }
    }

    /// The occurrences of words with a hash, in the vocabulary's order.
    func occurrences(of hash: WordHash) -> [Int] {
        var found: [Int] = []
        var slot = hash.slot(of: slots.count)
        while slots[slot] >= 0 {
            let index = Int(slots[slot])
            if words[index].hash == hash { found.append(index) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return found
    }

    /// The word of an occurrence.
    func string(of word: Int) -> String {
        String(decoding: text[words[word].bytes], as: UTF8.self)
    }

    private mutating func read(_ range: Range<Int>, as kind: Kind) {
        var groupStart = words.count
        var wordStart = range.lowerBound
        var hash = WordHash()
        for index in range {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: ";"):
                if wordStart < index {
                    words.append(Word(bytes: wordStart..<index, hash: hash, group: groups.count))
                    longest = max(longest, index - wordStart)
                }
                hash = WordHash()
                wordStart = index + 1
                guard byte == UInt8(ascii: ";") else { continue }
                groups.append((groupStart..<words.count, kind))
                groupStart = words.count
            case UInt8(ascii: " ") where wordStart == index, UInt8(ascii: "\n"):
                wordStart = index + 1
            default:
                hash.append(byte)
            }
        }
        if groupStart < words.count { groups.append((groupStart..<words.count, kind)) }
    }
}
