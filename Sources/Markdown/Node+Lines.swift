/// Where the library counts lines differently from the source, corrected.
extension Node {
    /// First and last line of a leaf block, 1-based, in what the library read.
    var lines: (start: Int, end: Int) {
        switch kind {
        case .table:
            return (tableRowLines.header, endLine)
        case .paragraph where startLine == 0:
            // Text directly above a table was cut off the table's paragraph, and has lost its line.
            let table = next?.kind == .table ? next : nil
            let start = max(1, table?.startLine ?? 1)
            let lineBreaks = withChildren { $0.count { $0.kind == .softBreak || $0.kind == .lineBreak } }
            return (start, start + lineBreaks)
        case .codeBlock where !isFenced:
            // Blank lines behind it are counted, but are not part of it.
            let lineFeeds = withLiteral { literal in
                var count = 0
                for index in literal.indices where literal[index] == 0x0A { count += 1 }
                return count
            }
            return (startLine, startLine + max(0, lineFeeds - 1))
        default:
            return (startLine, max(startLine, endLine))
        }
    }

    /// The line of a table's header: two above the first row, or one above the last line where there is no row.
    var tableRowLines: (header: Int, last: Int) {
        let last = endLine
        if let row = firstChild?.next { return (max(1, row.startLine - 2), last) }
        return (max(1, last - 1), last)
    }

    private func withChildren<Result>(_ body: ([Node]) -> Result) -> Result {
        var children: [Node] = []
        var child = firstChild
        while let node = child {
            children.append(node)
            child = node.next
        }
        return body(children)
    }
}
