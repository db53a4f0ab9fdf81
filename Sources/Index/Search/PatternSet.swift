/// The patterns of a query: for each term its alternatives, best first.
struct PatternSet {
    /// For each term no place, and how well none stands for it: what most texts of a section are.
    let nowhere: [[Range<Int>]]
    let noQualities: [Double]
    /// The patterns of all terms, those of one term side by side.
    let all: [EncodedPattern]
    /// For each byte the patterns that begin with it. Nearly all tokens of a text are settled by it: the whole of an
    /// identifier begins as its first part does.
    private let byFirst: [[Int]]
    /// For each byte whether there is one.
    private let isFirst: [Bool]
    /// The first characters of the patterns that do not begin with one of ASCII.
    private let beginningsBeyondASCII: [Beginning]

    /// The first character of a pattern, and the second one of its first token; folded.
    private struct Beginning: Hashable {
        let first: UInt32
        let second: UInt32?

        /// Nil where it is a character of ASCII.
        init?(_ token: String) {
            let scalars = token.unicodeScalars
            guard let first = scalars.first, first.value >= 0x80 else { return nil }
            self.first = first.value
            second = scalars.dropFirst().first?.value
        }
    }

    init(_ patterns: [[TermPattern]]) {
        nowhere = Array(repeating: [], count: patterns.count)
        noQualities = Array(repeating: 0, count: patterns.count)
        all = patterns.enumerated().flatMap { term, alternatives in
            alternatives.map { EncodedPattern($0, term: term) }
        }
        var byFirst: [[Int]] = Array(repeating: [], count: 256)
        for (index, pattern) in all.enumerated() {
            for byte in Set([pattern.tokens.first?.first, pattern.whole?.first].compactMap { $0 }) {
                byFirst[Int(byte)].append(index)
            }
        }
        self.byFirst = byFirst
        isFirst = byFirst.map { !$0.isEmpty }
        beginningsBeyondASCII = Array(Set(patterns.joined().compactMap { $0.tokens.first.flatMap(Beginning.init) }))
    }

    /// The patterns that begin with a byte of a token.
    func beginning(with byte: UInt8) -> [Int] { byFirst[Int(byte)] }

    /// Whether there are any.
    func holdsBeginning(with byte: UInt8) -> Bool { isFirst[Int(byte)] }

    /// Whether any pattern may stand in a text; false only where none does. Most lines and headings hold nothing of what
    /// is looked for, and to see that takes a fraction of the time that their tokens take.
    func mayStand(in source: borrowing Span<UInt8>) -> Bool {
        var position = 0
        while position < source.count {
            let byte = source[position]
            if byte < 0x80 {
                // Capitals are small letters without this bit, and digits have it.
                if isFirst[Int(byte | 0x20)] {
                    for index in byFirst[Int(byte | 0x20)] where all[index].mayBegin(in: source, at: position) {
                        return true
                    }
                }
            } else if byte >= 0xC0, !beginningsBeyondASCII.isEmpty || !Self.neverFoldedToASCII.contains(byte),
                mayBegin(in: source, at: position)
            {
                return true
            }
            position += 1
        }
        return false
    }

    /// Whether any pattern may begin at a character beyond ASCII.
    @inline(__always)
    private func mayBegin(in source: borrowing Span<UInt8>, at position: Int) -> Bool {
        let ideograph = FoldedScalar.commonIdeograph(in: source, at: position)
        let folded =
            ideograph.map { CharacterFolding.fold($0) } ?? FoldedScalar(in: source, at: position).value
        if folded < 0x80 { return isFirst[Int(folded)] }
        for beginning in beginningsBeyondASCII where beginning.first == folded {
            // Of two ideographs side by side every pattern that begins with the first holds the second, if it holds another.
            guard ideograph != nil, let second = beginning.second, position + 3 < source.count,
                let next = FoldedScalar.commonIdeograph(in: source, at: position + 3)
            else { return true }
            if CharacterFolding.fold(next) == second { return true }
        }
        return false
    }

    /// The first bytes of the characters from U+3000 to U+9FFF, Chinese and Japanese ones.
    static let neverFoldedToASCII: ClosedRange<UInt8> = 0xE3...0xE9
}
