/// A source as the library gets it: bounded, and with marks where CommonMark's rules do not fit Chinese text.
struct PreparedSource {
    /// An excess with the text that is shown for it.
    struct ExcessText {
        var excess: Excess
        var text: [UInt8]
    }

    private(set) var bytes: [UInt8]
    /// How the marks get out of what the library answers.
    private(set) var removal = MarkRemoval()
    /// Whether any character may be Han or full-width.
    let hasWideText: Bool
    /// What is beyond the bounds, in document order; each has a placeholder in `bytes`.
    private(set) var excesses: [ExcessText] = []
    /// Where lines were left out of `bytes`: after this line of `bytes`, so many in all up to there.
    private var omissions: [(line: Int, total: Int)] = []
    private let firstLine: Int

    /// Prepares a source whose first line counts as `firstLine`.
    init(_ source: String, firstLine: Int) {
        bytes = Array(source.utf8)
        self.firstLine = firstLine
        let highest = bytes.reduce(0) { max($0, $1) }
        hasWideText = highest >= 0xE1
        if highest >= 0xEF { replaceNoncharacters() }
        if bytes.span.index(of: 0, from: 0) < bytes.count { replaceNULs() }
        let scanner = BlockScanner(bytes.span)
        if !scanner.excesses.isEmpty || !scanner.omissions.isEmpty { cut(scanner) }
        removal = SourceMarking.mark(&bytes, isASCII: highest < 0x80)
        if !excesses.isEmpty { removal.isNeeded = true }
    }

    /// The line in the caller's file for a line of `bytes`.
    func line(_ line: Int) -> Int {
        guard !omissions.isEmpty else { return line &+ firstLine &- 1 }
        var (low, high) = (0, omissions.count)
        while low < high {
            let middle = (low + high) / 2
            if omissions[middle].line < line { low = middle + 1 } else { high = middle }
        }
        let omitted = low == 0 ? 0 : omissions[low - 1].total
        return line &+ omitted &+ firstLine &- 1
    }

    /// The number of the excess whose placeholder a block is; nil for every other block.
    func excess(at block: Node) -> Int? {
        guard !excesses.isEmpty, let first = block.firstChild, first.kind == .text else { return nil }
        return first.withLiteral { literal in
            let size = Marks.excess.count
            guard literal.count > 2 * size, literal.count < 16,
                Marks.isNoncharacter(in: literal, at: 0), literal[2] == Marks.excess[2]
            else { return nil }
            let number = Int(String(literal.extracting(size..<(literal.count - size))))
            return number.flatMap { excesses.indices.contains($0) ? $0 : nil }
        }
    }

    /// Marks are non-characters, so those of a source become U+FFFD.
    private mutating func replaceNoncharacters() {
        var index = bytes.span.index(of: 0xEF, from: 0)
        while index < bytes.count {
            if Marks.isNoncharacter(in: bytes.span, at: index) {
                bytes[index + 1] = 0xBF
                bytes[index + 2] = 0xBD
            }
            index = bytes.span.index(of: 0xEF, from: index + 1)
        }
    }

    /// The library would do the same, but only after the bounds are checked.
    private mutating func replaceNULs() {
        var replaced: [UInt8] = []
        for byte in bytes {
            if byte == 0 { replaced.append(contentsOf: [0xEF, 0xBF, 0xBD]) } else { replaced.append(byte) }
        }
        bytes = replaced
    }

    /// Puts placeholders for excesses and leaves out blank lines without meaning.
    private mutating func cut(_ scanner: BlockScanner) {
        struct Cut {
            var range: Range<Int>
            var lines: ClosedRange<Int>
            var excess: BlockScanner.Excess?
        }
        var cuts = scanner.excesses.map { Cut(range: $0.range, lines: $0.lines, excess: $0) }
        cuts += scanner.omissions.map { Cut(range: $0.range, lines: $0.lines) }
        cuts.sort { $0.range.lowerBound < $1.range.lowerBound }
        let source = bytes
        bytes = []
        bytes.reserveCapacity(source.count)
        var copied = 0
        var total = 0
        for cut in cuts where cut.range.lowerBound >= copied {
            bytes.append(contentsOf: source[copied..<cut.range.lowerBound])
            copied = cut.range.upperBound
            let line = cut.lines.lowerBound - total
            if let excess = cut.excess {
                bytes.append(contentsOf: Marks.excess)
                bytes.append(contentsOf: String(excesses.count).utf8)
                bytes.append(contentsOf: Marks.excess)
                let lines = (cut.lines.lowerBound + firstLine - 1)...(cut.lines.upperBound + firstLine - 1)
                let reason = Excess(line: lines.lowerBound, endLine: lines.upperBound, excess.reason)
                excesses.append(ExcessText(excess: reason, text: Array(source[cut.range])))
                total += cut.lines.count - 1
                omissions.append((line, total))
            } else {
                total += cut.lines.count
                omissions.append((line - 1, total))
            }
        }
        bytes.append(contentsOf: source[copied...])
    }
}
