import Notes

/// Where notes are on pages: `/notes/ID`, or `/notes/PATH.md` where several notes share an id.
package struct NoteAddresses: Sendable {
    private let sharedIDs: Set<String>

    /// - Parameter sharedIDs: ids in lower case that more than one note has.
    package init(sharedIDs: Set<String> = []) {
        self.sharedIDs = sharedIDs
    }

    /// The address of the page of a note; safe in an attribute and in a header.
    ///
    /// - Parameters:
    ///   - path: of the note, relative to the notes folder.
    ///   - anchor: on the page; empty for none.
    package func page(ofNoteAt path: String, anchor: String = "") -> String {
        let id = Note.id(ofPath: path)
        // A browser takes a segment of dots for a step in the path.
        let needsPath = id.isEmpty || id == "." || id == ".." || isShared(id)
        let page = "/notes/" + (needsPath ? path.percentEncoded(keeping: "/") : id.percentEncoded())
        return anchor.isEmpty ? page : page + "#" + anchor.percentEncoded()
    }

    /// What names a note among all: its id, or its path where several notes share the id.
    package func name(ofNoteAt path: String) -> String {
        let id = Note.id(ofPath: path)
        return isShared(id) ? path : id
    }

    private func isShared(_ id: String) -> Bool { sharedIDs.contains(id.lowercased()) }

    /// The address of the page that reviews a note.
    package func review(ofNoteAt path: String) -> String { "/review" + page(ofNoteAt: path) }

    /// The address of an image or another file of the notes folder.
    package func file(at path: String) -> String { "/files/" + path.percentEncoded(keeping: "/") }
}
