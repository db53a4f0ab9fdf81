import Glibc

/// What is known of a file without reading it. Any change to the file changes it.
package struct FileStamp: Sendable, Equatable {
    var size: Int64
    /// Nanoseconds since 1970.
    var modified: Int64
    /// Nanoseconds since 1970; set by the kernel, so that a tool that keeps the modification time is noticed too.
    var changed: Int64
    var inode: Int64
}

/// A note file that was found, with its path relative to the notes folder.
struct ScannedFile {
    var path: String
    var stamp: FileStamp
    /// Why it cannot be read as a note: it is a device, a pipe, or a link that leads out of the folder.
    var obstacle: String?
}

/// Lists the note files of a folder tree: everything named `*.md` outside hidden folders.
///
/// Links to folders are not followed, so that no cycle and no path out of the tree is taken; a link to a file counts
/// when the file lies in the tree.
///
/// The C calls are safe here: every pointer is used only inside the closure or before the call that could free it.
struct FolderScan {
    private(set) var files: [ScannedFile] = []
    /// Depends on every path and stamp, not on their order. Equal fingerprints mean that nothing changed.
    private(set) var fingerprint = Fingerprint()

    /// The order-independent sum of a hash of each file.
    struct Fingerprint: Equatable {
        private(set) var first: UInt64 = 0
        private(set) var second: UInt64 = 0

        mutating func add(_ path: String, _ stamp: FileStamp) {
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in path.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
            for field in [stamp.size, stamp.modified, stamp.changed, stamp.inode] {
                hash = Self.mix(hash ^ UInt64(bitPattern: field))
            }
            first &+= hash
            second &+= Self.mix(hash)
        }

        var text: String { String(first, radix: 16) + "-" + String(second, radix: 16) }

        /// The finaliser of SplitMix64 (Steele, Lea, Flood, 2014).
        private static func mix(_ value: UInt64) -> UInt64 {
            var value = value &+ 0x9E37_79B9_7F4A_7C15
            value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
            return value ^ value >> 31
        }
    }

    /// - Throws: `IndexError.folderUnreadable` when the folder itself cannot be listed. What cannot be listed below it
    ///   is left out.
    init(root: String) throws(IndexError) {
        guard let resolved = Self.realPath(root) else {
            throw .folderUnreadable(path: root, reason: Self.lastError)
        }
        var folders = [""]
        var isRoot = true
        while let folder = folders.popLast() {
            let full = folder.isEmpty ? root : root + "/" + folder
            guard let directory = unsafe opendir(full) else {
                if isRoot { throw .folderUnreadable(path: root, reason: Self.lastError) }
                continue
            }
            defer { unsafe closedir(directory) }
            isRoot = false
            let descriptor = unsafe dirfd(directory)
            while let entry = unsafe readdir(directory) {
                let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
                }
                guard !name.hasPrefix("."), !name.isEmpty else { continue }
                let isNote = name.utf8.count > 3 && name.lowercased().hasSuffix(".md")
                let type = unsafe Int32(entry.pointee.d_type)
                guard isNote || type == Int32(DT_DIR) || type == Int32(DT_UNKNOWN) else { continue }
                let path = folder.isEmpty ? name : folder + "/" + name
                var status = stat()
                guard unsafe fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
                switch status.st_mode & S_IFMT {
                case S_IFDIR: folders.append(path)
                case S_IFREG where isNote: add(path, status, obstacle: nil)
                case S_IFLNK where isNote:
                    // A link to a folder that is named like a note is no note.
                    guard unsafe fstatat(descriptor, name, &status, 0) == 0 else { continue }
                    guard status.st_mode & S_IFMT == S_IFREG else { continue }
                    let target = Self.realPath(root + "/" + path) ?? ""
                    add(
                        path, status,
                        obstacle: target.hasPrefix(resolved + "/") ? nil : "the link leads out of the notes folder")
                case _ where isNote: add(path, status, obstacle: "it is not a regular file")
                default: break
                }
            }
        }
    }

    private mutating func add(_ path: String, _ status: stat, obstacle: String?) {
        let stamp = FileStamp(
            size: Int64(status.st_size),
            modified: Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec),
            changed: Int64(status.st_ctim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_ctim.tv_nsec),
            inode: Int64(bitPattern: UInt64(status.st_ino)))
        files.append(ScannedFile(path: path, stamp: stamp, obstacle: obstacle))
        fingerprint.add(path, stamp)
    }

    private static func realPath(_ path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    private static var lastError: String { unsafe String(cString: strerror(errno)) }
}
