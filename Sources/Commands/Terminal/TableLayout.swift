/// A table on a grid of cells: columns as wide as they need, narrowed to fit, long cells wrapped. Where words would be torn
/// apart, each row is a record: its cells stand one below the other.
package struct TableLayout {
    /// Where the cells of a column stand that are narrower than it.
    package enum Alignment: Sendable {
        case left, centre, right
    }

    let cells: CellWidth
    let style: Style

    /// A layout that measures cells as the terminal does.
    package init(cells: CellWidth, style: Style) {
        self.cells = cells
        self.style = style
    }

    /// The lines of a table.
    ///
    /// - Parameters:
    ///   - header: of each column; empty for a table without a header.
    ///   - rows: may be shorter than the widest one.
    ///   - width: in cells; what is wider is wrapped inside its column.
    ///   - column: the one below whose cells those of the last stand where side by side words would be torn apart.
    package func lines(
        header: [StyledText], rows: [[StyledText]], alignments: [Alignment] = [], width: Int,
        lastBelow column: Int? = nil
    ) -> [String] {
        let columns = max(header.count, rows.map(\.count).max() ?? 0)
        guard columns > 0 else { return [] }
        var table = [header] + rows
        if let column, words(table, columns).reduce(0, +) > available(width, columns) {
            table = table.map { folded($0, last: columns - 1, below: column) }
        }
        guard let widths = readableWidths(table, width: width) else {
            return records(header: header, rows: rows, width: width)
        }
        var lines: [String] = []
        if !header.isEmpty {
            lines += line(table[0], widths: widths, alignments: alignments)
            lines.append(style(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "), .dim))
        }
        for row in table.dropFirst() { lines += line(row, widths: widths, alignments: alignments) }
        return lines
    }

    /// The width of each column; nil where one cannot be read.
    private func readableWidths(_ table: [[StyledText]], width: Int) -> [Int]? {
        let columns = table.map(\.count).max() ?? 0
        let natural = widths(table, columns) { cell in
            cell.plain.split(separator: "\n").map { cells($0) }.max() ?? 0
        }
        let available = available(width, columns)
        // An id is there to be copied: no word is torn apart before the longest ones.
        let words = fitted(words(table, columns), to: available, atLeast: natural.map { _ in 1 })
        let widths = fitted(natural, to: available, atLeast: words)
        return zip(widths, natural).contains { $0 < min($1, Self.narrowest) } ? nil : widths
    }

    /// The cells for text, without the space between columns.
    private func available(_ width: Int, _ columns: Int) -> Int { max(columns, width - 2 * (columns - 1)) }

    /// The width of the longest word of each column.
    private func words(_ table: [[StyledText]], _ columns: Int) -> [Int] {
        widths(table, columns) { TextWrap.longestWord(in: $0, cells: cells) }
    }

    /// A row whose last cell stands below another one.
    private func folded(_ row: [StyledText], last: Int, below column: Int) -> [StyledText] {
        guard row.count > last else { return row }
        var folded = row
        let cell = folded.removeLast()
        if !folded[column].isEmpty { folded[column].append("\n") }
        folded[column].append(cell)
        return folded
    }

    /// A column that is narrower, and would need more, cannot be read.
    private static let narrowest = 9

    /// The rows as records, each cell behind its column's name, with a blank line between records.
    private func records(header: [StyledText], rows: [[StyledText]], width: Int) -> [String] {
        let label = header.map { cells($0.plain) }.max().map { min($0 + 2, max(2, width / 2)) } ?? 0
        let wrap = TextWrap(width: width - label, cells: cells)
        let records = rows.map { row in
            row.enumerated().flatMap { column, cell -> [String] in
                guard !cell.plain.isEmpty else { return [] }
                var name = column < header.count ? header[column] : StyledText()
                if cells(name.plain) > label - 2 { name = StyledText(cells.cut(name.plain, to: max(0, label - 2))) }
                let space = String(repeating: " ", count: max(0, label - cells(name.plain)))
                return wrap.lines(of: cell).enumerated().map { number, line in
                    let before = number == 0 ? name.rendered(style) + space : String(repeating: " ", count: label)
                    return (before + line.rendered(style)).withoutTrailingSpaces
                }
            }
        }
        return Array(records.filter { !$0.isEmpty }.joined(separator: [""]))
    }

    /// The most that any cell of each column asks for; at least 1.
    private func widths(_ table: [[StyledText]], _ columns: Int, of cell: (StyledText) -> Int) -> [Int] {
        var widths = [Int](repeating: 1, count: columns)
        for row in table {
            for (column, text) in row.enumerated() { widths[column] = max(widths[column], cell(text)) }
        }
        return widths
    }

    /// The widest columns give way first, down to a common width, and none below what it needs at least.
    private func fitted(_ natural: [Int], to available: Int, atLeast least: [Int]) -> [Int] {
        func widths(_ common: Int) -> [Int] { zip(natural, least).map { min($0, max($1, common)) } }
        // The greatest common width that fits, between one that does and one that does not.
        var (common, beyond) = (0, available + 1)
        while beyond - common > 1 {
            let middle = (common + beyond) / 2
            if widths(middle).reduce(0, +) <= available { common = middle } else { beyond = middle }
        }
        var fitted = widths(common)
        // What is left over is less than a cell for each.
        var rest = available - fitted.reduce(0, +)
        for column in natural.indices.sorted(by: { (natural[$0], $0) > (natural[$1], $1) })
        where rest > 0 && fitted[column] < natural[column] && fitted[column] == common {
            fitted[column] += 1
            rest -= 1
        }
        return fitted
    }

    private func line(_ row: [StyledText], widths: [Int], alignments: [Alignment]) -> [String] {
        let wrapped = widths.indices.map { column in
            column < row.count ? TextWrap(width: widths[column], cells: cells).lines(of: row[column]) : []
        }
        return (0..<(wrapped.map(\.count).max() ?? 0)).map { number in
            var line = ""
            for (column, texts) in wrapped.enumerated() {
                let text = number < texts.count ? texts[number] : StyledText()
                let space = max(0, widths[column] - cells(text.plain))
                let before =
                    switch column < alignments.count ? alignments[column] : .left {
                    case .left: 0
                    case .centre: space / 2
                    case .right: space
                    }
                line += String(repeating: " ", count: before) + text.rendered(style)
                if column < widths.count - 1 { line += String(repeating: " ", count: space - before + 2) }
            }
            return line.withoutTrailingSpaces
        }
    }
}

extension String {
    /// Without the spaces at its end.
    fileprivate var withoutTrailingSpaces: String {
        var end = endIndex
        while end > startIndex, self[index(before: end)] == " " { end = index(before: end) }
        return String(self[..<end])
    }
}
