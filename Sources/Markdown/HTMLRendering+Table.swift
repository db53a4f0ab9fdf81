extension HTMLRendering {
    mutating func table(_ node: Node) {
        let alignments = node.alignments
        writer.newline()
        writer.raw("<table>\n")
        var isHeader = true
        var row = node.firstChild
        while let current = row {
            if isHeader { writer.raw("<thead>\n") }
            self.row(current, cell: isHeader ? "th" : "td", alignments)
            if isHeader { writer.raw("</thead>\n") }
            if isHeader, current.next != nil { writer.raw("<tbody>\n") }
            if !isHeader, current.next == nil { writer.raw("</tbody>\n") }
            isHeader = false
            row = current.next
        }
        writer.raw("</table>\n")
    }

    private mutating func row(_ node: Node, cell name: StaticString, _ alignments: [UInt8]) {
        writer.raw("<tr>\n")
        var column = 0
        var child = node.firstChild
        while let cell = child {
            writer.raw("<")
            writer.raw(name)
            switch column < alignments.count ? alignments[column] : 0 {
            case UInt8(ascii: "l"): writer.raw(" align=\"left\"")
            case UInt8(ascii: "c"): writer.raw(" align=\"center\"")
            case UInt8(ascii: "r"): writer.raw(" align=\"right\"")
            default: break
            }
            let halves = halves(of: cell)
            if halves == nil { languageAttribute(of: cell) }
            writer.raw(">")
            content(of: cell, halves: halves)
            writer.raw("</")
            writer.raw(name)
            writer.raw(">\n")
            column += 1
            child = cell.next
        }
        writer.raw("</tr>\n")
    }
}
