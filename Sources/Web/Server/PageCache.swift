import Synchronization

/// Pages of the latest generation, kept until something changes.
final class PageCache: Sendable {
    private struct State {
        var generation: Freshness.Generation?
        var pages: [String: (page: RenderedPage, tag: String)] = [:]
        var size = 0
    }

    private let state = Mutex(State())
    private let capacity: Int

    /// - Parameter capacity: bytes; when they are reached, all pages are forgotten.
    init(capacity: Int = 64 << 20) {
        self.capacity = capacity
    }

    /// - Parameter tag: of what the page shows beside the notes; a page of another is of no use.
    func page(_ key: String, of generation: Freshness.Generation, _ tag: String = "") -> RenderedPage? {
        state.withLock { state in
            guard state.generation == generation, let known = state.pages[key], known.tag == tag else { return nil }
            return known.page
        }
    }

    func store(_ page: RenderedPage, as key: String, of generation: Freshness.Generation, _ tag: String = "") {
        guard page.size < capacity / 4 else { return }
        state.withLock { state in
            if state.generation != generation || state.size + page.size > capacity {
                state = State(generation: generation)
            }
            if let old = state.pages.updateValue((page, tag), forKey: key) { state.size -= old.page.size }
            state.size += page.size
        }
    }
}
