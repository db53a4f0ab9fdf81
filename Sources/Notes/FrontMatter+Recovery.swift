extension FrontMatter {
    /// Fields beyond which nothing is recovered: each is read by itself.
    private static let mostRecovered = 1_000

    /// The fields of a front matter that is no valid YAML as a whole: those that can be read by themselves, so that one
    /// slip does not cost a note its title and tags. Of a doubled key the first is kept.
    ///
    /// A field begins with a character other than white space at the beginning of a line, and ends before the next.
    static func recovered(from yaml: Substring, firstLine: Int) -> [Field] {
        var entries: [(start: String.Index, line: Int)] = []
        var isLineStart = true
        var line = firstLine
        let utf8 = yaml.utf8
        for index in utf8.indices {
            let byte = utf8[index]
            if isLineStart, beginsField(byte) { entries.append((index, line)) }
            guard entries.count <= mostRecovered else { return [] }
            // Of CRLF the line feed counts.
            let next = utf8.index(after: index)
            let endsLine = byte == 0x0A || byte == 0x0D && (next == utf8.endIndex || utf8[next] != 0x0A)
            if endsLine { line += 1 }
            isLineStart = endsLine
        }
        var fields: [Field] = []
        var seen: Set<String> = []
        for (number, entry) in entries.enumerated() {
            let end = number + 1 < entries.count ? entries[number + 1].start : yaml.endIndex
            guard let read = try? read(yaml[entry.start..<end], firstLine: entry.line), read.findings.isEmpty else {
                continue
            }
            fields += read.frontMatter.fields.filter { seen.insert($0.key).inserted }
        }
        return fields
    }

    private static func beginsField(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0A, 0x0D, 0x20, UInt8(ascii: "#"), UInt8(ascii: "-"), UInt8(ascii: "]"), UInt8(ascii: "}"): false
        default: true
        }
    }
}
