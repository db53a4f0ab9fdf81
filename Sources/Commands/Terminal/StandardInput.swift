import Foundation

/// Standard input.
package enum StandardInput {
    /// All of it; bytes that are not UTF-8 become `�`.
    ///
    /// - Throws: `Failure.cannotRead`
    static func text() throws(Failure) -> String {
        var text: [UInt8] = []
        while true {
            let more = try chunk()
            guard !more.isEmpty else { return String(decoding: text, as: UTF8.self) }
            text += more
        }
    }

    /// What is there to be read, at least one byte; empty at the end.
    private static func chunk() throws(Failure) -> ArraySlice<UInt8> {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(STDIN_FILENO, $0.baseAddress, $0.count) }
            if count >= 0 { return buffer[..<count] }
            guard errno == EINTR else {
                throw .cannotRead(path: "-", reason: unsafe String(cString: strerror(errno)))
            }
        }
    }

    /// Its lines, each as soon as it is there.
    package struct Lines {
        private let longest: Int
        private var waiting: [UInt8] = []
        private var isAtEnd = false

        /// - Parameter longest: bytes of a line at most.
        package init(longest: Int) { self.longest = longest }

        /// The next line without its line feed; nil at the end.
        ///
        /// - Throws: `Failure.cannotRead`, also for a line that is too long.
        package mutating func next() throws(Failure) -> [UInt8]? {
            var searched = 0
            while true {
                if let end = waiting[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                    let line = Array(waiting[..<end])
                    waiting.removeSubrange(...end)
                    return line
                }
                guard waiting.count <= longest else {
                    throw .cannotRead(path: "-", reason: "a line has more than \(longest) bytes")
                }
                guard !isAtEnd else {
                    defer { waiting = [] }
                    return waiting.isEmpty ? nil : waiting
                }
                searched = waiting.count
                let more = try StandardInput.chunk()
                isAtEnd = more.isEmpty
                waiting += more
            }
        }
    }
}
