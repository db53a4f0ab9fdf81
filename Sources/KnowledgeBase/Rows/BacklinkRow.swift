package import Index
import Notes

/// A link to a note, seen from that note.
///
/// Keys: `note` (id of the note that holds it), `path`, `title`, `line` (1-based), `context` (the sentence with the link).
package struct BacklinkRow: Row {
    /// As the index has it.
    package let backlink: Backlink

    /// The row of a link, told by the note that holds it.
    package init(_ backlink: Backlink) {
        self.backlink = backlink
    }

    package var path: String { backlink.path }

    package var object: JSONObject {
        [
            "note": .text(backlink.note), "path": .text(backlink.path), "title": .text(backlink.title.full),
            "line": .integer(backlink.line), "context": .text(backlink.context),
        ]
    }
}
