import Notes

/// Where the front matter of a file stands, in bytes: between a first line `---` and the next line `---` or `...`.
///
/// A byte order mark may come first; spaces and tabs may follow the marks. Lines end at LF, CR or CRLF.
struct FrontMatterBlock {
    /// The YAML between the two lines; it is empty or ends with a line break.
    let content: Range<Int>

    init(in file: [UInt8]) throws(FrontMatterEditError) {
        let start = file.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let first = Self.line(at: start, in: file)
        guard Self.isMarker(file[start..<first.end], of: UInt8(ascii: "-")), first.next > first.end else {
            throw FrontMatterEditError.noFrontMatter
        }
        var offset = first.next
        while offset < file.count {
            let line = Self.line(at: offset, in: file)
            let bytes = file[offset..<line.end]
            if Self.isMarker(bytes, of: UInt8(ascii: "-")) || Self.isMarker(bytes, of: UInt8(ascii: ".")) {
                guard !NoteSource.isProse(file[first.next..<offset]) else { throw FrontMatterEditError.noFrontMatter }
                content = first.next..<offset
                return
            }
            offset = line.next
        }
        throw FrontMatterEditError.notClosed
    }

    /// Where the line that begins at the offset ends, and where the next one begins.
    static func line(at offset: Int, in file: [UInt8]) -> (end: Int, next: Int) {
        let end = file[offset...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? file.count
        let next =
            end < file.count && file[end] == 0x0D && end + 1 < file.count && file[end + 1] == 0x0A ? end + 2 : end + 1
        return (end, min(next, file.count))
    }

    /// Where the line of the offset begins.
    static func line(before offset: Int, in bytes: [UInt8]) -> Int {
        let start = bytes[..<min(offset, bytes.count)].lastIndex { $0 == 0x0A || $0 == 0x0D }
        return start.map { $0 + 1 } ?? 0
    }

    private static func isMarker(_ line: ArraySlice<UInt8>, of byte: UInt8) -> Bool {
        line.count >= 3 && line.prefix(3).allSatisfy { $0 == byte }
            && line.dropFirst(3).allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    }
}
