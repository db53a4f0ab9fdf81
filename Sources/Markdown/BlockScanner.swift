/// Follows the block structure of a source line by line, as the library will see it, and finds what is beyond `Limits`.
///
/// A reduced block parser after the CommonMark specification: it knows containers, code and HTML, in whose text nothing
/// costs anything, and where leaf blocks begin and end.
struct BlockScanner {
    /// A part of the source to be shown as plain text; the prefix of its first line (list and quote markers) stays.
    struct Excess {
        var range: Range<Int>
        var lines: ClosedRange<Int>
        var reason: Limits.Reason
    }

    private enum Container {
        case quote, footnote
        case item(width: Int, isEmpty: Bool)
    }

    private enum Leaf {
        case none, paragraph
        case fence(character: UInt8, length: Int)
        case html(kind: Int)
    }

    private(set) var excesses: [Excess] = []
    /// Blank lines without meaning.
    private(set) var omissions: [(range: Range<Int>, lines: ClosedRange<Int>)] = []

    private var containers: [Container] = []
    private var leaf = Leaf.none
    private var cost = LeafCost()
    private var start = (offset: 0, line: 1)
    private var end = (offset: 0, line: 1)
    private var isTooDeep = false
    private var blankRun = (count: 0, offset: 0, line: 0)
    private var nodes = 0
    private var steps = 0
    private var copiedBytes = 0
    private var closingBrackets = 0
    private var definitions: [(excess: Excess, size: Int)] = []
    /// Set where the rest of the source is one excess.
    private var isFull = false

    /// Scans a whole source; excesses come in the order of the source and do not overlap.
    init(_ source: Span<UInt8>) {
        var offset = 0
        var line = 1
        // Both are looked for once: each may stand at the end of every line, or nowhere.
        var (nextReturn, nextFeed) = (-1, -1)
        while offset < source.count, !isFull {
            if nextReturn < offset { nextReturn = source.index(of: 0x0D, from: offset) }
            if nextFeed < offset { nextFeed = source.index(of: 0x0A, from: offset) }
            let lineEnd = min(nextReturn, nextFeed)
            scan(source, offset..<lineEnd, number: line)
            offset = lineEnd + 1
            if lineEnd < source.count, source[lineEnd] == 0x0D, offset < source.count, source[offset] == 0x0A {
                offset += 1
            }
            line += 1
            if blankRun.count == Limits.blankLines, blankRun.offset == 0 { blankRun = (blankRun.count, offset, line) }
        }
        if isFull {
            var lines = line
            for index in offset..<max(offset, source.count) where source[index] == 0x0A { lines += 1 }
            if offset < source.count, source[source.count - 1] != 0x0A { lines += 1 }
            if var last = excesses.popLast() {
                last.range = last.range.lowerBound..<source.count
                last.lines = last.lines.lowerBound...max(last.lines.lowerBound, lines - 1)
                excesses.append(last)
            }
        } else {
            endBlankRun(before: offset, line: line)
            endLeaf()
        }
        addDefinitions()
    }

