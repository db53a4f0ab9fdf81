import Glibc

/// Reads the text of a note file.
package enum NoteFile {
    /// Bytes beyond which a file is indexed by its name only.
    package static let largestSize = 16 * 1024 * 1024

    /// Why a file has no text that could be indexed.
    package enum Obstacle: Error, CustomStringConvertible {
        case unreadable(String)
        case tooLarge(bytes: Int64)
        case binary

        package var description: String {
            switch self {
            case .unreadable(let reason): reason
            case .tooLarge(let bytes): "the file has \(bytes) bytes, more than \(largestSize)"
            case .binary: "the file is not text"
            }
        }
    }

    /// The bytes of a file.
    ///
    /// - Throws: `Obstacle` when it cannot be opened, is no regular file or is larger than `largestSize`.
    package static func bytes(at path: String) throws(Obstacle) -> [UInt8] {
        // Without O_NONBLOCK the opening of a pipe that took the file's place would wait for ever.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(unsafe String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable("it is not a regular file")
        }
        guard status.st_size <= largestSize else { throw .tooLarge(bytes: Int64(status.st_size)) }
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
        guard failure == 0 else { throw .unreadable(unsafe String(cString: strerror(failure))) }
        return bytes
    }

    /// The text of a file, with broken UTF-8 replaced.
    ///
    /// - Throws: `Obstacle`, also when the file holds zero bytes, as binary files do.
    package static func text(at path: String) throws(Obstacle) -> (text: String, wasRepaired: Bool) {
        let bytes = try bytes(at: path)
        guard !bytes.contains(0) else { throw .binary }
        if let text = String(validating: bytes, as: UTF8.self) { return (text, false) }
        return (String(decoding: bytes, as: UTF8.self), true)
    }
}
