/// Blocks: what begins and ends lines.
extension PageLayout {
    /// False when the element is no block.
    mutating func openBlock(_ name: String, _ attributes: [String: String]) -> Bool {
        switch name {
        case "pre":
            endParagraph()
            separate()
            let symptoms = attributes["data-symptoms"] ?? ""
            code = OpenCode(label: [symptoms, attributes["data-label"] ?? ""].filter { !$0.isEmpty })
        case "code" where code != nil:
            let language = attributes["class"].map { $0.replacingPrefix("language-") } ?? ""
            if !language.isEmpty { code?.label.insert(language, at: 0) }
        case "table":
            endParagraph()
            tables.append(OpenTable())
        case "thead", "tbody", "tr":
            if let last = tables.indices.last {
                tables[last].isInHeader = name == "thead" || (name == "tr" && tables[last].isInHeader)
            }
        case "th", "td":
            openCell(attributes)
        case "h1", "h2", "h3", "h4", "h5", "h6":
            endParagraph()
            separate()
            headingID = attributes["id"]
            effects = [.bold] + (name == "h1" || name == "h2" ? [.blue] : [])
        case "ul", "ol":
            endParagraph()
            if lists.isEmpty { separate() }
            lists.append(name == "ol" ? Int(attributes["start"] ?? "") ?? 1 : nil)
        case "li":
            endParagraph()
            openItem()
        case "blockquote":
            endParagraph()
            separate()
            margins.append(Margin(first: StyledText("│ ", .dim), rest: StyledText("│ ", .dim), isFirstWritten: true))
        case "hr":
            endParagraph()
            separate()
            write(style(String(repeating: "─", count: min(innerWidth, 40)), .dim))
        case "p", "div", "section", "details", "summary", "dl", "dt", "dd":
            endParagraph()
            if name != "dt" && name != "dd" && name != "summary" { separate() }
            if attributes["class"]?.contains("title") == true { effects.append(.bold) }
        default: return false
        }
        return true
    }

    mutating func closeBlock(_ name: String) -> Bool {
        switch name {
        case "pre": writeCode()
        case "code" where code != nil: break
        case "th", "td": closeCell()
        case "tr": closeRow()
        case "thead", "tbody":
            if let last = tables.indices.last { tables[last].isInHeader = false }
        case "table": writeTable()
        case "h1", "h2", "h3", "h4", "h5", "h6": closeHeading()
        case "ul", "ol":
            endParagraph()
            if !lists.isEmpty { lists.removeLast() }
        case "li", "blockquote":
            endParagraph()
            if !margins.isEmpty { margins.removeLast() }
        case "p", "div", "section", "details", "summary", "dl", "dt", "dd":
            endParagraph()
            if tables.isEmpty { effects = [] }
        case "hr": break
        default: return false
        }
        return true
    }

    private mutating func openItem() {
        var bullet = "• "
        if let last = lists.indices.last, let number = lists[last] {
            bullet = "\(number). "
            lists[last] = number < Int.max ? number + 1 : number
        }
        let rest = StyledText(String(repeating: " ", count: cells(bullet)))
        margins.append(Margin(first: StyledText(bullet, .dim), rest: rest))
    }

    private mutating func closeHeading() {
        var heading = takeText()
        effects = []
        if let headingID, let marks = headingMarks[headingID] {
            heading.append("  ")
            heading.append(marks)
        }
        headingID = nil
        for line in TextWrap(width: innerWidth, cells: cells).lines(of: heading) { write(line.rendered(style)) }
    }

    /// Code under a rule that says what it is; its lines are not wrapped, so that they can be copied.
    private mutating func writeCode() {
        guard let code else { return }
        self.code = nil
        let label = code.label.map { ControlCharacters.visible($0) }.joined(separator: " · ")
        let length = max(4, min(innerWidth, 60) - cells(label) - 4)
        let rule = String(repeating: "─", count: label.isEmpty ? length + 4 : length)
        write(style(label.isEmpty ? rule : "── \(label) \(rule)", .dim))
        var text = ControlCharacters.visible(code.text, keepsLines: true)
        while text.hasSuffix("\n") { text.removeLast() }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            write(line.isEmpty ? "" : "  " + style(String(line), .green))
        }
        write(style(String(repeating: "─", count: min(innerWidth, 60)), .dim))
    }

    private mutating func openCell(_ attributes: [String: String]) {
        guard let last = tables.indices.last else { return }
        _ = takeText()
        guard tables[last].isInHeader else { return }
        effects = [.bold]
        let alignment: TableLayout.Alignment =
            switch attributes["align"] {
            case "right": .right
            case "center": .centre
            default: .left
            }
        tables[last].alignments.append(alignment)
    }

    private mutating func closeCell() {
        guard let last = tables.indices.last else { return endParagraph() }
        tables[last].row.append(takeText())
        effects = []
    }

    private mutating func closeRow() {
        guard let last = tables.indices.last else { return }
        let row = tables[last].row
        tables[last].row = []
        if tables[last].isInHeader { tables[last].header = row } else { tables[last].rows.append(row) }
    }

    private mutating func writeTable() {
        guard let table = tables.popLast() else { return }
        _ = takeText()
        guard tables.isEmpty else { return }
        separate()
        let layout = TableLayout(cells: cells, style: style)
        let lines = layout.lines(
            header: table.header, rows: table.rows, alignments: table.alignments, width: innerWidth)
        for line in lines { write(line) }
    }
}

extension String {
    fileprivate func replacingPrefix(_ prefix: String) -> String {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
    }
}
