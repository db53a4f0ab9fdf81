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
