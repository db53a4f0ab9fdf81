import Synchronization

/// The runbooks of the latest generation.
final class CurrentRunbooks: Sendable {
    private let freshness: Freshness
    private let state = Mutex<(generation: Freshness.Generation, runbooks: Runbooks)?>(nil)

    init(_ freshness: Freshness) {
        self.freshness = freshness
    }

    /// Those that are as fresh as the files, where they are at hand; does not block.
    var ready: Runbooks? {
        guard let current = freshness.current else { return nil }
        return state.withLock { $0.flatMap { $0.generation == current ? $0.runbooks : nil } }
    }

    /// Reads them if need be; to be called where blocking is allowed.
    func read() throws -> Runbooks {
        let generation = try freshness.refresh()
        if let known = state.withLock({ $0 }), known.generation == generation { return known.runbooks }
        let runbooks = try Runbooks(freshness.knowledgeBase)
        state.withLock { $0 = (generation, runbooks) }
        return runbooks
    }
}
