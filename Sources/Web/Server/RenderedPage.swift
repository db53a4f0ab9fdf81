import Hummingbird
import NIOCore

/// A page as it is sent.
struct RenderedPage: Sendable {
    var status: HTTPResponse.Status = .ok
    var type = "text/html; charset=utf-8"
    var body: ByteBuffer
    var gzip: ByteBuffer?
    /// Weak, because the compressed form has it too.
    var tag: String

    init(_ text: String, status: HTTPResponse.Status = .ok, type: String = "text/html; charset=utf-8") {
        self.status = status
        self.type = type
        body = ByteBuffer(string: text)
        gzip = body.readableBytes > 1024 ? Gzip.compress(body, level: 5) : nil
        tag = "W/\"" + ContentHash.text(of: body) + "\""
    }

    var size: Int { body.readableBytes + (gzip?.readableBytes ?? 0) }
}
