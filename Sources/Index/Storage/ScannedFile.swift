/// A note file that was found, with its path relative to the notes folder.
struct ScannedFile: Sendable {
    var path: String
    var stamp: FileStamp
    /// Why it cannot be read as a note: it is a device, a pipe, a link that leads out of the folder, or a folder itself
    /// whose notes nobody can know.
    var obstacle: NoteFile.Obstacle?
}
