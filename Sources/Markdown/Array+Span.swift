extension [UInt8] {
    /// Appends bytes that are borrowed, without an intermediate array.
    mutating func append(_ bytes: Span<UInt8>) {
        // The buffer is used only inside the closure, while the span is alive.
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }

    mutating func append(_ text: StaticString) {
        // A static string of more than one scalar is UTF-8 that lives as long as the process.
        text.withUTF8Buffer { unsafe append(contentsOf: $0) }
    }
}

extension String {
    /// Decodes UTF-8, repairing what is not.
    init(_ bytes: Span<UInt8>) {
        self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}
