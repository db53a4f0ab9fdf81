import Catalogue
import Notes

/// The argument parser's own words in help texts, in the person's language.
enum HelpText {
    /// Replaces the headings that the parser sets and the descriptions of its own flags.
    static func translated(_ text: String) -> String {
        let words = Interface.words
        guard words.language != .english else { return text }
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = String(line)
            for (heading, key) in headings where line.hasPrefix(heading) {
                line = words(key) + line.dropFirst(heading.count)
            }
            for (phrase, key) in phrases {
                if let range = line.firstRange(of: phrase) { line.replaceSubrange(range, with: words(key)) }
            }
            lines.append(line)
        }
        return wrapped(lines).joined(separator: "\n")
    }

    /// Lines by their width in cells: the parser counts characters, and breaks lines at spaces only.
    private static func wrapped(_ lines: [String]) -> [String] {
        var blocks: [(label: String, text: String)] = []
        var isParagraph = false
        for line in lines {
            let label = line.prefix(column)
            if line.hasPrefix(" "), label.allSatisfy({ $0 == " " }), line.count > column, !blocks.isEmpty {
                blocks[blocks.count - 1].text += (blocks.last?.text.isEmpty == true ? "" : " ") + line.dropFirst(column)
            } else if line.hasPrefix("  ") {
                let isSplit = line.count > column && label.hasSuffix("  ")
                blocks.append(isSplit ? (String(label), String(line.dropFirst(column))) : (line, ""))
            } else if isParagraph, !line.isEmpty {
                blocks[blocks.count - 1].text += " " + line
            } else {
                blocks.append(("", line))
            }
            isParagraph = !line.isEmpty && !line.hasPrefix(" ")
        }
        let cells = CellWidth()
        return blocks.flatMap { label, text -> [String] in
            guard !label.isEmpty else { return TextWrap(width: width, cells: cells).lines(of: text) }
            guard !text.isEmpty else { return [label] }
            let rest = TextWrap(width: width - column, cells: cells).lines(of: text)
            let indent = String(repeating: " ", count: column)
            let first = label.count >= column && !label.hasSuffix("  ") ? [label] : []
            return first + rest.enumerated().map { $0 == 0 && first.isEmpty ? label + $1 : indent + $1 }
        }
    }

    /// The cells of a line, and those before the descriptions, as the parser lays them out.
    private static let (width, column) = (80, 26)

    private static let headings = [
        ("OVERVIEW: ", "terminal.help.overview"), ("USAGE: ", "terminal.help.usage"),
        ("ARGUMENTS:", "terminal.help.arguments"), ("OPTIONS:", "terminal.help.options"),
        ("SUBCOMMANDS:", "terminal.help.subcommands"),
    ]

    private static let phrases = [
        ("Show help information.", "terminal.help.help"), ("Show the version.", "terminal.help.version"),
        ("(default: ", "terminal.help.default"), ("; default: ", "terminal.help.default-too"),
        ("(default as flag: ", "terminal.help.default-alone"),
        ("(values:", "terminal.help.values"),
        ("See 'kb help <subcommand>' for detailed help.", "terminal.help.see"),
        ("<options>", "terminal.help.any-option"), ("<subcommand>", "terminal.help.any-verb"),
    ]
}
