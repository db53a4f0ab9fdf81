/// A link in a note.
package struct NoteLink: Sendable, Equatable {
    /// How the link is written, which decides how its target is resolved.
    package enum Kind: String, Sendable, Codable {
        case link, image, wikilink, embed
    }

    /// A link or embed, in the writing of markdown or of wikis.
    package var kind: Kind
    /// As written: a URL, a relative path, or what stands in a wikilink before `|`.
    package var target: String
    /// What a reader sees; of an image the text that stands in for it.
    package var text: String
    /// Line in the file, 1-based.
    package var line: Int
    /// The index of the section that holds it.
    package var section: Int
}
