/// What one leaf block can cost the library: counters that are filled line by line.
struct LeafCost {
    private(set) var bytes = 0
    private(set) var lines = 0
    private(set) var nodes = 0
    /// Bytes copied for addresses of mail.
    private(set) var copiedBytes = 0
    private(set) var closingBrackets = 0
    private(set) var isTable = false
    private var emphasisRuns = 0
    private var imageOpeners = 0
    private var declarations = 0
    private var stepsOfLines = 0
    private var openBrackets: [Int] = []
    private var previousColumns = 0
    private var widestRow = 0
    private var hasDelimiterRow = false
    /// The largest part of the block that can be one link definition: from a line with `[` to the next one.
    private var largestPart = 0
    private var currentDefinition = 0
    private var definesLink = false

    /// The cells of the widest row where the block may be a table. The library reads all cells of all lines for that.
    var columns: Int { hasDelimiterRow ? widestRow : 0 }

    /// The size in bytes of the largest link definition in the block; 0 where there is none.
    var definitionSize: Int { definesLink ? largestPart : 0 }

    /// The estimated steps beyond one per byte: products of what the library walks over again.
    var steps: Int {
        stepsOfLines &+ closingBrackets &* emphasisRuns &+ closingBrackets &* imageOpeners &+ declarations &* bytes / 8
    }

    /// Adds one line of the block, without its containers' markers and its line ending.
    mutating func add(_ source: Span<UInt8>, _ line: Range<Int>) {
        let pipes = count(source, line)
        let rowColumns = pipes == 0 ? 1 : LeafCost.columns(source, line, pipes: pipes)
        if lines > 0, !isTable, LeafCost.isDelimiterRow(source, line) {
            stepsOfLines &+= lines &* bytes / 4
            isTable = rowColumns == previousColumns
            hasDelimiterRow = true
        }
        widestRow = max(widestRow, rowColumns)
        previousColumns = rowColumns
        nodes &+= isTable ? 2 &* widestRow &+ 1 : 2
        if !line.isEmpty, source[line.lowerBound] == UInt8(ascii: "[") { currentDefinition = 0 }
        currentDefinition &+= line.count
        largestPart = max(largestPart, currentDefinition)
        bytes &+= line.count &+ 1
        lines &+= 1
    }

    /// Counts what costs in a line, and returns its `|` that are not escaped.
    private mutating func count(_ source: Span<UInt8>, _ line: Range<Int>) -> Int {
        let special = LeafCost.special
        var pipes = 0
        var index = line.lowerBound
        var wordEnd = index
        var mailSigns = 0
        var textStart = index
        while index < line.upperBound {
            let byte = source[index]
            guard special.contains(byte) else {
                index &+= 1
                continue
            }
            if byte == UInt8(ascii: "|") {
                if index == line.lowerBound || source[index &- 1] != UInt8(ascii: "\\") { pipes &+= 1 }
                index &+= 1
                continue
            }
            if index > textStart { nodes &+= 1 }
            nodes &+= 1
            let start = index
            index &+= 1
            switch byte {
            case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"):
                emphasisRuns &+= 1
                while index < line.upperBound, source[index] == byte { index &+= 1 }
            case UInt8(ascii: "`"):
                while index < line.upperBound, source[index] == byte { index &+= 1 }
            case UInt8(ascii: "["):
                if start > line.lowerBound, source[start - 1] == UInt8(ascii: "!") { imageOpeners &+= 1 }
                if openBrackets.count < 100_000 { openBrackets.append(bytes &+ start &- line.lowerBound) }
            case UInt8(ascii: "]"):
                closingBrackets &+= 1
                if index < line.upperBound, source[index] == UInt8(ascii: ":") { definesLink = true }
                if let open = openBrackets.popLast() {
                    let length = bytes &+ start &- line.lowerBound &- open
                    if length <= 1_000 { stepsOfLines &+= 8 &* length }
                }
            case UInt8(ascii: "<"):
                if index < line.upperBound, source[index] == UInt8(ascii: "!") || source[index] == UInt8(ascii: "?") {
                    declarations &+= 1
                }
            case UInt8(ascii: "@"):
                nodes &-= 1
                mailSigns &+= 1
            case UInt8(ascii: ":"), UInt8(ascii: "w"):
                if start >= wordEnd, LeafCost.isAddress(source, line, at: start) {
                    wordEnd = addWord(source, start..<line.upperBound)
                }
            default:
                break
            }
            textStart = index
        }
        if index > textStart { nodes &+= 1 }
        // Every address of mail makes the library copy what follows it on the line.
        if mailSigns > 0 { copiedBytes &+= mailSigns &* line.count }
        return pipes
    }

    /// The library reads a word to its end for every address in it, and once more for every `)` at its end.
    private mutating func addWord(_ source: Span<UInt8>, _ rest: Range<Int>) -> Int {
        var end = rest.lowerBound
        var addresses = 0
        var parentheses = 0
        while end < rest.upperBound, source[end] > 0x20 {
            if source[end] == UInt8(ascii: ")") { parentheses &+= 1 }
            if LeafCost.isAddress(source, rest, at: end) { addresses &+= 1 }
            end &+= 1
        }
        stepsOfLines &+= (addresses &+ parentheses) &* (end &- rest.lowerBound)
        return end
    }

    private static func isAddress(_ source: Span<UInt8>, _ line: Range<Int>, at index: Int) -> Bool {
        guard index &+ 3 < line.upperBound else { return false }
        if source[index] == UInt8(ascii: ":") {
            return source[index + 1] == UInt8(ascii: "/") && source[index + 2] == UInt8(ascii: "/")
        }
        return source[index] == UInt8(ascii: "w") && source[index + 1] == source[index]
            && source[index + 2] == source[index] && source[index + 3] == UInt8(ascii: ".")
    }

    /// How many cells a line has as a table row: pipes at its ends part none.
    private static func columns(_ source: Span<UInt8>, _ line: Range<Int>, pipes: Int) -> Int {
        var count = pipes &+ 1
        var end = line.upperBound
        while end > line.lowerBound, source[end - 1] <= 0x20 { end -= 1 }
        if source[line.lowerBound] == UInt8(ascii: "|") { count &-= 1 }
        if end - 1 > line.lowerBound, source[end - 1] == UInt8(ascii: "|"), source[end - 2] != UInt8(ascii: "\\") {
            count &-= 1
        }
        return count
    }

    private static func isDelimiterRow(_ source: Span<UInt8>, _ line: Range<Int>) -> Bool {
        var hasDash = false
        for index in line {
            switch source[index] {
            case UInt8(ascii: "-"): hasDash = true
            case UInt8(ascii: "|"), UInt8(ascii: ":"), 0x20, 0x09, 0x0B, 0x0C: break
            default: return false
            }
        }
        return hasDash
    }

    private static let special = ByteSet("*_~`[]<!&\\:w@|")
}
