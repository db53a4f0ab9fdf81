import Foundation

/// Writing to files so that what was written is there after a crash.
enum FileOutput {
    /// The system's last error, read when it is made.
    struct Failure: Error, CustomStringConvertible {
        let number = errno

        var description: String { unsafe String(cString: strerror(number)) }
    }

    /// Writes all bytes. The first call takes them all, save on a full disk.
    static func write(_ bytes: [UInt8], to descriptor: Int32) throws(Failure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw Failure()
            }
        }
    }

    /// Puts the names in a folder on the disk. File systems that cannot do that do it by themselves.
    static func syncFolder(_ path: String) {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = fsync(descriptor)
        close(descriptor)
    }
}
