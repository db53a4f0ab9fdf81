package import Notes

/// A note with the text it was read from.
package struct LoadedNote: Sendable {
    /// As it was parsed, with the headings read by the folder's own roles.
    package let note: Note
    /// The whole file as UTF-8, front matter included.
    package let text: String
    /// By which its headings were read.
    let roles: SectionRoleNames

    /// - Parameter path: where the file is, relative to the notes folder.
    package init(path: String, text: String, roles: SectionRoleNames = .builtIn) {
        note = Note(path: path, text: text, roles: roles)
        self.text = text
        self.roles = roles
    }

    /// The markdown below the front matter.
    package var source: NoteSource { NoteSource(text) }
}
