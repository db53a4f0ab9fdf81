extension DetectionCommand {
    /// The commands of one fenced block.
    ///
    /// In a block that several symptoms share, a comment line `# S3: …` (or `//`, `--`) starts the part that belongs to
    /// S3, up to the next such line. What stands before the first belongs to all of them, and so does a block without.
    ///
    /// - Parameters:
    ///   - symptoms: the symptoms of the heading above, in order.
    ///   - known: the symptoms of the note.
    static func commands(
        inBlock text: String, info: String, blockLine: Int, section: Int, symptoms: [String], known: Set<String>
    ) -> [DetectionCommand] {
        let (language, attributes) = languageAndAttributes(of: info)
        func command(_ lines: ArraySlice<Substring>, _ symptoms: [String]) -> DetectionCommand? {
            var lines = lines
            while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
            while let first = lines.first, first.allSatisfy(\.isWhitespace) { lines.removeFirst() }
            guard !lines.isEmpty else { return nil }
            return DetectionCommand(
                symptoms: symptoms, language: language, attributes: attributes, text: lines.joined(separator: "\n"),
                line: blockLine + 1 + lines.startIndex, blockLine: blockLine, section: section)
        }
        var whole = Substring(text)
        if whole.utf8.last == 0x0A { whole = Substring(whole.unicodeScalars.dropLast()) }
        let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
        var starts: [(line: Int, symptoms: [String])] = []
        if symptoms.count > 1 {
            for (index, line) in lines.enumerated() {
                if let named = reference(inComment: line, known: known) { starts.append((index, named)) }
            }
        }
        guard let first = starts.first else { return [command(lines[...], symptoms)].compactMap { $0 } }
        var commands: [DetectionCommand] = []
        if lines[..<first.line].contains(where: isCode), let shared = command(lines[..<first.line], symptoms) {
            commands.append(shared)
        }
        for (index, start) in starts.enumerated() {
            let end = index + 1 < starts.count ? starts[index + 1].line : lines.count
            if let part = command(lines[start.line..<end], start.symptoms) { commands.append(part) }
        }
        return commands
    }

    /// `Bash {firing=exit}` gives `bash` and `{firing=exit}`.
    package static func languageAndAttributes(of info: String) -> (language: String, attributes: String) {
        let info = info.trimmingSpaces()
        let end = info.firstIndex { $0 == " " || $0 == "\t" || $0 == "{" || $0 == "," } ?? info.endIndex
        return (info[..<end].lowercased(), info[end...].trimmingSpaces())
    }

    private static func reference(inComment line: Substring, known: Set<String>) -> [String]? {
        let text = line.drop { $0 == " " || $0 == "\t" }
        guard let mark = ["#", "//", "--"].first(where: { text.hasPrefix($0) }),
            let reference = SymptomReference(text.dropFirst(mark.count).drop { $0 == "#" || $0 == "-" }),
            known.isSuperset(of: reference.symptoms)
        else { return nil }
        return reference.symptoms
    }

    private static func isCode(_ line: Substring) -> Bool {
        let text = line.drop { $0 == " " || $0 == "\t" }
        return !text.isEmpty && !["#", "//", "--"].contains { text.hasPrefix($0) }
    }
}
