import CMarkGFM
import Glibc
import Synchronization

/// The parsed tree of one document, owned by this value and freed with it.
///
/// This file is the only one that calls the C library. It is safe because a `Node` never leaves the closure of
/// `withRoot`, during which the tree is alive and belongs to one thread. The library keeps two things between calls: its
/// registry of extensions, filled once by `CoreExtensions` and then only read, and a table of special characters, which
/// it changes while it parses inlines; that is why only one thread does so at a time.
@safe
struct CMarkTree: ~Copyable {
    private let root: OpaquePointer
    private let parser: OpaquePointer

    /// Parses UTF-8 text; nil only when the library could not make a parser.
    init?(parsing source: [UInt8]) {
        let extensions = CoreExtensions.shared
        guard let parser = unsafe cmark_parser_new(CMARK_OPT_FOOTNOTES) else { return nil }
        unsafe extensions.attach(to: parser)
        unsafe source.withUnsafeBytes { bytes in
            if let base = bytes.baseAddress {
                unsafe cmark_parser_feed(parser, base.assumingMemoryBound(to: CChar.self), bytes.count)
            }
        }
        guard let root = unsafe CMarkTree.finish(parser) else {
            unsafe cmark_parser_free(parser)
            return nil
        }
        unsafe self.root = root
        unsafe self.parser = parser
    }

    private static let inlineParsing = Mutex(())

    /// For every document the library adds the extensions' special characters (`~`, `w`, `:`) to one table of the
    /// process, and takes them out behind it, so that a second thread would miss them in its text.
    private static func finish(_ parser: OpaquePointer) -> OpaquePointer? {
        let address = UInt(bitPattern: parser)
        let root = inlineParsing.withLock { _ in
            unsafe UInt(bitPattern: OpaquePointer(bitPattern: address).flatMap { unsafe cmark_parser_finish($0) })
        }
        return unsafe OpaquePointer(bitPattern: root)
    }

    deinit {
        unsafe cmark_node_free(root)
        unsafe cmark_parser_free(parser)
    }

    func withRoot<Result>(_ body: (Node) -> Result) -> Result {
        body(unsafe Node(pointer: root))
    }
}

/// One node of a tree; valid only inside `CMarkTree.withRoot`.
@safe
struct Node: Equatable {
    /// What the library calls the kinds of nodes.
    enum Kind: UInt8 {
        case document, blockQuote, list, item, codeBlock, htmlBlock, paragraph, heading, thematicBreak
        case footnoteDefinition, table, tableRow, tableCell
        case text, softBreak, lineBreak, code, htmlInline, emphasis, strong, link, image, footnoteReference
        case strikethrough, other
    }

    private let pointer: OpaquePointer
    let kind: Kind

    fileprivate init(pointer: OpaquePointer) {
        unsafe self.pointer = pointer
        self.kind = CoreExtensions.shared.kind(of: unsafe cmark_node_get_type(pointer))
    }

    private init?(_ pointer: OpaquePointer?) {
        guard let pointer = unsafe pointer else { return nil }
        unsafe self.init(pointer: pointer)
    }

    var firstChild: Node? { unsafe Node(cmark_node_first_child(pointer)) }
    var lastChild: Node? { unsafe Node(cmark_node_last_child(pointer)) }
    var next: Node? { unsafe Node(cmark_node_next(pointer)) }
    var previous: Node? { unsafe Node(cmark_node_previous(pointer)) }
    var parent: Node? { unsafe Node(cmark_node_parent(pointer)) }

    var startLine: Int { Int(unsafe cmark_node_get_start_line(pointer)) }
    /// The last line; the library counts the line after, at column 0, for some blocks.
    var endLine: Int {
        let line = Int(unsafe cmark_node_get_end_line(pointer))
        return unsafe cmark_node_get_end_column(pointer) == 0 ? line - 1 : line
    }

    var headingLevel: Int { Int(unsafe cmark_node_get_heading_level(pointer)) }
    var isOrderedList: Bool { unsafe cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
    var listStart: Int { Int(unsafe cmark_node_get_list_start(pointer)) }
    var isTight: Bool { unsafe cmark_node_get_list_tight(pointer) != 0 }
    var isFenced: Bool {
        var length: Int32 = 0
        var offset: Int32 = 0
        var character: CChar = 0
        return unsafe cmark_node_get_fenced(pointer, &length, &offset, &character) != 0
    }

    /// The check box of a task list item; nil for other nodes.
    var task: TaskState? {
        guard kind == .item, let name = unsafe cmark_node_get_type_string(pointer), unsafe name[0] == 0x74 else {
            return nil
        }
        return unsafe cmark_gfm_extensions_get_tasklist_item_checked(pointer) ? .done : .open
    }

    /// The column alignments of a table: "l", "c", "r" or 0.
    var alignments: [UInt8] {
        let count = Int(unsafe cmark_gfm_extensions_get_table_columns(pointer))
        guard let base = unsafe cmark_gfm_extensions_get_table_alignments(pointer) else { return [] }
        return unsafe Array(UnsafeBufferPointer(start: base, count: count))
    }

    /// Hands out the literal of a text, code or HTML node, or the label of a footnote definition.
    func withLiteral<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        unsafe Node.withBytes(cmark_node_get_literal(pointer), body)
    }

