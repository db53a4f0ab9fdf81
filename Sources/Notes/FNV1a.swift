/// Hashes that tell texts apart where nobody attacks (FNV-1a of 64 bits; draft-eastlake-fnv). They are the same in every
/// process and release: files are named by them, and caches keyed.
package enum FNV1a {
    /// The hash of no bytes, to which others are added.
    @inlinable package static var empty: UInt64 { 0xCBF2_9CE4_8422_2325 }

    /// The hash of the bytes so far and one more.
    @inlinable package static func adding(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }

    /// The hash of a text's UTF-8.
    package static func hash(_ text: String) -> UInt64 { hash(text.utf8.span) }

    /// The hash of bytes, in their order. Not of any sequence: every word of every note is hashed, and generic code of
    /// another module takes ten times as long.
    package static func hash(_ bytes: Span<UInt8>) -> UInt64 {
        var hash = empty
        for index in bytes.indices { hash = adding(hash, bytes[index]) }
        return hash
    }
}
