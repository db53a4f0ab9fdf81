import NIOCore

/// Answers on the connection's own thread what was answered before, byte for byte, without reading what it says.
///
/// It does so only while all that came before on the connection was requests of one piece, each answered: then the bytes
/// that come are the beginning of a request, and where they were a whole request before, they are one again.
final class ReadyAnswerFront: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    private enum State {
        /// Everything was answered.
        case idle
        /// The rest of the server answers a request that came in one piece.
        case passed(ByteBuffer, recorded: ByteBuffer?)
        /// Something else came; from then on everything is passed on.
        case passingAll
    }

    /// The rest of the server closes connections on which it sees no request; it sees one at least this often.
    private static let quiet = TimeAmount.seconds(10)

    private let answers: ReadyAnswers
    private let metrics: Metrics
    private var state = State.idle
    private var lastPassed: NIODeadline?

    init(_ answers: ReadyAnswers, metrics: Metrics) {
        self.answers = answers
        self.metrics = metrics
    }

    /// The request that was just passed on has an answer that may be kept.
    func record() {
        if case .passed(let request, _) = state { state = .passed(request, recorded: ByteBuffer()) }
    }

    /// More belongs to the request than its head, or the connection is used for something else from now on.
    func passAll() { state = .passingAll }

    /// All requests that were passed on are answered.
    ///
    /// - Returns: the last of them and its answer, when it was recorded.
    func endOfAnswer() -> (request: ByteBuffer, answer: ByteBuffer)? {
        guard case .passed(let request, let recorded) = state else { return nil }
        state = .idle
        return recorded.map { (request, $0) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        let now = NIODeadline.now()
        if case .idle = state {
            // An answer must not be made for who does not read.
            if let lastPassed, now - lastPassed < Self.quiet, context.channel.isWritable,
                let answer = answers.answer(bytes)
            {
                context.writeAndFlush(wrapOutboundOut(.byteBuffer(answer.bytes)), promise: nil)
                let seconds = Double((NIODeadline.now() - now).nanoseconds) / 1e9
                metrics.count(route: answer.route, method: "GET", status: 200, seconds: seconds)
                return
            }
            state = Self.isOneRequest(bytes) ? .passed(bytes, recorded: nil) : .passingAll
        } else {
            state = .passingAll
        }
        lastPassed = now
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .passed(let request, var recorded?) = state, case .byteBuffer(let bytes) = unwrapOutboundIn(data) {
            state = .idle
            recorded.writeImmutableBuffer(bytes)
            state = .passed(request, recorded: recorded)
        }
        context.write(data, promise: promise)
    }

    /// Whether bytes are the head of one request, whole, with nothing behind it.
    private static func isOneRequest(_ bytes: ByteBuffer) -> Bool {
        let end = Array("\r\n\r\n".utf8)
        return bytes.readableBytesView.firstRange(of: end)?.upperBound == bytes.writerIndex
    }
}
