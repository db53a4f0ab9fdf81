/// The distance between words in typing errors: letters left out, added, changed, or two neighbours swapped.
struct EditDistance {
    private var beforeLast: [Int] = []
    private var last: [Int] = []
    private var current: [Int] = []

    /// The optimal string alignment distance (Damerau, 1964, in its restricted form); nil when it is above `limit`.
    mutating func distance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int? {
        guard abs(left.count - right.count) <= limit else { return nil }
        if last.count <= right.count {
            last = Array(0...right.count)
            current = last
            beforeLast = last
        } else {
            for column in 0...right.count { last[column] = column }
        }
        for row in left.indices {
            current[0] = row + 1
            var least = row + 1
            for column in right.indices {
                var value = min(
                    last[column] + (left[row] == right[column] ? 0 : 1), last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    value = min(value, beforeLast[column - 1] + 1)
                }
                current[column + 1] = value
                least = min(least, value)
            }
            guard least <= limit else { return nil }
            (beforeLast, last, current) = (last, current, beforeLast)
        }
        return last[right.count] <= limit ? last[right.count] : nil
    }

    /// The letters of a word as bits: words whose sets differ by more than twice the limit need no closer look.
    static func letters(of word: [UInt8]) -> UInt32 {
        word.reduce(0) { $0 | letter($1) }
    }

    /// The bit of one letter.
    static func letter(_ byte: UInt8) -> UInt32 { 1 << UInt32(byte & 0x1F) }
}
