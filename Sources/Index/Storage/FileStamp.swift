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

extension FileStamp {
    /// Of what the system tells nothing about.
    static let unknown = FileStamp(size: 0, modified: 0, changed: 0, inode: 0)

    init(_ status: stat) {
        size = Int64(status.st_size)
        modified = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
        changed = Int64(status.st_ctim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_ctim.tv_nsec)
        inode = Int64(bitPattern: UInt64(status.st_ino))
    }
}
