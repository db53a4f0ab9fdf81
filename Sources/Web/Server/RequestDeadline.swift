import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request does not arrive whole in time, and one whose client does not take its answer, so
/// that slow clients cannot use up all connections.
///
/// Time runs from the opening of the connection to the first request, and within each request from its head to its end.
/// While an answer waits to be sent, a piece of it must have been taken each time. How long a connection may be idle
/// between requests is the server's own setting.
final class RequestDeadline: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// The bytes of an answer that a client takes in `patience` at least: less than the slowest line brings.
    private static let least = 16_384

    private let time: TimeAmount
    private let patience: TimeAmount
    private var timer: Scheduled<Void>?
    private var sending: Scheduled<Void>?
    private var isAnswering = false

    /// - Parameters:
    ///   - time: in which a request must have come.
    ///   - patience: in which a piece of an answer must have gone.
    init(_ time: TimeAmount, patience: TimeAmount) {
        self.time = time
        self.patience = patience
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { start(context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        stop()
        stopWatching()
    }

    func channelActive(context: ChannelHandlerContext) {
        start(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        stopWatching()
        context.fireChannelInactive()
    }

    /// A connection takes no more while much of an answer waits to be sent.
    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { stopWatching() } else if sending == nil { watch(context) }
        context.fireChannelWritabilityChanged()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: start(context)
        case .body: break
        case .end: stop()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head: isAnswering = true
        case .body: break
        case .end: isAnswering = false
        }
        context.write(data, promise: promise)
    }

    private func start(_ context: ChannelHandlerContext) {
        stop()
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: time) {
            let (handler, context) = bound.value
            handler.giveUp(context)
        }
    }

    private func stop() {
        timer?.cancel()
        timer = nil
    }

    /// Closes the connection when hardly anything has gone of what waits.
    private func watch(_ context: ChannelHandlerContext) {
        let before = Self.waiting(context)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        sending = context.eventLoop.scheduleTask(in: patience) {
            let (handler, context) = bound.value
            handler.sending = nil
            guard before - Self.waiting(context) >= Self.least else { return context.close(promise: nil) }
            handler.watch(context)
        }
    }

    /// The bytes of answers that wait to be sent.
    private static func waiting(_ context: ChannelHandlerContext) -> Int {
        (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }

    private func stopWatching() {
        sending?.cancel()
        sending = nil
    }

    private func giveUp(_ context: ChannelHandlerContext) {
        timer = nil
        guard context.channel.isActive else { return }
        guard !isAnswering else { return context.close(promise: nil) }
        let head = HTTPResponse(status: .requestTimeout, headerFields: [.connection: "close", .contentLength: "0"])
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in bound.value.close(promise: nil) }
    }
}
