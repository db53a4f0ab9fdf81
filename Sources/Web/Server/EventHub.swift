import NIOCore
import Synchronization

/// Tells open pages that something changed, as server-sent events.
final class EventHub: Sendable {
    private struct Listener {
        let continuation: AsyncStream<ByteBuffer>.Continuation
        /// The symptoms that the page shows; nil where it shows none.
        let scope: Board.Scope?
    }

    private struct State {
        var nextID = 0
        var listeners: [Int: Listener] = [:]
        var isFinished = false
    }

    private let state = Mutex(State())
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    /// A stream of what to send to one page; nil when as many listen as may.
    ///
    /// - Parameter scope: the symptoms that it shows.
    func listen(first: ByteBuffer, watching scope: Board.Scope? = nil) -> AsyncStream<ByteBuffer>? {
        let (stream, continuation) = AsyncStream<ByteBuffer>.makeStream(bufferingPolicy: .bufferingNewest(8))
        let id: Int? = state.withLock { state in
            guard state.listeners.count < limit, !state.isFinished else { return nil }
            state.nextID += 1
            state.listeners[state.nextID] = Listener(continuation: continuation, scope: scope)
            return state.nextID
        }
        guard let id else { return nil }
        continuation.yield(first)
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { $0.listeners[id] = nil }
        }
        return stream
    }

    var count: Int { state.withLock { $0.listeners.count } }

    /// What open pages show of the symptoms.
    var watched: Set<Board.Scope> { state.withLock { Set($0.listeners.values.compactMap(\.scope)) } }

    func tell(_ text: ByteBuffer) {
        for listener in state.withLock({ Array($0.listeners.values) }) { listener.continuation.yield(text) }
    }

    /// Tells the pages that show symptoms.
    func tellWatchers(_ text: ByteBuffer) {
        let listeners = state.withLock { $0.listeners.values.filter { $0.scope != nil } }
        for listener in listeners { listener.continuation.yield(text) }
    }

    /// Ends all streams: without that the server would wait for its pages before it stops.
    func finish() {
        let listeners = state.withLock { state in
            state.isFinished = true
            defer { state.listeners = [:] }
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.continuation.finish() }
    }

    /// What tells a page the generation that it could be of.
    static func change(_ generation: UInt64) -> ByteBuffer {
        ByteBuffer(string: "event: change\ndata: \(generation)\n\n")
    }

    /// What tells a page that the symptoms were measured, or that an alert began or ended.
    static let situation = ByteBuffer(string: "event: situation\ndata: \n\n")

    /// A comment, which keeps a connection open and finds out the closed ones.
    static let beat = ByteBuffer(string: ": \n\n")
}
