import HTTPTypes
import NIOCore
import NIOHTTPTypes
import Synchronization

/// Whole answers to requests that come again, byte for byte the same: given at once while nothing changed, and for a
/// second at most, because a terminal on the same machine may write to the journal as well.
final class ReadyAnswers: Sendable {
    /// A request with all that it says; an answer may depend on any of it.
    struct Key: Hashable {
        private let text: String

        /// Nil for a request whose answer is not to be kept.
        init?(_ head: HTTPRequest) {
            guard head.method == .get, let path = head.path, ReadyAnswers.route(of: path) != nil,
                !head.headerFields.contains(where: { ReadyAnswers.unusual.contains($0.name) })
            else { return nil }
            // No field holds a line feed.
            var text = path + "\n" + (head.authority ?? "")
            for field in head.headerFields { text += "\n" + field.name.canonicalName + ":" + field.value }
            self.text = text
        }

        fileprivate var size: Int { text.utf8.count }
    }

    /// What an answer was made from.
    struct Stamp: Equatable {
        fileprivate let generation: Freshness.Generation
        fileprivate let measurement: UInt64
        fileprivate let writes: Int
    }

    struct Answer {
        let head: HTTPResponse
        let body: ByteBuffer
        let route: String
        let stamp: Stamp
        fileprivate let end: NIODeadline
        fileprivate let size: Int
    }

    private struct State {
        var answers: [Key: Answer] = [:]
        var size = 0
        /// How many requests were answered that may have changed something.
        var writes = 0
    }

    private static let lifetime = TimeAmount.seconds(1)
    private static let capacity = 32 << 20
    /// Fields that change how a connection goes on, or that ask for something else than the page.
    private static let unusual: Set<HTTPField.Name> = [
        .contentLength, .transferEncoding, .connection, .expect, .upgrade, .ifNoneMatch, .range,
    ]

    private let freshness: Freshness
    private let board: Board?
    private let state = Mutex(State())

    init(freshness: Freshness, board: Board?) {
        self.freshness = freshness
        self.board = board
    }

    /// The pattern of a path's route; nil where answers are not kept.
    fileprivate static func route(of path: String) -> String? {
        if path == "/" { return path }
        if path.utf8.starts(with: "/notes/".utf8) { return "/notes/**" }
        return path == "/symptoms" || path == "/notes" ? path : nil
    }

    /// What an answer that begins now will be made from; nil when that is not known without work.
    var stamp: Stamp? {
        guard let generation = freshness.current else { return nil }
        return Stamp(
            generation: generation, measurement: board?.version ?? 0, writes: state.withLock { $0.writes })
    }

    func answer(_ key: Key) -> Answer? {
        guard let answer = state.withLock({ $0.answers[key] }), answer.end > .now(), answer.stamp == stamp else {
            return nil
        }
        return answer
    }

    /// Keeps a page; other answers are not kept.
    func keep(_ head: HTTPResponse, _ body: ByteBuffer, to key: Key, path: String, _ stamp: Stamp) {
        let size = body.readableBytes + key.size
        guard head.status == .ok, head.headerFields[.eTag] != nil, head.headerFields[.setCookie] == nil,
            head.headerFields[.connection] == nil, size < Self.capacity / 8, let route = Self.route(of: path)
        else { return }
        let answer = Answer(
            head: head, body: body, route: route, stamp: stamp, end: .now() + Self.lifetime, size: size)
        state.withLock { state in
            if state.size + size > Self.capacity { state = State(writes: state.writes) }
            if let old = state.answers.updateValue(answer, forKey: key) { state.size -= old.size }
            state.size += size
        }
    }

    /// Forgets everything: a request was answered that may have changed something.
    func forget() {
        state.withLock { state in state = State(writes: state.writes &+ 1) }
    }
}
