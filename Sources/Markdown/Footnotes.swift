/// The footnotes of a document: their numbers and how often each is referred to.
struct Footnotes {
    private var written: [Int] = []
    private var total: [Int] = []
    private var current = -1
    private var prefix = ""
    private var returnLabel = ""
    private(set) var needsBackReferences = false

    var isSectionOpen: Bool { current >= 0 }

    init() {}

    /// Reads the definitions, which the library has moved to the end of the document in the order of their numbers,
    /// and counts the references.
    init(_ root: Node, prefix: String, returnLabel: String) {
        self.prefix = prefix
        self.returnLabel = returnLabel
        guard var first = root.lastChild, first.kind == .footnoteDefinition else { return }
        while let before = first.previous, before.kind == .footnoteDefinition { first = before }
        var definition: Node? = first
        while let node = definition {
            total.append(0)
            definition = node.next
        }
        written = total
        countReferences(in: root)
    }

    private mutating func countReferences(in root: Node) {
        var current = root.firstChild
        while let node = current {
            if node.kind == .footnoteReference, let index = index(of: node) { total[index] += 1 }
            var next = node.firstChild ?? node.next
            var ended = node
            while next == nil, let parent = ended.parent, parent != root {
                next = parent.next
                ended = parent
            }
            current = next
        }
    }

    private func index(of reference: Node) -> Int? {
        let number = reference.withLiteral { Int(String($0)) } ?? 0
        return total.indices.contains(number - 1) ? number - 1 : nil
    }

    mutating func writeReference(_ node: Node, to writer: inout HTMLWriter) {
        guard let index = index(of: node) else { return }
        written[index] += 1
        writer.raw("<sup class=\"footnote-ref\"><a href=\"#")
        writeIdentifier("fn", index, to: &writer)
        writer.raw("\" id=\"")
        writeIdentifier("fnref", index, to: &writer)
        if written[index] > 1 {
            writer.raw("-")
            writer.number(written[index])
        }
        writer.raw("\" data-footnote-ref>")
        writer.number(index + 1)
        writer.raw("</a></sup>")
    }

    /// Begins the next definition, and with the first one the section.
    mutating func begin(to writer: inout HTMLWriter) {
        writer.newline()
        if current < 0 { writer.raw("<section class=\"footnotes\" data-footnotes>\n<ol>\n") }
        current += 1
        needsBackReferences = true
        writer.raw("<li id=\"")
        writeIdentifier("fn", current, to: &writer)
        writer.raw("\">\n")
    }

    mutating func writeBackReferences(to writer: inout HTMLWriter) {
        guard total.indices.contains(current) else { return }
        needsBackReferences = false
        // A reader needs a few ways back, not a hundred thousand.
        for number in 1...max(1, min(total[current], 100)) {
            if number > 1 { writer.raw(" ") }
            writer.raw("<a href=\"#")
            writeIdentifier("fnref", current, to: &writer)
            if number > 1 {
                writer.raw("-")
                writer.number(number)
            }
            writer.raw("\" class=\"footnote-backref\" data-footnote-backref aria-label=\"")
            writer.escaped(returnLabel)
            writer.raw("\">↩")
            if number > 1 {
                writer.raw("<sup class=\"footnote-ref\">")
                writer.number(number)
                writer.raw("</sup>")
            }
            writer.raw("</a>")
        }
    }

    private func writeIdentifier(_ kind: StaticString, _ index: Int, to writer: inout HTMLWriter) {
        writer.address(prefix)
        writer.raw(kind)
        writer.number(index + 1)
    }
}
