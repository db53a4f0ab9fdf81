/// A position in one line that counts columns as CommonMark does, with tab stops every four.
struct LineCursor {
    private(set) var offset: Int
    let end: Int
    private var column = 0
    /// Columns of a tab that are not consumed yet.
    private var restOfTab = 0
    /// The next byte that is neither space nor tab, and how many columns away it is.
    private(set) var nonspace = 0
    private(set) var indent = 0

    init(_ source: Span<UInt8>, _ line: Range<Int>) {
        offset = line.lowerBound
        end = line.upperBound
        findNonspace(source)
    }

    var isBlank: Bool { nonspace == end }
    var rest: Range<Int> { nonspace..<end }

    /// The byte at the next nonspace; 0 on a blank rest.
    func byte(_ source: Span<UInt8>) -> UInt8 { nonspace < end ? source[nonspace] : 0 }

    /// Consumes up to so many columns of spaces and tabs.
    mutating func skip(columns: Int, _ source: Span<UInt8>) {
        var left = columns
        while left > 0, offset < end {
            if restOfTab == 0 {
                guard source[offset] == 0x20 || source[offset] == 0x09 else { break }
                restOfTab = source[offset] == 0x09 ? 4 - column % 4 : 1
            }
            let step = min(left, restOfTab)
            restOfTab -= step
            column += step
            left -= step
            if restOfTab == 0 { offset += 1 }
        }
        findNonspace(source)
    }

    /// Consumes everything up to an offset behind the next nonspace.
    mutating func skip(to newOffset: Int, _ source: Span<UInt8>) {
        column += indent + newOffset - nonspace
        offset = newOffset
        restOfTab = 0
        findNonspace(source)
    }

    private mutating func findNonspace(_ source: Span<UInt8>) {
        nonspace = offset
        indent = restOfTab
        var position = column + restOfTab
        if restOfTab > 0 { nonspace += 1 }
        while nonspace < end {
            if source[nonspace] == 0x20 {
                indent += 1
                position += 1
            } else if source[nonspace] == 0x09 {
                indent += 4 - position % 4
                position += 4 - position % 4
            } else {
                break
            }
            nonspace += 1
        }
    }
}
