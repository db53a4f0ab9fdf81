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
        /// Of identifiers.
        var wholes: [String] = []
    }

    private let state = Mutex(State())

    /// Takes the words among tokens that are new.
    func collect(_ list: borrowing TokenList) {
        state.withLock { state in
            for token in list.tokens where !token.isCJK {
                let hash = FNV1a.hash(list.bytes.span.extracting(token.folded))
                guard state.seen.insert(token.isColocated ? ~hash : hash) else { continue }
                if token.isColocated {
                    state.wholes.append(list.text(of: token))
                } else {
                    state.words.append(list.text(of: token))
                }
            }
        }
    }

    /// Stores the words that have come since the last time.
    func store(in db: Database) throws {
        let (words, wholes) = state.withLock { state in
            defer { (state.words, state.wholes) = ([], []) }
            return (state.words, state.wholes)
        }
        try WordTable(db: db).add(words, wholes: wholes)
    }
}
