/// The bounds within which a source goes to the library. What is beyond them is kept and shown as plain text.
///
/// The library takes quadratic time or memory for some inputs, and about 200 bytes for every node of its tree. So the
/// work that each leaf block (a paragraph, a table, a heading) can cost is estimated beforehand, by counting, in one
/// linear pass. The values leave a wide margin above real notes: in a thousand of them nesting reached 14, a table
/// 9 columns, a paragraph 23 KB.
enum Limits {
    /// Lists, quotes and footnotes inside each other.
    static let depth = 100
    /// Columns of one table.
    static let columns = 200
    /// Nodes of a document's tree, cells included.
    static let nodes = 750_000
    /// Steps that a document may cost beyond those for reading it, each some nanoseconds.
    static let steps = 50_000_000
    /// Bytes that a document may make the library copy: addresses of mail, destinations used again and again.
    static let copiedBytes = 30_000_000
    /// Excesses shown one by one; behind the last, the rest of the document is one.
    static let excesses = 1_000
    /// Blank lines in a row inside lists; more have no meaning.
    static let blankLines = 100

    /// Why a block is kept as plain text.
    enum Reason: String {
        case depth, columns, size, steps, definition, rest

        /// A clause in English.
        var clause: String {
            switch self {
            case .depth: "nesting deeper than 100 levels"
            case .columns: "a table of more than 200 columns"
            case .size: "more marked-up elements than a document may have (750,000)"
            case .steps: "brackets, emphasis, addresses or tags combined so that they would take too long to read"
            case .definition: "a link definition whose size, times the links that use it, is too large"
            case .rest: "the rest of a document that is beyond the bounds in too many places"
            }
        }
    }
}
