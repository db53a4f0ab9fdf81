/// What a version control knows of a note.
package struct NoteVersions: Sendable, Equatable {
    /// A commit that changed it.
    package struct Change: Sendable, Equatable {
        /// Seconds since 1970.
        package var time: Int
        /// The name that the commit gives; a stranger's text.
        package var author: String
        /// The first line of the commit's message; a stranger's text.
        package var subject: String
        /// Lines; nil where they were not counted.
        package var added: Int?
        /// Lines; nil where they were not counted.
        package var removed: Int?

        /// A change whose lines are counted in both directions or in none.
        package init(time: Int, author: String, subject: String, added: Int? = nil, removed: Int? = nil) {
            self.time = time
            self.author = author
            self.subject = subject
            self.added = added
            self.removed = removed
        }
    }

    /// The newest first.
    package var changes: [Change]
    /// The bytes of the note in the newest commit; nil where it is not in it.
    package var committed: [UInt8]?

    /// Without changes and bytes it is a note that was never committed.
    package init(changes: [Change], committed: [UInt8]? = nil) {
        self.changes = changes
        self.committed = committed
    }
}
