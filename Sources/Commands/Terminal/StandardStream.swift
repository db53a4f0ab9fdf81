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

    /// Puts something in the place of standard streams that were closed: the next file or socket to be opened would
    /// have the number of one, and read or say what is meant for it. Each goes on failing as a closed one does, because
    /// it is opened the other way round.
    package static func occupyClosed() {
        for (number, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
        where fcntl(number, F_GETFD) < 0 {
            // The lowest number that is free is taken, and those below are not.
            _ = unsafe open("/dev/null", mode)
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
