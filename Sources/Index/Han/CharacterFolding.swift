/// Folds characters so that spellings of one word meet in the index: Traditional, Simplified and variant ideographs become
/// one, upper case lower, accents fall away, full width becomes half width.
///
/// Folding is by character, never changes the number of scalars, and is idempotent. Every 32-bit value is allowed; what is
/// no Unicode scalar stays as it is and is `.other`.
package enum CharacterFolding {
    private static let table = FoldingTable()

    /// The canonical form of a scalar.
    @inline(__always)
    package static func fold(_ scalar: UInt32) -> UInt32 { lookup(scalar).folded }

    /// What a scalar is to a tokenizer. A scalar and its canonical form are of one class.
    @inline(__always)
    package static func classify(_ scalar: UInt32) -> CharacterClass { lookup(scalar).kind }

    /// Whether a scalar is an ideograph, of any block, compatibility ideographs and radicals included.
    @inline(__always)
    package static func isHan(_ scalar: UInt32) -> Bool { lookup(scalar).kind == .han }

    /// The canonical form and the class in one step, as a tokenizer needs them.
    @inline(__always)
    package static func lookup(_ scalar: UInt32) -> (folded: UInt32, kind: CharacterClass) {
        if scalar < 0x80 { return ascii(scalar) }
        let (folded, kind) = table[scalar]
        if let kind { return (folded, kind) }
        return uncommon(scalar)
    }

    /// The canonical form of a text, scalar by scalar; marks are left out.
    package static func fold(_ text: some StringProtocol) -> String {
        var folded: [UInt8] = []
        folded.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            let (value, kind) = lookup(scalar.value)
            guard kind != .mark else { continue }
            if value < 0x80 {
                folded.append(UInt8(truncatingIfNeeded: value))
            } else if let bytes = UTF8.encode(Unicode.Scalar(value) ?? scalar) {
                folded.append(contentsOf: bytes)
            }
        }
        return String(decoding: folded, as: UTF8.self)
    }

    @inline(__always)
    private static func ascii(_ scalar: UInt32) -> (folded: UInt32, kind: CharacterClass) {
        if (scalar | 0x20) &- 0x61 < 26 { return (scalar | 0x20, .letter) }
        return (scalar, scalar &- 0x30 < 10 ? .digit : .other)
    }

    /// Scalars outside the table: other scripts, by the properties the standard library knows.
    @inline(never)
    private static func uncommon(_ value: UInt32) -> (folded: UInt32, kind: CharacterClass) {
        if (0xE0100...0xE01EF).contains(value) { return (value, .mark) }
        if (0x30000...0x3FFFD).contains(value) { return (value, .han) }
        guard let scalar = Unicode.Scalar(value) else { return (value, .other) }
        let properties = scalar.properties
        let kind = CharacterClass(properties.generalCategory)
        let lower = properties.lowercaseMapping.unicodeScalars
        guard kind == .letter, let only = lower.first, lower.count == 1, only != scalar else { return (value, kind) }
        // The Kelvin sign becomes k, the Ångström sign å and so a.
        return (only.value < 0x80 ? only.value : table[only.value].folded, kind)
    }
}
