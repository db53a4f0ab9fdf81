import Catalogue
import Notes

/// The argument parser's own words in help texts, in the person's language.
enum HelpText {
    /// Replaces the headings that the parser sets and the phrases that it adds to descriptions, and lays them out anew for
    /// the width of the terminal: the parser counts characters, and breaks lines at spaces only, within its phrases too.
    static func translated(_ text: String) -> String {
        guard Interface.words.language != .english else { return text }
        let terminal = Terminal(color: .never, environment: Interface.environment)
        return blocks(of: text).flatMap { $0.translated.lines(in: terminal.width) }.joined(separator: "\n")
    }

    /// What belongs together: a paragraph, or an option or verb with its description.
    private struct Block {
        /// With the spaces before it; empty for a paragraph.
        var label: String
        var text: String

        var translated: Block {
            var text = text
            if label.isEmpty, let (heading, key) = headings.first(where: { text.hasPrefix($0.0) }) {
                text = Interface.words(key) + text.dropFirst(heading.count)
            }
            return Block(label: seen(phrased(label)), text: phrased(text))
        }

        /// Lines by their width in cells.
        func lines(in width: Int) -> [String] {
            let cells = CellWidth()
            guard !label.isEmpty else { return TextWrap(width: width, cells: cells).lines(of: text) }
            guard !text.isEmpty else { return [label] }
            let indent = String(repeating: " ", count: column)
            let room = column - cells(label)
            let isBeside = room >= 2
            // A terminal that is as narrow as the labels still shows some words in a line.
            let rest = TextWrap(width: max(10, width - column), cells: cells).lines(of: text)
            return (isBeside ? [] : [label])
                + rest.enumerated().map { number, line in
                    number == 0 && isBeside ? label + String(repeating: " ", count: room) + line : indent + line
                }
        }

        private func phrased(_ text: String) -> String {
            phrases.reduce(text) { $0.replacing($1.0, with: Interface.words($1.1)) }
        }

        /// The line that says where the help of the verbs is, whosever verbs they are.
        private func seen(_ label: String) -> String {
            let verb = Interface.words("terminal.help.any-verb")
            let (start, end) = ("  See 'kb help", " \(verb)' for detailed help.")
            guard label.hasPrefix(start), label.hasSuffix(end) else { return label }
            return "  " + Interface.words("terminal.help.see", String(label.dropFirst(start.count).dropLast(end.count)))
        }
    }

    private static func blocks(of text: String) -> [Block] {
        var blocks: [Block] = []
        var isParagraph = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let label = line.prefix(column)
            if line.hasPrefix(" "), label.allSatisfy({ $0 == " " }), line.count > column, !blocks.isEmpty {
                blocks[blocks.count - 1].text += (blocks.last?.text.isEmpty == true ? "" : " ") + line.dropFirst(column)
            } else if line.hasPrefix("  ") {
                let isSplit = line.count > column && label.hasSuffix("  ")
                let words = (isSplit ? label : line).reversed().drop { $0 == " " }.reversed()
                blocks.append(Block(label: String(words), text: isSplit ? String(line.dropFirst(column)) : ""))
            } else if isParagraph, !line.isEmpty {
                blocks[blocks.count - 1].text += " " + line
            } else {
                blocks.append(Block(label: "", text: String(line)))
            }
            isParagraph = !line.isEmpty && !line.hasPrefix(" ")
        }
        return blocks
    }

    /// The cells before the descriptions, as the parser lays them out.
    private static let column = 26

    private static let headings = [
        ("OVERVIEW: ", "terminal.help.overview"), ("USAGE: ", "terminal.help.usage"),
        ("ARGUMENTS:", "terminal.help.arguments"), ("OPTIONS:", "terminal.help.options"),
        ("SUBCOMMANDS:", "terminal.help.subcommands"),
    ]

    private static let phrases = [
        ("Show help information.", "terminal.help.help"), ("Show the version.", "terminal.help.version"),
        ("(default: ", "terminal.help.default"), ("; default: ", "terminal.help.default-too"),
        ("(default as flag: ", "terminal.help.default-alone"),
        ("; default as flag: ", "terminal.help.default-alone-too"), ("(default)", "terminal.help.default-verb"),
        ("(values: ", "terminal.help.values"),
        ("<options>", "terminal.help.any-option"), ("<subcommand>", "terminal.help.any-verb"),
    ]
}
