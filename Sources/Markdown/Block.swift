/// A leaf block: heading, paragraph, code, table, raw HTML or thematic break.
package struct Block: Sendable, Equatable {
    /// What kind of leaf it is, with what only that kind has.
    package enum Kind: Sendable, Equatable {
        /// An ATX or setext heading; the level is 1 to 6.
        case heading(level: Int)
        case paragraph
        /// A fenced or indented code block. `info` is the whole info string, entities and escapes decoded; empty when
        /// indented.
        case code(info: String)
        /// A table; the first row is the header. Every row has as many cells as the header.
        case table(rows: [TableRow])
        case html
        case thematicBreak
    }

    /// Decides what `text` holds.
    package var kind: Kind
    /// Plain text without markup: inline code keeps its content, a soft line break is "\n". For code the exact
    /// literal, for HTML the source, for a table its cells joined by tabs and its rows by line feeds.
    package var text: String
    /// First line in the source, 1-based. For fenced code the opening fence.
    package var line: Int
    /// Last line in the source, 1-based. For fenced code the closing fence.
    package var endLine: Int
    /// How many lists and quotes hold this block; 0 at the top level.
    package var depth: Int
    /// The check box of the task list item that this block begins; nil elsewhere.
    package var task: TaskState?
    /// Links, images and wikilinks in the block, in order.
    package var links: [Link]

    /// A block at the top level unless a depth is given; nothing is checked against a source.
    package init(
        kind: Kind, text: String, line: Int, endLine: Int, depth: Int = 0, task: TaskState? = nil, links: [Link] = []
    ) {
        self.kind = kind
        self.text = text
        self.line = line
        self.endLine = endLine
        self.depth = depth
        self.task = task
        self.links = links
    }
}

/// Whether the check box of a task is ticked: `- [ ]` or `- [x]`.
package enum TaskState: Sendable, Equatable {
    case open, done
}

/// One row of a table: the plain text of its cells, without what is struck through where anything else stands there.
package struct TableRow: Sendable, Equatable {
    /// In the order of the columns, as many as the header has.
    package var cells: [String]
    /// Line in the source, 1-based.
    package var line: Int

    /// A row of its own; that it is as wide as the header is for the table to see to.
    package init(cells: [String], line: Int) {
        self.cells = cells
        self.line = line
    }
}
