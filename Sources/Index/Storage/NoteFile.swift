import Glibc
package import Notes

/// Reads the text of a note file.
package enum NoteFile {
    /// Bytes beyond which a file is indexed by its name only.
    package static let largestSize = 16 * 1024 * 1024

    /// Why a file has no text that could be indexed.
    package enum Obstacle: ExplainedError, Equatable {
        /// With the system's error number.
        case unreadable(Int32)
        /// A folder that cannot be looked into, with the system's error number.
        case unlisted(Int32)
        /// A device, a pipe or a folder.
        case irregular
        /// A link that leads out of the notes folder.
        case outside
        case tooLarge(bytes: Int64, most: Int)
        case binary
        /// Its name, or that of a folder, is not UTF-8.
        case unnamable

        /// Whether it may be gone the next time, although nothing is seen to change: too many files are open, or the disk
        /// is on another machine that does not answer.
        var isPassing: Bool {
            switch self {
            case .unreadable(let number), .unlisted(let number): !lasting.contains(number)
            default: false
            }
        }

        /// A clause without a full stop.
        package var sentence: Sentence {
            switch self {
            case .unreadable(let number):
                Sentence("finding.file.unreadable", "%1", unsafe String(cString: strerror(number)))
            case .unlisted(let number):
                Sentence(
                    "finding.file.folder", "the folder cannot be looked into, so that its notes are missing: %1",
                    unsafe String(cString: strerror(number)))
            case .irregular: Sentence("finding.file.irregular", "it is not a regular file")
            case .outside: Sentence("finding.file.outside", "the link leads out of the notes folder")
            case .tooLarge(let bytes, let most):
                Sentence("finding.file.large", "the file has %1 bytes, more than %2", "\(bytes)", "\(most)")
            case .binary: Sentence("finding.file.binary", "the file is not text")
            case .unnamable:
                Sentence("finding.file.name", "the name is not UTF-8, so that nothing can be read from it: rename it")
            }
        }
    }

    /// What stays as it is for as long as the file, or the way to it, does.
    private static let lasting: Set<Int32> = [
        EACCES, EPERM, ENOENT, ENOTDIR, EISDIR, ELOOP, ENAMETOOLONG, ENXIO, ENODEV,
    ]

    /// The bytes of a file of the notes folder. Links within the folder are followed, none out of it: who writes notes
    /// may not read with the rights of who serves them.
    ///
    /// - Parameters:
    ///   - path: relative to the notes folder.
    ///   - root: the notes folder.
    /// - Throws: `Obstacle` when it cannot be opened, lies elsewhere, is no regular file or is larger than `largestSize`.
    package static func bytes(at path: String, in root: String) throws(Obstacle) -> [UInt8] {
        let descriptor = try opened(root + "/" + path)
        defer { close(descriptor) }
        // The file that was opened is asked, not the path: that may lead elsewhere by now.
        guard let place = place(of: descriptor) else { throw .outside }
        if !place.hasPrefix(root + "/") {
            // The way to the notes folder may be a link itself.
            guard let root = realPath(root), place.hasPrefix(root + "/") else { throw .outside }
        }
        return try bytes(of: descriptor)
    }

    /// The bytes of a file, wherever it lies.
    ///
    /// - Throws: `Obstacle` when it cannot be opened, is no regular file or is larger than `largestSize`.
    package static func bytes(at path: String) throws(Obstacle) -> [UInt8] {
        let descriptor = try opened(path)
        defer { close(descriptor) }
        return try bytes(of: descriptor)
    }

    private static func opened(_ path: String) throws(Obstacle) -> Int32 {
        // Without O_NONBLOCK the opening of a pipe that took the file's place would wait for ever.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(errno) }
        return descriptor
    }

    /// The path of an open file, without links (proc_pid_fd(5)); nil where the system does not tell.
    private static func place(of descriptor: Int32) -> String? {
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, count in
            guard let base = buffer.baseAddress else { return }
            count = unsafe max(0, readlink("/proc/self/fd/\(descriptor)", base, buffer.count))
        }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// An absolute path without links; nil when it leads nowhere.
    static func realPath(_ path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    private static func bytes(of descriptor: Int32) throws(Obstacle) -> [UInt8] {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .irregular
        }
        guard status.st_size <= largestSize else { throw .tooLarge(bytes: Int64(status.st_size), most: largestSize) }
        // One byte more than the size shows whether the file grew while it was read.
        let capacity = Int(status.st_size) + 1
        var failure: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            while count < capacity {
                let got = unsafe read(descriptor, buffer.baseAddress.map { unsafe $0 + count }, capacity - count)
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                guard got > 0 else { break }
                count += got
            }
        }
        guard failure == 0 else { throw .unreadable(failure) }
        return bytes
    }

    /// The text of a file of the notes folder, with broken UTF-8 replaced.
    ///
    /// - Throws: `Obstacle`, also when the file holds zero bytes, as binary files do.
    package static func text(at path: String, in root: String) throws(Obstacle) -> (text: String, wasRepaired: Bool) {
        try text(of: try bytes(at: path, in: root))
    }

    /// The text of a file, wherever it lies.
    ///
    /// - Throws: as `text(at:in:)`
    package static func text(at path: String) throws(Obstacle) -> String {
        try text(of: try bytes(at: path)).text
    }

    private static func text(of bytes: [UInt8]) throws(Obstacle) -> (text: String, wasRepaired: Bool) {
        guard !bytes.contains(0) else { throw .binary }
        if let text = String(validating: bytes, as: UTF8.self) { return (text, false) }
        return (String(decoding: bytes, as: UTF8.self), true)
    }
}
