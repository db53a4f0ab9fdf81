import GRDB
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

    /// Takes the words among tokens that are new.
    func collect(_ list: borrowing TokenList) {
        let (tokens, bytes) = (list.tokens, list.bytes)
        let hashes = tokens.compactMap { token -> (UInt64, Range<Int>)? in
            guard !token.isCJK, Self.lengths.contains(token.folded.count) else { return nil }
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            var digits = 0
            for index in token.folded {
                let byte = bytes[index]
                hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
                if byte <= 0x39 { digits += 1 }
            }
            return digits * 2 < token.folded.count ? (hash, token.folded) : nil
        }
        state.withLock { state in
            for (hash, word) in hashes where state.seen.insert(hash).inserted {
                state.words.append(String(decoding: bytes[word], as: UTF8.self))
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
