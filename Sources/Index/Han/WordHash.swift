import Notes

/// The FNV-1a hash of the UTF-8 of a word, in which a hyphen or an underscore counts as a space.
struct WordHash: Equatable {
    private var value = FNV1a.empty

    mutating func append(_ byte: UInt8) {
        let isJoint = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        value = FNV1a.adding(value, isJoint ? UInt8(ascii: " ") : byte)
    }

    mutating func append(_ scalar: Unicode.Scalar) {
        UTF8.encode(scalar)?.forEach { append($0) }
    }

    /// Where to look first in a table whose size is a power of two.
    func slot(of size: Int) -> Int {
        Int(truncatingIfNeeded: value ^ (value >> 32)) & (size - 1)
    }
}
