import CZlib
import NIOCore

/// Compression of what a page holds, by zlib.
enum Gzip {
    /// The bytes in gzip's format; nil when they would not become smaller.
    ///
    /// The C calls are safe here: both buffers outlive the one call that works on them.
    ///
    /// - Parameter level: 1, fast, to 9, small.
    static func compress(_ buffer: ByteBuffer, level: Int32) -> ByteBuffer? {
        var stream = unsafe z_stream()
        guard unsafe kb_deflate_init_gzip(&stream, level) == Z_OK else { return nil }
        defer { unsafe deflateEnd(&stream) }
        let capacity = buffer.readableBytes
        var output = ByteBuffer()
        output.reserveCapacity(capacity)
        let isComplete = unsafe buffer.withUnsafeReadableBytes { input in
            unsafe output.withUnsafeMutableWritableBytes { room in
                unsafe stream.next_in = UnsafeMutablePointer(
                    mutating: input.bindMemory(to: UInt8.self).baseAddress)
                unsafe stream.avail_in = UInt32(clamping: input.count)
                unsafe stream.next_out = room.bindMemory(to: UInt8.self).baseAddress
                unsafe stream.avail_out = UInt32(clamping: min(capacity, room.count))
                return unsafe deflate(&stream, Z_FINISH) == Z_STREAM_END
            }
        }
        guard isComplete else { return nil }
        output.moveWriterIndex(forwardBy: Int(unsafe stream.total_out))
        return output
    }
}
