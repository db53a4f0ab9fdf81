package import Detection

/// The output of a program as it comes, taken apart into lines without secrets.
package struct OutputLines: Sendable {
    /// The longest line, in bytes; a longer one goes on in the next.
    private static let longest = 8192

    private let mask: SecretMask
    private var pending: [CommandRunner.Stream: [UInt8]] = [:]
    private var isInKey = false

    package init(_ mask: SecretMask) { self.mask = mask }

    /// The lines that are whole now, without their line feeds.
    package mutating func lines(_ stream: CommandRunner.Stream, adding bytes: [UInt8]) -> [String] {
        var line = pending[stream] ?? []
        var lines: [String] = []
        for byte in bytes {
            if byte != UInt8(ascii: "\n") { line.append(byte) }
            if byte == UInt8(ascii: "\n") || line.count >= Self.longest {
                lines.append(masked(line))
                line = []
            }
        }
        pending[stream] = line
        return lines
    }

    /// What is left when the program has ended.
    package mutating func rest(_ stream: CommandRunner.Stream) -> [String] {
        let line = pending.removeValue(forKey: stream) ?? []
        return line.isEmpty ? [] : [masked(line)]
    }

    private mutating func masked(_ bytes: [UInt8]) -> String {
        let line = String(decoding: bytes, as: UTF8.self)
        // A key in PEM stands on many lines.
        if line.contains("-----BEGIN"), line.contains("PRIVATE KEY") { isInKey = true }
        defer { if line.contains("-----END") { isInKey = false } }
        return isInKey ? SecretMask.sign : mask.masked(line)
    }
}
