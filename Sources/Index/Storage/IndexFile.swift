import Foundation

/// The file of an index on disk, with the files that SQLite keeps beside it.
struct IndexFile {
    let path: String

    /// Where a file that is in the way, and is not ours, is kept: beside it, under a name that nothing has yet.
    private var keptPath: String? {
        let names = [path + ".kept"] + (2...999).map { "\(path).kept-\($0)" }
        return names.first { name in
            Self.suffixes.allSatisfy { suffix in
                var status = stat()
                return unsafe lstat(name + suffix, &status) != 0
            }
        }
    }

    /// What SQLite adds to the name of a file for those that it keeps beside it.
    private static let suffixes = ["", "-wal", "-shm", "-journal"]

    /// Deletes the file with what belongs to it.
    ///
    /// - Throws: `IndexError.databaseUnusable`
    func remove() throws(IndexError) {
        for suffix in Self.suffixes where unsafe unlink(path + suffix) != 0 && errno != ENOENT { throw unusable }
    }

    /// Makes way for a new index. One of ours is deleted; anything else, such as a file that `KB_DATABASE` names by
    /// mistake, is kept beside it under the name `….kept`, or `….kept-2` and so on, with what belongs to it.
    ///
    /// - Returns: where what was in the way is kept; nil where nothing had to be.
    /// - Throws: `IndexError.databaseUnusable`
    @discardableResult
    func makeWay() throws(IndexError) -> String? {
        var status = stat()
        guard unsafe stat(path, &status) == 0, status.st_size > 0, !isOurs else {
            try remove()
            return nil
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            errno = EISDIR
            throw unusable
        }
        guard let keptPath else {
            errno = EEXIST
            throw unusable
        }
        // A database keeps its last changes in a file of their own.
        for suffix in Self.suffixes where unsafe rename(path + suffix, keptPath + suffix) != 0 && errno != ENOENT {
            throw unusable
        }
        return keptPath
    }

    /// What the system said last, as an error.
    private var unusable: IndexError {
        .databaseUnusable(path: path, reason: unsafe String(cString: strerror(errno)))
    }

    /// The size on disk in bytes, the write-ahead log included.
    var size: Int64 {
        Self.size(of: path) + logSize
    }

    /// The size of the write-ahead log in bytes.
    var logSize: Int64 { Self.size(of: path + "-wal") }

    private static func size(of path: String) -> Int64 {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? Int64(status.st_size) : 0
    }

    /// Whether the header names kb: the application id stands in bytes 68 to 71 of an SQLite file
    /// (https://www.sqlite.org/fileformat.html, 1.3).
    private var isOurs: Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? file.close() }
        guard let header = try? file.read(upToCount: 72), header.count == 72,
            header.starts(with: Array("SQLite format 3\0".utf8))
        else { return false }
        return header[68..<72].reduce(0) { $0 << 8 | Int($1) } == Schema.applicationID
    }
}
