import HTTPTypes
import NIOCore
import NIOHTTPTypes
import Synchronization

/// Whole answers to requests that come again, byte for byte the same: given at once while nothing changed, and for a
/// second at most, because a terminal on the same machine may write to the journal as well.
final class ReadyAnswers: Sendable {
    /// What an answer was made from.
    struct Stamp: Equatable {
        fileprivate let generation: Freshness.Generation
        fileprivate let measurement: UInt64
        fileprivate let writes: Int
    }

    struct Answer {
        let bytes: ByteBuffer
        let route: String
        fileprivate let stamp: Stamp
        fileprivate let end: NIODeadline
        fileprivate let size: Int
    }

    private struct State {
        /// By the bytes of the request: an answer may depend on any of them.
        var answers: [ByteBuffer: Answer] = [:]
        var size = 0
        /// How many requests were answered that may have changed something.
        var writes = 0
    }

    private static let lifetime = TimeAmount.seconds(1)
    private static let capacity = 32 << 20
    /// Fields that announce more than the head of a request, or change how the connection goes on.
    private static let continuing: Set<HTTPField.Name> = [
        .contentLength, .transferEncoding, .connection, .expect, .upgrade,
    ]
    /// Fields that ask for something else than the page.
    private static let conditions: Set<HTTPField.Name> = [.ifNoneMatch, .range]

    private let freshness: Freshness
    private let board: Board?
    private let state = Mutex(State())

    init(freshness: Freshness, board: Board?) {
        self.freshness = freshness
        self.board = board
    }

    /// The pattern of a path's route; nil where answers are not kept.
    private static func route(of path: String) -> String? {
        if path == "/" { return path }
        if path.utf8.starts(with: "/notes/".utf8) { return "/notes/**" }
        return path == "/symptoms" || path == "/notes" ? path : nil
    }

    /// Whether a request is nothing but its head.
    static func isWhole(_ head: HTTPRequest) -> Bool {
        (head.method == .get || head.method == .head)
            && !head.headerFields.contains { continuing.contains($0.name) }
    }

    /// The pattern of the route of a whole request whose answer may be kept; nil for all others.
    static func route(of head: HTTPRequest) -> String? {
        guard head.method == .get, !head.headerFields.contains(where: { conditions.contains($0.name) }) else {
            return nil
        }
        return head.path.flatMap { route(of: $0) }
    }

    /// What an answer that begins now will be made from; nil when that is not known without work.
    var stamp: Stamp? {
        guard let generation = freshness.current else { return nil }
        return Stamp(
            generation: generation, measurement: board?.version ?? 0, writes: state.withLock { $0.writes })
    }

    /// The answer to the bytes of a whole request.
    func answer(_ request: ByteBuffer) -> Answer? {
        guard let answer = state.withLock({ $0.answers[request] }), answer.end > .now(), answer.stamp == stamp else {
            return nil
        }
        return answer
    }

    /// Keeps a page; other answers are not kept.
    func keep(_ bytes: ByteBuffer, _ head: HTTPResponse, to request: ByteBuffer, route: String, _ stamp: Stamp) {
        let size = bytes.readableBytes + request.readableBytes
        guard head.status == .ok, head.headerFields[.eTag] != nil, head.headerFields[.setCookie] == nil,
            head.headerFields[.connection] == nil, size < Self.capacity / 8
        else { return }
        // What was read stands in a piece of memory for more than one request.
        let request = ByteBuffer(bytes: request.readableBytesView)
        let answer = Answer(bytes: bytes, route: route, stamp: stamp, end: .now() + Self.lifetime, size: size)
        state.withLock { state in
            if state.size + size > Self.capacity { state = State(writes: state.writes) }
            if let old = state.answers.updateValue(answer, forKey: request) { state.size -= old.size }
            state.size += size
        }
    }

    /// Forgets everything: a request was answered that may have changed something.
    func forget() {
        state.withLock { state in state = State(writes: state.writes &+ 1) }
    }
}
