import Foundation
import Index
import Review

/// The folder `.kb/reviews` beside the notes: one file of lines for each writer, and a lock over all of them.
///
/// No link is followed on the way to a log file: notes come from others, and a link among them must not make a review
/// write into a file of this person's that lies elsewhere.
///
/// The C calls are safe here: every pointer is used only before the call returns.
struct ReviewLogFolder {
    private let root: String
    private var marker: String { root + "/.kb" }
    private var folder: String { root + "/.kb/reviews" }
    /// Bytes of a log file at most; a review takes about 300.
    private static let largestSize = 64 * 1024 * 1024

    /// - Parameter root: the notes folder.
    init(root: String) {
        self.root = root
    }

    /// A log file without its content.
    struct File: Equatable {
        var name: String
        var size: Int
        /// Nanoseconds since 1970.
        var modified: Int
    }

    /// Whether a review was ever logged here.
    var exists: Bool { unsafe access(folder, F_OK) == 0 }

    /// The log files, by name; none where the folder is missing.
    var files: [File] {
        // What lists the folder closes it.
        guard let descriptor = opened(), let directory = unsafe fdopendir(descriptor) else { return [] }
        defer { unsafe closedir(directory) }
        var files: [File] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            var status = stat()
            guard name.hasSuffix(".jsonl"), !name.hasPrefix("."),
                unsafe fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
                status.st_mode & S_IFMT == S_IFREG
            else { continue }
            let modified = Int(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int(status.st_mtim.tv_nsec)
            files.append(File(name: name, size: Int(status.st_size), modified: modified))
        }
        return files.sorted { $0.name < $1.name }
    }

    /// A text that differs whenever a log file does, or what is made of them: they only ever grow. Empty without any.
    var stamp: String { Self.stamp(of: files) }

    static func stamp(of files: [File]) -> String {
        let files = files.map { "\($0.name):\($0.size):\($0.modified)" }
        return files.isEmpty ? "" : (["\(FoldedHistory.version)"] + files).joined(separator: "/")
    }

    /// Reads all the files.
    ///
    /// - Throws: `KnowledgeBaseError.unreadableNote`: to go on without a file would lose its reviews.
    func read() throws -> ReviewLog {
        ReviewLog(
            files: try files.map { file in
                func failure(_ reason: String) -> KnowledgeBaseError {
                    .unreadableNote(path: ".kb/reviews/" + file.name, reason: reason)
                }
                guard file.size <= Self.largestSize else { throw failure("it has \(file.size) bytes") }
                let descriptor: Int32
                do { descriptor = try opened(file.name, O_RDONLY) } catch ReviewError.cannotWrite(_, let reason) {
                    throw failure(reason)
                }
                defer { close(descriptor) }
                do {
                    let data = try FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).readToEnd()
                    return (name: file.name, bytes: [UInt8](data ?? Data()))
                } catch {
                    throw failure(SystemReason.text(of: error))
                }
            })
    }

    /// Does something while no other process writes reviews. The folder is made if it is missing.
    func locked<Result>(_ work: () throws -> Result) throws -> Result {
        for path in [marker, folder] where unsafe mkdir(path, 0o777) != 0 && errno != EEXIST {
            throw failure(path)
        }
        // A folder can be locked itself, so that no file of ours lies in a repository.
        let descriptor = unsafe open(marker, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw failure(marker) }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw failure(marker) }
        }
        return try work()
    }

    /// Appends an event, whole and on the disk when this returns; nothing is left of it when it fails. Only under the lock.
    func append(_ event: ReviewEvent, to name: String) throws {
        let path = folder + "/" + name
        let isNew = unsafe access(path, F_OK) != 0
        let descriptor = try opened(name, O_RDWR | O_APPEND | O_CREAT)
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw failure(path) }
        let end = status.st_size
        var last: UInt8?
        if end > 0 {
            var byte: UInt8 = 0
            guard unsafe pread(descriptor, &byte, 1, end - 1) == 1 else { throw failure(path) }
            last = byte
        }
        let line = ReviewLog.appending(event, after: last)
        do {
            try FileOutput.write(line, to: descriptor)
            guard fsync(descriptor) == 0 else { throw FileOutput.Failure() }
        } catch {
            // A line that is not surely whole must not count later.
            _ = ftruncate(descriptor, end)
            _ = fsync(descriptor)
            if isNew { unsafe unlink(path) }
            throw ReviewError.cannotWrite(path: ".kb/reviews/" + name, reason: "\(error)")
        }
        if isNew {
            for path in [folder, marker, root] { FileOutput.syncFolder(path) }
        }
    }

    /// The folder, opened; nil where it is missing or a link.
    private func opened() -> Int32? {
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW
        let outer = unsafe open(marker, flags)
        guard outer >= 0 else { return nil }
        defer { close(outer) }
        let inner = unsafe openat(outer, "reviews", flags)
        return inner >= 0 ? inner : nil
    }

    /// A log file, opened.
    private func opened(_ name: String, _ flags: Int32) throws(ReviewError) -> Int32 {
        guard let folder = opened() else { throw failure(folder) }
        defer { close(folder) }
        let file = unsafe openat(folder, name, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o666)
        guard file >= 0 else { throw failure(self.folder + "/" + name) }
        return file
    }

    private func failure(_ path: String) -> ReviewError {
        let short = path.hasPrefix(root + "/") ? String(path.dropFirst(root.utf8.count + 1)) : path
        if errno == ELOOP || errno == ENOTDIR { return .linkedLog(path: short) }
        return .cannotWrite(path: short, reason: "\(FileOutput.Failure())")
    }
}
