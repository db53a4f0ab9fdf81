import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// Says to the server in one word which connections end with their answer: those of clients that ask for it in whatever
/// spelling, and those of HTTP/1.0 where nobody asked to keep them (RFC 9112, section 9.3).
final class ConnectionPersistence: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    /// Puts one where the version of a request is still known.
    static func add(to pipeline: ChannelPipeline) throws {
        let codec = try pipeline.syncOperations.handler(type: HTTP1ToHTTPServerCodec.self)
        try pipeline.syncOperations.addHandler(ConnectionPersistence(), position: .before(codec))
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data), !head.isKeepAlive else {
            return context.fireChannelRead(data)
        }
        head.headers.replaceOrAdd(name: "Connection", value: "close")
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }
}
