import Glibc

/// The folder that all notes lie in, as the file system shows it.
///
/// The C calls are safe here: what they give is copied before the call that frees it.
final class NotesRoot: Sendable {
    private let path: String
    /// Without links, so that it can be told what lies in it.
    private let resolved: String
    /// The folder, opened: the way to it need not be gone again for each of its files.
    private let descriptor: Int32

    /// What stands in a folder, before it was looked at.
    struct Entry: Sendable {
        /// Relative to the notes folder.
        var path: String
        /// Whether it is named like a note.
        var isNote: Bool
        /// Whether the folder said that it is a folder; not all file systems tell.
        var isFolder: Bool
    }

    enum Found: Sendable {
        case note(ScannedFile)
        case folder(String)
    }

    /// - Throws: `IndexError.folderUnreadable`
    init(_ path: String) throws(IndexError) {
        guard let resolved = NoteFile.realPath(path) else {
            throw .folderUnreadable(path: path, reason: Self.lastError)
        }
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .folderUnreadable(path: path, reason: Self.lastError) }
        self.path = path
        self.resolved = resolved
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Why the last call failed on it.
    var unreadable: IndexError { .folderUnreadable(path: path, reason: Self.lastError) }

    /// Whether the file that a path leads to lies in it.
    private func holdsTarget(of link: String) -> Bool {
        NoteFile.realPath(path + "/" + link)?.hasPrefix(resolved + "/") ?? false
    }

    /// What stands in a folder of it and may be a note or a folder; nil when the folder cannot be listed.
    ///
    /// - Parameter folder: its path in the notes folder; empty for this one itself.
    func entries(of folder: String) -> [Entry]? {
        guard let directory = unsafe opendir(folder.isEmpty ? path : path + "/" + folder) else { return nil }
        defer { unsafe closedir(directory) }
        let prefix = folder.isEmpty ? "" : folder + "/"
        var entries: [Entry] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            guard !name.hasPrefix("."), !name.isEmpty else { continue }
            let isNote = Self.isNote(name)
            let type = unsafe Int32(entry.pointee.d_type)
            guard isNote || type == Int32(DT_DIR) || type == Int32(DT_UNKNOWN) else { continue }
            entries.append(Entry(path: prefix + name, isNote: isNote, isFolder: type == Int32(DT_DIR)))
        }
        return entries
    }

    private static func isNote(_ name: String) -> Bool {
        let ending = ".md"
        guard name.utf8.count > ending.utf8.count else { return false }
        return name.utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8) || name.lowercased().hasSuffix(ending)
    }

    /// What an entry is; nil when it is gone, or neither a note nor a folder.
    func look(at entry: Entry) -> Found? {
        if entry.isFolder { return .folder(entry.path) }
        var status = stat()
        guard unsafe fstatat(descriptor, entry.path, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        var obstacle: String?
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return .folder(entry.path)
        case S_IFREG where entry.isNote: break
        case S_IFLNK where entry.isNote:
            // A link to a folder that is named like a note is no note.
            guard unsafe fstatat(descriptor, entry.path, &status, 0) == 0, status.st_mode & S_IFMT == S_IFREG else {
                return nil
            }
            if !holdsTarget(of: entry.path) { obstacle = NoteFile.Obstacle.outside.description }
        case _ where entry.isNote: obstacle = "it is not a regular file"
        default: return nil
        }
        return .note(ScannedFile(path: entry.path, stamp: FileStamp(status), obstacle: obstacle))
    }

    /// What is known of a file without reading it; nil where there is none.
    func stamp(of path: String) -> FileStamp? {
        var status = stat()
        return unsafe fstatat(descriptor, path, &status, 0) == 0 ? FileStamp(status) : nil
    }

    private static var lastError: String { unsafe String(cString: strerror(errno)) }
}
