package import Index

/// A link between notes.
///
/// Keys: `note` (id of the note that holds it), `path`, `line` (1-based), `target` (as written), `text`, `resolved` (the
/// path of the note that it leads to, or null), `heading_missing` (whether that note lacks the heading that is named).
package struct LinkRow: Row {
    /// As the index has it.
    package let entry: LinkEntry

    /// Of a link that may lead nowhere.
    package init(_ entry: LinkEntry) {
        self.entry = entry
    }

    package var path: String { entry.path }

    package var object: JSONObject {
        [
            "note": .text(entry.note), "path": .text(entry.path), "line": .integer(entry.line),
            "target": .text(entry.target), "text": .text(entry.text), "resolved": .optional(entry.resolvedPath),
            "heading_missing": .flag(entry.isHeadingMissing),
        ]
    }
}
