/// What scalars are folded to and which class they are, found in two array reads.
///
/// Scalars are grouped in blocks of 32. Blocks that hold no folding and one class only, as most do, are shared, so the
/// whole table is about 0.1 MB, and building it touches little memory.
struct FoldingTable: Sendable {
    /// The first scalar that the table says nothing about.
    static let limit: UInt32 = 0x30000

    /// For each block of scalars, where its entries stand in `entries`, counted in blocks.
    private var blocks = [UInt16](repeating: 0, count: Int(Self.limit >> 5))
    /// The scalar XOR what it is folded to, in the low 21 bits, and the raw value of its class above them; a class of 0
    /// means that the table does not know. The first blocks are the shared ones, one for each class.
    private var entries: [UInt32]

    private static let classShift: UInt32 = 24
    private static let scalarMask: UInt32 = 0x1F_FFFF
    private static let sharedBlocks: UInt16 = 8

    /// Builds the table of `HanFolding` and `CharacterClass.runs`.
    init() {
        entries = []
        entries.reserveCapacity(50_000)
        for shared in UInt32(0)..<8 {
            entries.append(contentsOf: repeatElement(shared << Self.classShift, count: 32))
        }
        for (range, kind) in CharacterClass.runs { classify(range, as: kind) }
        fold(groups: HanFolding.groups)
        fold(from: 0x2F00, to: HanFolding.radicals)
        fold(from: 0xF900, to: HanFolding.compatibilityIdeographs)
        fold(from: 0x2F800, to: HanFolding.supplementaryCompatibilityIdeographs)
        fold(from: 0xC0, to: HanFolding.latin)
        fold(from: 0x370, to: HanFolding.greekAndCyrillic)
        fold(from: 0x1E00, to: HanFolding.latinAdditional)
        for scalar in UInt32(0xFF01)...0xFF5E {
            let half = scalar - 0xFEE0
            fold(scalar, to: (0x41...0x5A).contains(half) ? half | 0x20 : half)
        }
        fold(0x3000, to: 0x20)
    }

    /// The folded scalar, and its class or nil where the table does not know it. Any value is allowed.
    @inline(__always)
    subscript(scalar: UInt32) -> (folded: UInt32, kind: CharacterClass?) {
        guard scalar < Self.limit else { return (scalar, nil) }
        let entry = entries[Int(blocks[Int(scalar >> 5)]) &<< 5 | Int(scalar & 31)]
        return (scalar ^ (entry & Self.scalarMask), CharacterClass(rawValue: UInt8(truncatingIfNeeded: entry >> 24)))
    }

    private mutating func classify(_ range: ClosedRange<UInt32>, as kind: CharacterClass) {
        var scalar = range.lowerBound
        while scalar <= range.upperBound {
            if scalar & 31 == 0, range.upperBound - scalar >= 31 {
                blocks[Int(scalar >> 5)] = UInt16(kind.rawValue)
                scalar += 32
            } else {
                entries[place(of: scalar)] = UInt32(kind.rawValue) << Self.classShift
                scalar += 1
            }
        }
    }

    private mutating func fold(_ scalar: UInt32, to folded: UInt32) {
        guard scalar != folded, scalar < Self.limit else { return }
        let place = place(of: scalar)
        entries[place] = entries[place] & ~Self.scalarMask | (scalar ^ folded)
    }

    private mutating func fold(from first: UInt32, to run: String) {
        var scalar = first
        for folded in run.unicodeScalars where !folded.isSeparator {
            fold(scalar, to: folded.value)
            scalar += 1
        }
    }

    private mutating func fold(groups: String) {
        var canonical: UInt32?
        for scalar in groups.unicodeScalars {
            if scalar.isSeparator {
                canonical = nil
            } else if let canonical {
                fold(scalar.value, to: canonical)
            } else {
                canonical = scalar.value
            }
        }
    }

    /// Where the entry of a scalar below the limit can be written: a shared block is copied first.
    private mutating func place(of scalar: UInt32) -> Int {
        let block = blocks[Int(scalar >> 5)]
        guard block < Self.sharedBlocks else { return Int(block) &<< 5 | Int(scalar & 31) }
        let copy = entries.count
        entries.append(contentsOf: repeatElement(entries[Int(block) &<< 5], count: 32))
        blocks[Int(scalar >> 5)] = UInt16(copy >> 5)
        return copy | Int(scalar & 31)
    }
}

extension Unicode.Scalar {
    /// Whether this separates the entries of a table.
    fileprivate var isSeparator: Bool { value == 0x20 || value == 0x0A }
}
