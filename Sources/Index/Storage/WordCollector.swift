import GRDB
import Synchronization

/// Gathers the words of Latin letters while the tokenizer meets them, each once: what slips are corrected with.
///
/// SQLite calls the tokenizer on the thread that stores a note, inside the call that stores it; a task-local value is the
/// way from the one to the other, since the tokenizer is made by SQLite and can be given nothing.
final class WordCollector: Sendable {
    @TaskLocal static var current: WordCollector?

    /// Bytes of a word that is worth correcting to.
    private static let lengths = 4...40

    private struct State {
        var seen: Set<UInt64> = []
        var words: [String] = []
    }

    private let state = Mutex(State())

    /// Takes the new words among tokens.
    func collect(_ list: borrowing TokenList) {
        state.withLock { state in
            for token in list.tokens where !token.isCJK && Self.lengths.contains(token.folded.count) {
                var hash: UInt64 = 0xCBF2_9CE4_8422_2325
                var digits = 0
                for index in token.folded {
                    let byte = list.bytes[index]
                    hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
                    if byte <= 0x39 { digits += 1 }
                }
                guard digits * 2 < token.folded.count, state.seen.insert(hash).inserted else { continue }
                state.words.append(list.text(of: token))
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
