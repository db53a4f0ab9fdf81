/// A markdown document as the rest of kb reads it: its blocks in document order, flattened.
///
/// Only what notes need is kept; the full tree stays inside this part, where it is rendered.
package struct Document: Sendable, Equatable {
    /// Leaf blocks in document order. Containers (lists, quotes) do not stand here; their leaves say where they are.
    package var blocks: [Block]
    /// The `id` and `name` attributes of raw HTML, which links may lead to.
    package var anchors: [String]
    /// What was beyond the bounds of `Limits`, and is therefore kept and shown as plain text.
    package var excesses: [Excess]

    /// A document made by hand, as tests do; `init(parsing:)` reads one.
    package init(blocks: [Block], anchors: [String] = [], excesses: [Excess] = []) {
        self.blocks = blocks
        self.anchors = anchors
        self.excesses = excesses
    }
}

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

/// A link as it stands in a document, not yet resolved.
package struct Link: Sendable, Equatable {
    /// How a link is written.
    package enum Kind: Sendable, Equatable {
        /// `[text](target)`, reference links and autolinks.
        case inline
        case image
        /// `[[target]]`, `[[target|label]]`, `[[target#heading]]`.
        case wikilink
        /// `![[target]]`.
        case embed
    }

    /// How it is written, which decides what its target may mean.
    package var kind: Kind
    /// The destination, percent-encoding as written. For wikilinks the part before `|`, heading included.
    package var target: String
    /// What a reader sees; for a wikilink its label, or else the target.
    package var text: String
    /// Line of the block or, where known, of the link itself; 1-based.
    package var line: Int

    /// A link whose target is taken as it stands: nothing is decoded or resolved.
    package init(kind: Kind, target: String, text: String, line: Int) {
        self.kind = kind
        self.target = target
        self.text = text
        self.line = line
    }
}

/// Something beyond the bounds: the lines it covers and why they are kept as plain text.
package struct Excess: Sendable, Equatable {
    /// First line in the source, 1-based.
    package var line: Int
    /// Last line in the source, 1-based.
    package var endLine: Int
    /// Which bound it is: `depth`, `columns`, `size`, `steps`, `definition` or `rest`.
    package var kind: String
    /// A clause in English, for example "nesting deeper than 100 levels".
    package var reason: String

    init(line: Int, endLine: Int, _ reason: Limits.Reason) {
        self.line = line
        self.endLine = endLine
        kind = reason.rawValue
        self.reason = reason.clause
    }
}
