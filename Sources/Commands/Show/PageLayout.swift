/// Lays the rendering of a note out on a grid of cells: headings, paragraphs, lists, quotes, code, tables.
struct PageLayout {
    let style: Style
    let cells: CellWidth
    /// In cells.
    let width: Int
    /// What stands behind a heading, by its anchor: the badges of the symptoms that it is about.
    let headingMarks: [String: StyledText]

    var lines: [String] = []
    /// What stands before each line of the blocks that are open.
    var margins: [Margin] = []
    /// The paragraph, heading or cell that is being read.
    var text = StyledText()
    var endsInSpace = true
    var effects: [Style.Effect] = []
    var links: [OpenLink] = []
    var tables: [OpenTable] = []
    var code: OpenCode?
    /// The number of the next item of each open list; nil where it is not ordered.
    var lists: [Int?] = []
    var headingID: String?

    /// What an open block puts before its lines: a list item its bullet, then spaces.
    struct Margin {
        var first: StyledText
        var rest: StyledText
        var isFirstWritten = false
    }

    struct OpenLink {
        var target: String
        /// The visible text so far.
        var text = ""
    }

    struct OpenTable {
        var header: [StyledText] = []
        var rows: [[StyledText]] = []
        var alignments: [TableLayout.Alignment] = []
        var row: [StyledText] = []
        var isInHeader = false
    }

    struct OpenCode {
        var label: [String]
        var text = ""
    }

    /// The lines of a fragment.
    static func lines(
        of tokens: [HTMLToken], style: Style, cells: CellWidth, width: Int, headingMarks: [String: StyledText] = [:]
    ) -> [String] {
        var page = PageLayout(style: style, cells: cells, width: width, headingMarks: headingMarks)
        for token in tokens {
            switch token {
            case .open(let name, let attributes): page.open(name, attributes)
            case .close(let name): page.close(name)
            case .text(let text): page.add(text)
            }
        }
        page.endParagraph()
        while page.lines.last?.isEmpty == true { page.lines.removeLast() }
        return page.lines
    }

    private mutating func open(_ name: String, _ attributes: [String: String]) {
        if !openBlock(name, attributes) { openInline(name, attributes) }
    }

    private mutating func close(_ name: String) {
        if !closeBlock(name) { closeInline(name) }
    }

    // MARK: Writing

    /// The width that is left beside the margins, in cells.
    var innerWidth: Int {
        max(20, width - margins.reduce(0) { $0 + cells($1.rest.plain) })
    }

    /// Writes a line behind the margins of the open blocks.
    mutating func write(_ line: String) {
        var margin = ""
        for index in margins.indices {
            margin += (margins[index].isFirstWritten ? margins[index].rest : margins[index].first).rendered(style)
            margins[index].isFirstWritten = true
        }
        let whole = margin + line
        lines.append(line.isEmpty ? Self.trimmed(whole) : whole)
    }

    /// Leaves one empty line between blocks.
    mutating func separate() {
        guard lines.last?.isEmpty == false, margins.last?.isFirstWritten ?? true else { return }
        let isQuoted = margins.contains { $0.rest.plain.contains("│") }
        lines.append(isQuoted ? Self.trimmed(margins.map { $0.rest.rendered(style) }.joined()) : "")
    }

    /// Ends the paragraph that is being read and writes it.
    mutating func endParagraph() {
        guard tables.isEmpty else { return }
        let paragraph = takeText()
        guard !paragraph.plain.isEmpty else { return }
        for line in TextWrap(width: innerWidth, cells: cells).lines(of: paragraph) { write(line.rendered(style)) }
    }

    mutating func takeText() -> StyledText {
        defer {
            text = StyledText()
            endsInSpace = true
        }
        return text.trimmed
    }

    private static func trimmed(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }
}
