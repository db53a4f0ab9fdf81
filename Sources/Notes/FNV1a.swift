/// Hashes that tell texts apart where nobody attacks (FNV-1a of 64 bits; draft-eastlake-fnv).
package enum FNV1a {
    /// The hash of a text's UTF-8, the same in every process and release: files are named by it and caches keyed.
    package static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}
