package import Notes

/// A link to a note, seen from that note.
package struct Backlink: Sendable, Equatable {
    /// The id of the note that holds the link.
    package var note: String
    /// Of that note, relative to the notes folder.
    package var path: String
    /// Of that note.
    package var title: BilingualText
    /// The sentence with the link.
    package var context: String
    /// The line of the link in that note's file, 1-based; of several links the first.
    package var line: Int
}
