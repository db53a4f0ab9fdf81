import Glibc

extension Span<UInt8> {
    /// Where a byte next stands at or after an offset; the end where it does not.
    func index(of byte: UInt8, from start: Int) -> Int {
        guard start < count else { return count }
        // memchr reads only the bytes of the buffer, which is alive inside the closure.
        return unsafe withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress,
                let found = unsafe memchr(base + start, Int32(byte), buffer.count - start)
            else { return buffer.count }
            return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
        }
    }
}
