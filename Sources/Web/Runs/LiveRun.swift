import Journal
import Synchronization

/// A run that goes on: what it has written, for every page that looks, and the way to end it.
final class LiveRun: Sendable {
    private struct State {
        var lines: [String] = []
        var outcome: RunRecord.Outcome?
        var isEnded = false
        var listeners: [AsyncStream<String?>.Continuation] = []
    }

    /// Its number in the journal.
    let id: Int
    private let state = Mutex(State())
    private let ended = AsyncStream<Void>.makeStream()

    init(id: Int) { self.id = id }

    func add(_ line: String) {
        state.withLock { state in
            state.lines.append(line)
            for listener in state.listeners { listener.yield(line) }
        }
    }

    /// Tells the pages that there is nothing new, so that their connections stay open.
    func beat() {
        state.withLock { for listener in $0.listeners { listener.yield(nil) } }
    }

    func end(_ outcome: RunRecord.Outcome?) {
        state.withLock { state in
            state.outcome = outcome
            state.isEnded = true
            for listener in state.listeners { listener.finish() }
            state.listeners = []
        }
    }

    var outcome: RunRecord.Outcome? { state.withLock { $0.outcome } }

    /// All lines from the first on, as they come, until it ends; nil now and then while there are none.
    func lines() -> AsyncStream<String?> {
        let (stream, continuation) = AsyncStream<String?>.makeStream()
        state.withLock { state in
            for line in state.lines { continuation.yield(line) }
            if state.isEnded { continuation.finish() } else { state.listeners.append(continuation) }
        }
        return stream
    }

    func cancel() { ended.continuation.finish() }

    /// Returns when somebody cancels it.
    func waitForCancel() async { for await _ in ended.stream {} }
}
