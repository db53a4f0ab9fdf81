import GRDB
import Notes
import Synchronization

/// Gathers the words of Latin letters in the notes that are read, each once: what slips are corrected with.
///
/// Several threads fill it while they parse; the one that stores the notes stores its words.
final class WordCollector: Sendable {
    /// Bytes of a word that is worth correcting to.
    private static let lengths = 4...40

    private struct State {
        var seen: Set<UInt64> = []
        var words: [String] = []
    }

    private let state = Mutex(State())

    /// Takes the words of a note that are new.
    func collect(from note: Note, names: String) {
        var list = TokenList()
        collect(names, using: &list)
        for section in note.sections {
            collect(section.heading.full, using: &list)
            collect(section.body, using: &list)
            collect(section.code, using: &list)
        }
    }

    private func collect(_ text: String, using list: inout TokenList) {
        guard !text.isEmpty else { return }
        list.tokenize(text.utf8.span)
        let (tokens, bytes) = (list.tokens, list.bytes)
        state.withLock { state in
            for token in tokens where !token.isCJK && Self.lengths.contains(token.folded.count) {
                var hash: UInt64 = 0xCBF2_9CE4_8422_2325
                var digits = 0
                for index in token.folded {
                    let byte = bytes[index]
                    hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
                    if byte <= 0x39 { digits += 1 }
                }
                guard digits * 2 < token.folded.count, state.seen.insert(hash).inserted else { continue }
                state.words.append(String(decoding: bytes[token.folded], as: UTF8.self))
            }
        }
    }

    /// Stores the words that have come since the last time.
    func store(in db: Database) throws {
        let words = state.withLock { state in
            defer { state.words.removeAll() }
            return state.words
        }
        guard !words.isEmpty else { return }
        // Words hold letters and digits only, so that they can stand between quotation marks as they are.
        let list = "[\"" + words.sorted().joined(separator: "\",\"") + "\"]"
        try db.cachedStatement(sql: "INSERT OR IGNORE INTO word SELECT value FROM json_each(?)")
            .execute(arguments: [list])
    }
}
