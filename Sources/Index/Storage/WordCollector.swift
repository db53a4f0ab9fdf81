import GRDB
import Notes
import Synchronization

/// Gathers the words in the notes that are read, each once, but for Chinese ones: beginnings are completed and slips
/// corrected with them.
///
/// Several threads fill it while they parse; the one that stores the notes stores its words.
final class WordCollector: Sendable {
    private struct State {
        var seen = HashSet()
        var words: [String] = []
    }

    private let state = Mutex(State())

    /// Takes the words among tokens that are new.
    func collect(_ list: borrowing TokenList) {
        state.withLock { state in
            for token in list.tokens where !token.isCJK {
                guard state.seen.insert(FNV1a.hash(list.bytes.span.extracting(token.folded))) else { continue }
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
        let insert = try Insertion("INSERT OR IGNORE INTO word VALUES (?, ?, ?)", in: db)
        // In the order of the table, whose pages are then filled one after the other.
        let keyed = words.map { (isNumber: Self.isNumber($0), length: $0.utf8.count, word: $0) }
        for key in keyed.sorted(by: Self.isBefore) { try insert(key.isNumber, key.length, key.word) }
    }

    private static func isBefore(
        _ first: (isNumber: Bool, length: Int, word: String), _ second: (isNumber: Bool, length: Int, word: String)
    ) -> Bool {
        if first.isNumber != second.isNumber { return !first.isNumber }
        return (first.length, first.word) < (second.length, second.word)
    }

    /// Whether a word is digits for the most part.
    private static func isNumber(_ word: String) -> Bool {
        word.utf8.count { $0 <= UInt8(ascii: "9") } * 2 >= word.utf8.count
    }
}
