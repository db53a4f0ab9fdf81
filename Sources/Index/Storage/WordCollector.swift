import GRDB
import Synchronization

/// Gathers the words in the notes that are read, each once, but for Chinese ones: beginnings are completed and slips
/// corrected with them.
///
/// Several threads fill it while they parse; the one that stores the notes stores its words.
final class WordCollector: Sendable {
    private struct State {
        var seen: Set<UInt64> = []
        var words: [String] = []
        /// Those that are digits for the most part.
        var numbers: [String] = []
    }

    private let state = Mutex(State())

    /// Takes the words among tokens that are new.
    func collect(_ list: borrowing TokenList) {
        let (tokens, bytes) = (list.tokens, list.bytes)
        let hashes = tokens.compactMap { token -> (hash: UInt64, isNumber: Bool, Range<Int>)? in
            guard !token.isCJK else { return nil }
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            var digits = 0
            for index in token.folded {
                let byte = bytes[index]
                hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
                if byte <= UInt8(ascii: "9") { digits += 1 }
            }
            return (hash, digits * 2 >= token.folded.count, token.folded)
        }
        state.withLock { state in
            for (hash, isNumber, word) in hashes where state.seen.insert(hash).inserted {
                let word = String(decoding: bytes[word], as: UTF8.self)
                if isNumber { state.numbers.append(word) } else { state.words.append(word) }
            }
        }
    }

    /// Stores the words that have come since the last time.
    func store(in db: Database) throws {
        let (words, numbers) = state.withLock { state in
            defer {
                state.words.removeAll()
                state.numbers.removeAll()
            }
            return (state.words, state.numbers)
        }
        for (words, isNumber) in [(words, false), (numbers, true)] where !words.isEmpty {
            // Words hold letters and digits only, so that they can stand between quotation marks as they are.
            // In the order of the table, whose pages are then filled one after the other.
            let words = words.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
            let list = "[\"" + words.joined(separator: "\",\"") + "\"]"
            try db.cachedStatement(
                sql: "INSERT OR IGNORE INTO word SELECT ?, length(CAST(value AS BLOB)), value FROM json_each(?)"
            ).execute(arguments: [isNumber, list])
        }
    }
}