    /// The destination of a link or an image: entities and escapes decoded, percent-encoding as written.
    func withURL<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        unsafe Node.withBytes(cmark_node_get_url(pointer), body)
    }

    func withTitle<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        unsafe Node.withBytes(cmark_node_get_title(pointer), body)
    }

    /// The info string of a code block.
    func withInfo<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        unsafe Node.withBytes(cmark_node_get_fence_info(pointer), body)
    }

    private static func withBytes<Result>(_ string: UnsafePointer<CChar>?, _ body: (Span<UInt8>) -> Result) -> Result {
        guard let string = unsafe string else { return body(Span<UInt8>()) }
        let bytes = unsafe UnsafeRawBufferPointer(start: string, count: strlen(string))
        return unsafe body(bytes.assumingMemoryBound(to: UInt8.self).span)
    }

    static func == (left: Node, right: Node) -> Bool { unsafe left.pointer == right.pointer }
}

/// The extensions that kb uses, registered once for the whole process, and the numbers the library gave their nodes.
@safe
private struct CoreExtensions: @unchecked Sendable {
    // The pointers are to objects that live, unchanged, as long as the process.
    static let shared = CoreExtensions()

    private let extensions: [OpaquePointer]
    private var kinds: [Node.Kind]

    private init() {
        cmark_gfm_core_extensions_ensure_registered()
        let names: [String] = ["table", "strikethrough", "autolink", "tasklist"]
        unsafe extensions = names.compactMap { name in unsafe cmark_find_syntax_extension(name) }
        kinds = Array(repeating: .other, count: 128)
        let core: [(cmark_node_type, Node.Kind)] = [
            (CMARK_NODE_DOCUMENT, .document), (CMARK_NODE_BLOCK_QUOTE, .blockQuote), (CMARK_NODE_LIST, .list),
            (CMARK_NODE_ITEM, .item), (CMARK_NODE_CODE_BLOCK, .codeBlock), (CMARK_NODE_HTML_BLOCK, .htmlBlock),
            (CMARK_NODE_PARAGRAPH, .paragraph), (CMARK_NODE_HEADING, .heading),
            (CMARK_NODE_THEMATIC_BREAK, .thematicBreak), (CMARK_NODE_FOOTNOTE_DEFINITION, .footnoteDefinition),
            (CMARK_NODE_TEXT, .text), (CMARK_NODE_SOFTBREAK, .softBreak), (CMARK_NODE_LINEBREAK, .lineBreak),
            (CMARK_NODE_CODE, .code), (CMARK_NODE_HTML_INLINE, .htmlInline), (CMARK_NODE_EMPH, .emphasis),
            (CMARK_NODE_STRONG, .strong), (CMARK_NODE_LINK, .link), (CMARK_NODE_IMAGE, .image),
            (CMARK_NODE_FOOTNOTE_REFERENCE, .footnoteReference),
        ]
        for (type, kind) in core { kinds[CoreExtensions.index(of: type)] = kind }
        learnExtensionKinds()
    }

    /// The numbers of an extension's nodes are given out at registration; a sample document tells them.
    private mutating func learnExtensionKinds() {
        let sample = "| a |\n| - |\n\n~~b~~\n"
        guard let parser = unsafe cmark_parser_new(CMARK_OPT_FOOTNOTES) else { return }
        defer { unsafe cmark_parser_free(parser) }
        unsafe attach(to: parser)
        unsafe cmark_parser_feed(parser, sample, sample.utf8.count)
        // Alone: nothing else parses before the extensions are there.
        guard let root = unsafe cmark_parser_finish(parser) else { return }
        defer { unsafe cmark_node_free(root) }
        var node = unsafe cmark_node_first_child(root)
        for kind in [Node.Kind.table, .tableRow, .tableCell] {
            guard let found = unsafe node else { return }
            kinds[CoreExtensions.index(of: unsafe cmark_node_get_type(found))] = kind
            unsafe node = cmark_node_first_child(found)
        }
        if let struck = unsafe cmark_node_first_child(cmark_node_last_child(root)) {
            kinds[CoreExtensions.index(of: unsafe cmark_node_get_type(struck))] = .strikethrough
        }
    }

    func attach(to parser: OpaquePointer) {
        unsafe extensions.forEach { _ = unsafe cmark_parser_attach_syntax_extension(parser, $0) }
    }

    func kind(of type: cmark_node_type) -> Node.Kind {
        kinds[CoreExtensions.index(of: type)]
    }

    /// Blocks are counted from 0x8000, inlines from 0xC000; there are far fewer than 64 of either.
    private static func index(of type: cmark_node_type) -> Int {
        Int(type.rawValue & 0x3F) | (type.rawValue & 0x4000 != 0 ? 64 : 0)
    }
}
