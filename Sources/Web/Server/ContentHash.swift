import NIOCore
import Notes

/// A hash that tells versions of a content apart; FNV-1a of 64 bits with the length, not for secrets.
enum ContentHash {
    static func text(of buffer: ByteBuffer) -> String {
        String(FNV1a.hash(buffer.readableBytesUInt8Span), radix: 36) + String(buffer.readableBytes, radix: 36)
    }
}
