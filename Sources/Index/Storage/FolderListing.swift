import Glibc

/// The folder that all notes lie in.
///
/// The C calls are safe here: what they give is copied before the call that frees it.
struct NotesRoot: Sendable {
    let path: String
    /// Without links, so that it can be told what lies in it.
    private let resolved: String

    /// - Throws: `IndexError.folderUnreadable`
    init(_ path: String) throws(IndexError) {
        guard let resolved = Self.realPath(path) else {
            throw .folderUnreadable(path: path, reason: Self.lastError)
        }
        self.path = path
        self.resolved = resolved
    }

    /// Why the last call failed on it.
    var unreadable: IndexError { .folderUnreadable(path: path, reason: Self.lastError) }

    /// Whether the file that a path leads to lies in it.
    func holdsTarget(of link: String) -> Bool {
        Self.realPath(path + "/" + link)?.hasPrefix(resolved + "/") ?? false
    }

    private static func realPath(_ path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    private static var lastError: String { unsafe String(cString: strerror(errno)) }
}

/// The notes and the folders that stand in one folder; their paths are relative to the notes folder.
///
/// The C calls are safe here: every pointer is used only inside the closure or before the call that could free it.
struct FolderListing: Sendable {
    private(set) var files: [ScannedFile] = []
    private(set) var folders: [String] = []

    /// Nil when the folder cannot be listed.
    init?(_ folder: String, in root: NotesRoot) {
        guard let directory = unsafe opendir(folder.isEmpty ? root.path : root.path + "/" + folder) else { return nil }
        defer { unsafe closedir(directory) }
        let descriptor = unsafe dirfd(directory)
        let prefix = folder.isEmpty ? "" : folder + "/"
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            guard !name.hasPrefix("."), !name.isEmpty else { continue }
            let isNote = name.utf8.count > 3 && name.lowercased().hasSuffix(".md")
            let type = unsafe Int32(entry.pointee.d_type)
            guard isNote || type == Int32(DT_DIR) || type == Int32(DT_UNKNOWN) else { continue }
            var status = stat()
            guard unsafe fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
            let path = prefix + name
            var obstacle: String?
            switch status.st_mode & S_IFMT {
            case S_IFDIR:
                folders.append(path)
                continue
            case S_IFREG where isNote: break
            case S_IFLNK where isNote:
                // A link to a folder that is named like a note is no note.
                guard unsafe fstatat(descriptor, name, &status, 0) == 0 else { continue }
                guard status.st_mode & S_IFMT == S_IFREG else { continue }
                if !root.holdsTarget(of: path) { obstacle = "the link leads out of the notes folder" }
            case _ where isNote: obstacle = "it is not a regular file"
            default: continue
            }
            files.append(ScannedFile(path: path, stamp: FileStamp(status), obstacle: obstacle))
        }
    }
}
