import Glibc
import Notes

/// Lists the note files of a folder tree: everything named `*.md` outside hidden folders.
///
/// Links to folders are not followed, so that no cycle and no path out of the tree is taken; a link to a file counts
/// when the file lies in the tree.
struct FolderScan {
    private(set) var files: [ScannedFile] = []
    /// Depends on every path and stamp, not on their order. Equal fingerprints mean that nothing changed.
    private(set) var fingerprint = Fingerprint()
    /// Of the file that says what headings mean; nil where there is none.
    let roles: FileStamp?

    /// The order-independent sum of a hash of each file.
    struct Fingerprint: Equatable {
        private(set) var first: UInt64 = 0
        private(set) var second: UInt64 = 0

        mutating func add(_ path: String, _ stamp: FileStamp) {
            var hash = FNV1a.hash(path)
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

    /// - Throws: `IndexError.folderUnreadable` when the folder itself cannot be listed. What cannot be listed below
    ///   it stands among the files with its obstacle, so that it is told of.
    init(root path: String) throws(IndexError) {
        let root = try NotesRoot(path)
        guard var found = root.contents(of: "") else { throw root.unreadable }
        roles = root.stamp(of: SectionRoleNames.path)
        if let roles { fingerprint.add(SectionRoleNames.path, roles) }
        while !found.isEmpty {
            var folders: [String] = []
            for found in found {
                switch found {
                case .note(let file):
                    files.append(file)
                    fingerprint.add(file.path, file.stamp)
                case .folder(let path): folders.append(path)
                }
            }
            found = Processors.compactMap(folders, atLeast: 48) { root.contents(of: $0) ?? root.unlisted($0) }.flatMap(
                \.self)
        }
    }
}
