import Notes

/// The file of a note, as people copy it into a search box: `18_kafka.md`, `./backend/18_kafka.md:12`,
/// `/home/me/notes/backend/18_kafka.md`, `backend/18_kafka`.
struct NotePath {
    /// Without what stands before the first folder, with its ending.
    let path: String
    /// The id of the note.
    let name: String

    /// Nil where a text names no file: it has neither the ending of a note nor folders.
    init?(_ text: String) {
        var parts = text.trimmingSpaces().split(separator: "/", omittingEmptySubsequences: true)
        while let first = parts.first, first == "." || first == ".." { parts.removeFirst() }
        guard var last = parts.popLast() else { return nil }
        // The line and the column, as `kb search` prints them.
        for _ in 0..<2 {
            guard let colon = last.lastIndex(of: ":"), colon > last.startIndex else { break }
            let number = last[last.index(after: colon)...]
            guard !number.isEmpty, number.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { break }
            last = last[..<colon]
        }
        name = Note.withoutEnding(String(last))
        let hasEnding = name.utf8.count < last.utf8.count
        guard hasEnding ? !name.isEmpty : !parts.isEmpty else { return nil }
        path = (parts.map(String.init) + [name + ".md"]).joined(separator: "/")
    }
}
