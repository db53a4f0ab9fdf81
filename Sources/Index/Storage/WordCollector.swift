import GRDB
import Notes
import Synchronization

/// Gathers the words in the notes that are read, each once, but for Chinese ones: beginnings are completed and slips
/// corrected with them.
///
/// Several threads fill it while they parse; the one that stores the notes stores its words.
final class WordCollector: Sendable {
    private struct State {
        var seen: Set<UInt64> = []
        var words: [String] = []
    }

    private let state = Mutex(State())

    /// Takes the words among tokens that are new.
    func collect(_ list: borrowing TokenList) {
        let (tokens, bytes) = (list.tokens, list.bytes)
        let hashes = tokens.compactMap { token -> (UInt64, Range<Int>)? in
            guard !token.isCJK else { return nil }
            return (FNV1a.hash(bytes[token.folded]), token.folded)
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
        for (isNumber, words) in Dictionary(grouping: words, by: Self.isNumber) {
            // In the order of the table, whose pages are then filled one after the other.
            let words = words.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
            // Words hold letters and digits only, so that they can stand between quotation marks as they are.
            let list = "[\"" + words.joined(separator: "\",\"") + "\"]"
            try db.cachedStatement(
                sql: "INSERT OR IGNORE INTO word SELECT ?, length(CAST(value AS BLOB)), value FROM json_each(?)"
            ).execute(arguments: [isNumber, list])
        }
    }

    /// Whether a word is digits for the most part.
    private static func isNumber(_ word: String) -> Bool {
        word.utf8.count { $0 <= UInt8(ascii: "9") } * 2 >= word.utf8.count
    }
}
