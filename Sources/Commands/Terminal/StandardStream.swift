import Foundation

/// Standard output and standard error, written to without buffers of their own.
package enum StandardStream: Int32 {
    case output = 1
    case error = 2

    /// Writes all of a text. A reader that has gone away is no error: it has seen what it wanted.
    ///
    /// - Throws: `Failure.cannotWrite`, for example on a full disk.
    package func write(_ text: String) throws(Failure) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = unsafe bytes.withUnsafeBytes { unsafe Foundation.write(rawValue, $0.baseAddress, $0.count) }
            if count >= 0 {
                bytes = bytes.dropFirst(count)
            } else if errno == EPIPE {
                return
            } else if errno == EAGAIN {
                var waiting = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
                _ = unsafe poll(&waiting, 1, -1)
            } else if errno != EINTR {
                throw .cannotWrite(reason: unsafe String(cString: strerror(errno)))
            }
        }
    }

    /// Whether a person reads it, rather than a program or a file.
    package var isTerminal: Bool { isatty(rawValue) == 1 }

    /// Says something to the person beside the answer. There is nobody left to tell when this fails.
    ///
    /// Names of files stand in what is said, and those who write notes choose them: none steers the terminal.
    package static func tell(_ sentence: String) {
        try? StandardStream.error.write(ControlCharacters.visible(sentence, keepsLines: true) + "\n")
    }
}