    private mutating func scan(_ source: Span<UInt8>, _ range: Range<Int>, number: Int) {
        if range.isEmpty, blankRun.count > 0 { return blankLine(range, number) }
        var cursor = LineCursor(source, range)
        let matched = matchContainers(&cursor, source)
        let isAllMatched = matched == containers.count
        steps &+= matched
        if steps > Limits.steps { return endTooLong(range, number) }
        if isAllMatched, continuesLeaf(&cursor, source) { return }

        var isParagraphOpen = false
        if case .paragraph = leaf { isParagraphOpen = true }
        var isParagraph = isAllMatched && isParagraphOpen && !cursor.isBlank
        var canBeLazy = isParagraphOpen
        var opened: [Container] = []
        var newLeaf: Leaf?
        var isHeading = false
        while !cursor.isBlank, newLeaf == nil, !isHeading, matched + opened.count <= Limits.depth {
            let isIndented = cursor.indent >= 4
            let byte = cursor.byte(source)
            if isIndented {
                if !canBeLazy { newLeaf = Leaf.none }
                break
            }
            if byte == UInt8(ascii: ">") {
                cursor.skip(to: cursor.nonspace + 1, source)
                cursor.skip(columns: 1, source)
                opened.append(.quote)
            } else if let length = headingMarker(source, cursor.rest) {
                isHeading = true
                cursor.skip(to: cursor.nonspace + length, source)
            } else if let length = fence(source, cursor.rest) {
                newLeaf = .fence(character: byte, length: length)
            } else if let kind = HTMLBlockStart.kind(source, cursor.rest, canBeTag: !isParagraph) {
                newLeaf = HTMLBlockStart.ends(kind, source, cursor.rest) ? Leaf.none : .html(kind: kind)
            } else if isParagraph, isSetextUnderline(source, cursor.rest) {
                endLeaf()
                return
            } else if isThematicBreak(source, cursor.rest), isAllMatched || !isParagraph {
                newLeaf = Leaf.none
            } else if let end = footnoteMarker(source, cursor.rest) {
                cursor.skip(to: end, source)
                opened.append(.footnote)
            } else if let length = listMarker(source, cursor.rest, interruptsParagraph: isParagraph) {
                opened.append(openItem(&cursor, source, length))
            } else {
                break
            }
            isParagraph = false
            canBeLazy = false
        }
        if cursor.isBlank, opened.isEmpty, newLeaf == nil, !isHeading {
            endLeaf()
            containers.removeLast(containers.count - matched)
            return blankLine(range, number)
        }
        endBlankRun(before: range.lowerBound, line: number)
        if matched + opened.count > Limits.depth, !cursor.isBlank {
            openContainers(opened, from: matched, isLazy: false)
            return addTooDeep(cursor, number)
        }
        let isText = opened.isEmpty && newLeaf == nil && !isHeading
        let isLazy = isText && !isAllMatched && isParagraphOpen && !cost.isTable
        if isTooDeep, isLazy || (isText && isParagraph) { return addTooDeep(cursor, number) }
        if !(isLazy || (isText && isParagraph)) { endLeaf() }
        openContainers(opened, from: matched, isLazy: isLazy)
        if let newLeaf {
            nodes &+= 1
            leaf = newLeaf
        } else if isHeading {
            addLine(source, cursor, number)
            endLeaf()
        } else if !cursor.isBlank {
            addLine(source, cursor, number)
            leaf = .paragraph
        }
    }
}

/// Lines of what is open already.
extension BlockScanner {
    private mutating func matchContainers(_ cursor: inout LineCursor, _ source: Span<UInt8>) -> Int {
        for (index, container) in containers.enumerated() {
            switch container {
            case .quote:
                guard cursor.indent <= 3, cursor.byte(source) == UInt8(ascii: ">") else { return index }
                cursor.skip(to: cursor.nonspace + 1, source)
                cursor.skip(columns: 1, source)
            case .item(let width, let isEmpty):
                if cursor.indent >= width {
                    cursor.skip(columns: width, source)
                } else if !cursor.isBlank || isEmpty {
                    return index
                }
                if isEmpty, !cursor.isBlank { containers[index] = .item(width: width, isEmpty: false) }
            case .footnote:
                if cursor.indent >= 4 {
                    cursor.skip(columns: 4, source)
                } else if !cursor.isBlank {
                    return index
                }
            }
        }
        return containers.count
    }

    /// Whether a line belongs to an open block of code or HTML.
    private mutating func continuesLeaf(_ cursor: inout LineCursor, _ source: Span<UInt8>) -> Bool {
        switch leaf {
        case .fence(let character, let length):
            if cursor.indent <= 3, cursor.byte(source) == character {
                var end = cursor.nonspace
                while end < cursor.end, source[end] == character { end += 1 }
                let run = end - cursor.nonspace
                while end < cursor.end, isSpaceOrTab(source[end]) { end += 1 }
                if run >= length, end == cursor.end { leaf = .none }
            }
            return true
        case .html(let kind) where kind >= 6:
            if cursor.isBlank { leaf = .none }
            return !cursor.isBlank
        case .html(let kind):
            if HTMLBlockStart.ends(kind, source, cursor.rest) { leaf = .none }
            return true
        case .none, .paragraph:
            return false
        }
    }

