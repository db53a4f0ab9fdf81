/// A source as the library gets it: bounded, and with marks where CommonMark's rules do not fit Chinese text.
struct PreparedSource {
    var bytes: [UInt8]
    var removal = MarkRemoval()
    /// Whether any byte belongs to a character of three or four bytes, where Han and full-width forms are.
    var hasWideText = false
    /// What is beyond the bounds, in document order; the n-th has the n-th placeholder in `bytes`.
    var excesses: [ExcessText] = []
    /// Where lines were left out of `bytes`: after this line of `bytes`, that many in all up to there.
    var omissions: [(line: Int, total: Int)] = []
    private let firstLine: Int

    /// Prepares a source whose first line counts as `firstLine`.
    init(_ source: String, firstLine: Int) {
        bytes = Array(source.utf8)
        self.firstLine = firstLine
        let highest = bytes.reduce(0) { max($0, $1) }
        hasWideText = highest >= 0xE1
        removal = SourceMarking.mark(&bytes, isASCII: highest < 0x80)
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
}

/// An excess with the text that is shown for it.
struct ExcessText {
    var excess: Excess
    var text: [UInt8]
}
