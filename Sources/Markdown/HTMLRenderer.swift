/// Renders markdown as the HTML fragment that pages show.
///
/// What only the caller knows comes in as closures: where links lead, which anchors a heading has, what an embed shows.
/// Raw HTML is sanitised, targets that a browser would run are left out, nothing is loaded from another host, and the
/// fragment is well balanced whatever the source. Takes linear time.
package struct HTMLRenderer: Sendable {
    /// The anchors of the heading at a line, best first; the first becomes its `id`, the others empty links inside it.
    package var anchors: @Sendable (_ line: Int) -> [String] = { _ in [] }
    /// Where a wikilink, a relative link, one within the page or a relative image leads; nil for an unknown note, and for
    /// a link that is to stay as written.
    package var resolve: @Sendable (Link) -> ResolvedLink? = { _ in nil }
    /// The finished HTML of an embed that is a paragraph of its own; nil to show a link instead.
    package var embed: @Sendable (Link) -> String? = { _ in nil }
    /// Further attributes of the `pre` of the code block at a line; values are escaped here, names are not.
    package var codeAttributes: @Sendable (_ line: Int) -> [(name: String, value: String)] = { _ in [] }
    /// The finished HTML that follows the code block at a line.
    package var codeFooter: @Sendable (_ line: Int) -> String = { _ in "" }
    /// Where the separator of a bilingual heading, table cell or list item stands in its plain text, in UTF-8 offsets; nil
    /// where it has no two halves.
    package var bilingualSeparator: (@Sendable (_ text: String) -> Range<Int>?)?
    /// The title of a callout such as `> [!NOTE]`.
    package var calloutTitle: @Sendable (Callout) -> String = { $0.englishTitle }
    /// Whether the box of a task gets the task's text as its label, for readers of screens; the specification has none.
    package var labelsTasks = false
    /// Goes before the ids of footnotes, where a page shows several documents.
    package var footnotePrefix = ""
    /// What readers of screens hear of the arrow that leads from a footnote back to where it is referred to.
    package var footnoteReturn = "Back to content"

    /// A renderer that knows no other note: every closure answers with nothing until it is set.
    package init() {}

    /// Renders a source whose first line is line `firstLine` of its file.
    package func render(_ source: String, firstLine: Int = 1) -> String {
        let prepared = PreparedSource(source, firstLine: firstLine)
        var rendering = HTMLRendering(self, prepared)
        if let tree = CMarkTree(parsing: prepared.bytes) { tree.withRoot { rendering.render($0) } }
        return rendering.writer.string
    }
}