    private mutating func openContainers(_ opened: [Container], from matched: Int, isLazy: Bool) {
        guard !isLazy else { return }
        containers.removeLast(containers.count - matched)
        containers.append(contentsOf: opened)
        nodes &+= 2 &* opened.count
    }

    private mutating func openItem(_ cursor: inout LineCursor, _ source: Span<UInt8>, _ length: Int) -> Container {
        let markerWidth = cursor.indent + length
        cursor.skip(to: cursor.nonspace + length, source)
        let isEmpty = cursor.isBlank
        let spaces = cursor.indent
        if isEmpty || spaces >= 5 {
            cursor.skip(columns: 1, source)
            return .item(width: markerWidth + 1, isEmpty: isEmpty)
        }
        cursor.skip(columns: spaces, source)
        return .item(width: markerWidth + spaces, isEmpty: false)
    }
}

/// Counting, and what is beyond the bounds.
extension BlockScanner {
    private mutating func addLine(_ source: Span<UInt8>, _ cursor: LineCursor, _ number: Int) {
        if cost.lines == 0 { start = (cursor.nonspace, number) }
        end = (cursor.end, number)
        cost.add(source, cursor.rest)
    }

    private mutating func addTooDeep(_ cursor: LineCursor, _ number: Int) {
        if isTooDeep, let last = excesses.last, last.lines.upperBound == number - 1 {
            excesses[excesses.count - 1].range = last.range.lowerBound..<cursor.end
            excesses[excesses.count - 1].lines = last.lines.lowerBound...number
            return
        }
        if !isTooDeep { endLeaf() }
        isTooDeep = true
        leaf = .paragraph
        add(Excess(range: cursor.nonspace..<cursor.end, lines: number...number, reason: .depth))
    }

    /// Every line costs a step for each container around it. Where that alone is too much, the rest is one excess; its
    /// placeholder stands at the start of the line, and so outside of the containers, which may hold code.
    private mutating func endTooLong(_ range: Range<Int>, _ number: Int) {
        endLeaf()
        isFull = true
        add(Excess(range: range, lines: number...number, reason: .rest))
    }

    private mutating func endLeaf() {
        defer {
            leaf = .none
            isTooDeep = false
        }
        guard cost.lines > 0 else { return }
        let cost = self.cost
        self.cost = LeafCost()
        let excess = { [start, end] reason in
            Excess(range: start.offset..<end.offset, lines: start.line...end.line, reason: reason)
        }
        closingBrackets &+= cost.closingBrackets
        if cost.columns > Limits.columns {
            add(excess(.columns))
        } else if nodes &+ cost.nodes > Limits.nodes {
            isFull = cost.nodes < Limits.nodes / 4
            add(excess(.size))
        } else if steps &+ cost.steps > Limits.steps || copiedBytes &+ cost.copiedBytes > Limits.copiedBytes {
            add(excess(.steps))
        } else {
            nodes &+= cost.nodes
            steps &+= cost.steps
            copiedBytes &+= cost.copiedBytes
            if cost.definitionSize > 64 { definitions.append((excess(.definition), cost.definitionSize)) }
        }
    }

    private mutating func add(_ excess: Excess) {
        var excess = excess
        if excesses.count == Limits.excesses {
            excess.reason = .rest
            isFull = true
        }
        excesses.append(excess)
    }

    /// Definitions so large that the links that could use them would copy too much.
    private mutating func addDefinitions() {
        for (excess, size) in definitions where size &* closingBrackets > Limits.copiedBytes { excesses.append(excess) }
        excesses.sort { $0.range.lowerBound < $1.range.lowerBound }
    }

    private mutating func blankLine(_ range: Range<Int>, _ number: Int) {
        if containers.isEmpty { return endBlankRun(before: range.lowerBound, line: number) }
        blankRun.count += 1
    }

    private mutating func endBlankRun(before offset: Int, line: Int) {
        if blankRun.offset > 0, blankRun.offset < offset {
            omissions.append((blankRun.offset..<offset, blankRun.line...max(blankRun.line, line - 1)))
        }
        blankRun = (0, 0, 0)
    }
}
