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
        return lines.joined(separator: "\n")
    }

    private static let headings = [
        ("OVERVIEW: ", "terminal.help.overview"), ("USAGE: ", "terminal.help.usage"),
        ("ARGUMENTS:", "terminal.help.arguments"), ("OPTIONS:", "terminal.help.options"),
        ("SUBCOMMANDS:", "terminal.help.subcommands"),
    ]

    private static let phrases = [
        ("Show help information.", "terminal.help.help"), ("Show the version.", "terminal.help.version"),
        ("(default: ", "terminal.help.default"), ("(values:", "terminal.help.values"),
        ("See 'kb help <subcommand>' for detailed help.", "terminal.help.see"),
    ]
}
