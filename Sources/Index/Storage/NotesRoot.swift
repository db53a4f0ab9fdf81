import Glibc

/// The folder that all notes lie in, as the file system shows it.
///
/// The C calls are safe here: what they give is copied before the call that frees it.
struct NotesRoot: Sendable {
    private let path: String
    /// Without links, so that it can be told what lies in it.
    private let resolved: String

    /// What stands in a folder, before it was looked at.
    private struct Entry: Sendable {
        var name: String
        /// Whether it is named like a note.
        var isNote: Bool
        /// Whether the folder said that it is a folder; not all file systems tell.
        var isFolder: Bool
        /// What is known of it where its name is not UTF-8, so that no path leads to it; `name` then shows its bytes.
        var unreachable: FileStamp?
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
        self.path = path
        self.resolved = resolved
    }

    /// Why the last call failed on it.
    var unreadable: IndexError { .folderUnreadable(path: path, reason: Self.lastError) }

    /// Whether the file that a path leads to lies in it.
    private func holdsTarget(of link: String) -> Bool {
        NoteFile.realPath(path + "/" + link)?.hasPrefix(resolved + "/") ?? false
    }

    /// The notes and folders of a folder of it; nil when that cannot be listed.
    ///
    /// - Parameter folder: its path in the notes folder; empty for this one itself.
    func contents(of folder: String) -> [Found]? {
        guard let directory = unsafe opendir(folder.isEmpty ? path : path + "/" + folder) else { return nil }
        defer { unsafe closedir(directory) }
        let prefix = folder.isEmpty ? "" : folder + "/"
        // The way to the folder need not be gone again for each of its files.
        let descriptor = unsafe dirfd(directory)
        return Processors.compactMap(unsafe Self.entries(of: directory), atLeast: 2048) {
            look(at: $0, in: descriptor, path: prefix + $0.name)
        }
    }

    /// What is told of a folder whose contents could not be had just now: nothing where it is gone.
    func unlisted(_ folder: String) -> [Found] {
        let number = errno
        guard number != ENOENT, number != ENOTDIR else { return [] }
        let obstacle = NoteFile.Obstacle.unlisted(number)
        return [.note(ScannedFile(path: folder, stamp: stamp(of: folder) ?? .unknown, obstacle: obstacle))]
    }

    /// What may be a note or a folder.
    private static func entries(of directory: OpaquePointer) -> [Entry] {
        var entries: [Entry] = []
        while let entry = unsafe readdir(directory) {
            let type = unsafe Int32(entry.pointee.d_type)
            let found = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { name in
                    unsafe String(validatingCString: name).map {
                        Entry(name: $0, isNote: isNote($0), isFolder: type == Int32(DT_DIR))
                    } ?? unreachable(name, in: directory)
                }
            }
            guard let found, !found.name.isEmpty, !found.name.hasPrefix(".") else { continue }
            guard found.isNote || type == Int32(DT_DIR) || type == Int32(DT_UNKNOWN) else { continue }
            entries.append(found)
        }
        return entries
    }

    /// What has a name that is not UTF-8, as the tools of another system pack it; nil when it is gone.
    private static func unreachable(_ name: UnsafePointer<CChar>, in directory: OpaquePointer) -> Entry? {
        var status = Glibc.stat()
        guard unsafe fstatat(dirfd(directory), name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        let bytes = unsafe UnsafeBufferPointer(start: name, count: strlen(name)).map { UInt8(bitPattern: $0) }
        let shown = bytes.map {
            $0 < 0x80 && $0 != UInt8(ascii: "\\")
                ? String(UnicodeScalar($0)) : "\\x" + String($0, radix: 16, uppercase: true)
        }
        .joined()
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        return Entry(
            name: shown, isNote: isNote(shown), isFolder: isFolder,
            unreachable: isNote(shown) || isFolder ? FileStamp(status) : nil)
    }

    private static func isNote(_ name: String) -> Bool {
        let ending = ".md"
        guard name.utf8.count > ending.utf8.count else { return false }
        return name.utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8) || name.lowercased().hasSuffix(ending)
    }

    /// What an entry of an open folder is; nil when it is gone, or neither a note nor a folder.
    ///
    /// - Parameter path: of the entry, relative to the notes folder.
    private func look(at entry: Entry, in folder: Int32, path: String) -> Found? {
        var status = stat()
        if let stamp = entry.unreachable {
            // A file may have just the name that shows these bytes, and has the better right to it.
            guard unsafe fstatat(folder, entry.name, &status, AT_SYMLINK_NOFOLLOW) != 0 else { return nil }
            return .note(ScannedFile(path: path, stamp: stamp, obstacle: .unnamable))
        }
        if entry.isFolder { return .folder(path) }
        guard unsafe fstatat(folder, entry.name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            // A folder may tell the names in it and nothing else.
            guard entry.isNote, errno != ENOENT else { return nil }
            return .note(ScannedFile(path: path, stamp: .unknown, obstacle: .unreadable(errno)))
        }
        var obstacle: NoteFile.Obstacle?
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return .folder(path)
        case S_IFREG where entry.isNote: break
        case S_IFLNK where entry.isNote:
            // A link to a folder that is named like a note is no note.
            guard unsafe fstatat(folder, entry.name, &status, 0) == 0, status.st_mode & S_IFMT == S_IFREG else {
                return nil
            }
            if !holdsTarget(of: path) { obstacle = .outside }
        case _ where entry.isNote: obstacle = .irregular
        default: return nil
        }
        return .note(ScannedFile(path: path, stamp: FileStamp(status), obstacle: obstacle))
    }

    /// What is known of a file without reading it; nil where there is none.
    func stamp(of path: String) -> FileStamp? {
        var status = Glibc.stat()
        return unsafe stat(self.path + "/" + path, &status) == 0 ? FileStamp(status) : nil
    }

    private static var lastError: String { unsafe String(cString: strerror(errno)) }
}
