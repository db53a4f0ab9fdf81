package import Detection

/// The output of a program as it comes, taken apart into lines without secrets.
package struct OutputLines: Sendable {
    /// The longest line, in bytes; a longer one goes on in the next.
    private static let longest = 8192
    /// Bytes at the end of a line that is cut which stay for the next: a secret may begin in them.
    private static let kept = 1024

    private let mask: SecretMask
    private var pending: [CommandRunner.Stream: [UInt8]] = [:]
    /// Streams whose line, too long and all secret, has not ended yet.
    private var hidden: Set<CommandRunner.Stream> = []
    private var isInKey = false

    /// Lines of a run from its beginning, in which the mask hides secrets.
    package init(_ mask: SecretMask) { self.mask = mask }

    /// The lines that are whole now, without their line feeds.
    package mutating func lines(_ stream: CommandRunner.Stream, adding bytes: [UInt8]) -> [String] {
        var line = pending[stream] ?? []
        var lines: [String] = []
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                if hidden.remove(stream) == nil { lines.append(masked(line[...])) }
                line = []
                continue
            }
            if hidden.contains(stream) { continue }
            line.append(byte)
            guard line.count >= Self.longest else { continue }
            let cut = cut(line)
            lines.append(cut.map { masked(line[..<$0]) } ?? SecretMask.sign)
            line.removeFirst(cut ?? line.count)
            if cut == nil { hidden.insert(stream) }
        }
        pending[stream] = line
        return lines
    }

    /// What is left when the program has ended.
    package mutating func rest(_ stream: CommandRunner.Stream) -> [String] {
        let line = pending.removeValue(forKey: stream) ?? []
        return line.isEmpty ? [] : [masked(line[...])]
    }

    /// Where a line that is too long can be cut so that no secret is: its parts are then masked as the whole would be. Nil
    /// when there is no such place, as in a line that is all secret.
    private func cut(_ line: [UInt8]) -> Int? {
        func text(_ bytes: ArraySlice<UInt8>) -> String { mask.masked(String(decoding: bytes, as: UTF8.self)) }
        let whole = text(line[...])
        let end = line.count - Self.kept
        // A secret in quotes may have blanks of its own.
        let blanks = (end - Self.kept..<end).reversed().lazy.filter { line[$0] == UInt8(ascii: " ") }.prefix(6)
        let character = line[..<end].lastIndex { $0 & 0xC0 != 0x80 }
        return (Array(blanks) + (character.map { [$0] } ?? []))
            .first { text(line[..<$0]) + text(line[$0...]) == whole }
    }

    private mutating func masked(_ bytes: ArraySlice<UInt8>) -> String {
        let line = String(decoding: bytes, as: UTF8.self)
        // A key in PEM stands on many lines.
        if line.contains("-----BEGIN"), line.contains("PRIVATE KEY") { isInKey = true }
        defer { if line.contains("-----END") { isInKey = false } }
        return isInKey ? SecretMask.sign : mask.masked(line)
    }
}
