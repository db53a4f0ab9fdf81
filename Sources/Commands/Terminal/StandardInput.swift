import Foundation

/// Standard input.
enum StandardInput {
    /// All of it; bytes that are not UTF-8 become `�`.
    ///
    /// - Throws: `Failure.cannotRead`
    static func text() throws(Failure) -> String {
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(STDIN_FILENO, $0.baseAddress, $0.count) }
            if count > 0 {
                text += buffer[..<count]
            } else if count == 0 {
                return String(decoding: text, as: UTF8.self)
            } else if errno != EINTR {
                throw .cannotRead(path: "-", reason: unsafe String(cString: strerror(errno)))
            }
        }
    }
}
