import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Answers on the connection's own thread what was answered before, and keeps what the rest of the server answers.
final class ReadyAnswerHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// An answer of the rest of the server that is on its way.
    private struct Recording {
        let key: ReadyAnswers.Key
        let path: String
        let stamp: ReadyAnswers.Stamp
        var head: HTTPResponse?
        var body = ByteBuffer()
    }

    /// The rest of the server closes connections on which it sees no request; it sees one at least this often.
    private static let quiet = TimeAmount.seconds(10)

    private let answers: ReadyAnswers
    private let metrics: Metrics
    /// The answer to the request that is being read.
    private var ready: (answer: ReadyAnswers.Answer, start: NIODeadline)?
    private var recording: Recording?
    /// Whether each request that was passed on, in their order, may change something.
    private var passed: CircularBuffer<Bool> = []
    private var lastPassed: NIODeadline?

    init(_ answers: ReadyAnswers, metrics: Metrics) {
        self.answers = answers
        self.metrics = metrics
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            let now = NIODeadline.now()
            let key = ReadyAnswers.Key(head)
            // An answer must neither overtake an earlier one, nor be made for who does not read.
            if let key, passed.isEmpty, let lastPassed, now - lastPassed < Self.quiet, context.channel.isWritable,
                let answer = answers.answer(key)
            {
                ready = (answer, now)
                return
            }
            lastPassed = now
            recording = nil
            if passed.isEmpty, let key, let path = head.path, let stamp = answers.stamp {
                recording = Recording(key: key, path: path, stamp: stamp)
            }
            passed.append(head.method != .get && head.method != .head)
        case .body: break
        case .end:
            guard let (answer, start) = ready else { break }
            ready = nil
            context.write(wrapOutboundOut(.head(answer.head)), promise: nil)
            context.write(wrapOutboundOut(.body(answer.body)), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            let seconds = Double((NIODeadline.now() - start).nanoseconds) / 1e9
            metrics.count(route: answer.route, method: "GET", status: answer.head.status.code, seconds: seconds)
            return
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head):
            // Before the client can know of the change, so that what it asks next is new.
            if passed.first == true { answers.forget() }
            recording?.head = head
        case .body(let body): recording?.body.writeImmutableBuffer(body)
        case .end:
            _ = passed.popFirst()
            if let recording, let head = recording.head {
                answers.keep(head, recording.body, to: recording.key, path: recording.path, recording.stamp)
            }
            recording = nil
        }
        context.write(data, promise: promise)
    }
}
