import NIOCore
import Synchronization

/// Tells open pages that something changed, as server-sent events.
final class EventHub: Sendable {
    private struct State {
        var nextID = 0
        var listeners: [Int: AsyncStream<ByteBuffer>.Continuation] = [:]
        var isFinished = false
    }

    private let state = Mutex(State())
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    /// A stream of what to send to one page; nil when as many listen as may.
    func listen(first: ByteBuffer) -> AsyncStream<ByteBuffer>? {
        let (stream, continuation) = AsyncStream<ByteBuffer>.makeStream(bufferingPolicy: .bufferingNewest(8))
        let id: Int? = state.withLock { state in
            guard state.listeners.count < limit, !state.isFinished else { return nil }
            state.nextID += 1
            state.listeners[state.nextID] = continuation
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

    func tell(_ text: ByteBuffer) {
        for listener in state.withLock({ Array($0.listeners.values) }) { listener.yield(text) }
    }

    /// Ends all streams: without that the server would wait for its pages before it stops.
    func finish() {
        let listeners = state.withLock { state in
            state.isFinished = true
            defer { state.listeners = [:] }
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.finish() }
    }

    /// What tells a page the generation that it could be of.
    static func change(_ generation: UInt64) -> ByteBuffer {
        ByteBuffer(string: "event: change\ndata: \(generation)\n\n")
    }

    /// A comment, which keeps a connection open and finds out the closed ones.
    static let beat = ByteBuffer(string: ": \n\n")
}
