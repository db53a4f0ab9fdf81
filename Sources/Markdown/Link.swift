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
