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
    private let hasPatternBeyondASCII: Bool

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
        hasPatternBeyondASCII = isFirst[0x80...].contains(true)
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
            } else if hasPatternBeyondASCII {
                return true
            } else if byte >= 0xC0, !Self.neverFoldedToASCII.contains(byte) {
                let folded = FoldedScalar(in: source, at: position).value
                if folded < 0x80, isFirst[Int(folded)] { return true }
            }
            position += 1
        }
        return false
    }

    /// The first bytes of the characters from U+3000 to U+9FFF, Chinese and Japanese ones.
    static let neverFoldedToASCII: ClosedRange<UInt8> = 0xE3...0xE9
}
