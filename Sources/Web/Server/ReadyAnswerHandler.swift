import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Tells which answers of the rest of the server are kept, and forgets them when a request may have changed something.
///
/// The answers are given by `ReadyAnswerFront`, which it puts before all else on the connection.
final class ReadyAnswerHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// An answer that may be kept, on its way.
    private struct Keepable {
        let route: String
        let stamp: ReadyAnswers.Stamp
        var head: HTTPResponse?
    }

    private let answers: ReadyAnswers
    private let front: ReadyAnswerFront
    private var keepable: Keepable?
    /// Whether each request that waits for its answer, in their order, may change something.
    private var waiting: CircularBuffer<Bool> = []

    init(_ answers: ReadyAnswers, metrics: Metrics) {
        self.answers = answers
        front = ReadyAnswerFront(answers, metrics: metrics)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        // Where it cannot stand there, nothing is recorded, and each request goes through all of the server.
        try? context.pipeline.syncOperations.addHandler(front, position: .first)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let head) = unwrapInboundIn(data) {
            keepable = nil
            if !ReadyAnswers.isWhole(head) {
                front.passAll()
            } else if waiting.isEmpty, let route = ReadyAnswers.route(of: head), let stamp = answers.stamp {
                keepable = Keepable(route: route, stamp: stamp)
                front.record()
            }
            waiting.append(head.method != .get && head.method != .head)
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let part = unwrapOutboundIn(data)
        if case .head(let head) = part {
            // Before the client can know of the change, so that what it asks next is new.
            if waiting.first == true { answers.forget() }
            keepable?.head = head
        }
        context.write(data, promise: promise)
        guard case .end = part else { return }
        _ = waiting.popFirst()
        guard waiting.isEmpty else { return }
        if let recorded = front.endOfAnswer(), let keepable, let head = keepable.head {
            answers.keep(recorded.answer, head, to: recorded.request, route: keepable.route, keepable.stamp)
        }
        keepable = nil
    }
}
