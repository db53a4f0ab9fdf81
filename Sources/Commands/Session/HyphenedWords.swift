import Catalogue
import KnowledgeBase

/// Words of a query that begin with a hyphen, as in `kb search kafka -lag`. The argument parser takes every such word for
/// an option; behind `--` it does not.
enum HyphenedWords {
    /// The options of `kb search` that a value follows.
    static let optionsWithValue: Set<String> = ["--limit", "--offset", "--format", "--color", "--notes"]
    /// Its flags of one letter, which may be written together.
    static let flags: Set<Character> = ["l", "i", "P", "h"]

    /// The arguments with all words of the query behind `--`, where one behind the first begins with a hyphen and is no
    /// option; otherwise, and for other verbs, the arguments as they are.
    ///
    /// - Throws: `Failure.unavailable` where such a word is the first: it may be an option with a slip in it.
    static func setApart(_ arguments: [String]) throws(Failure) -> [String] {
        guard let verb = verb(in: arguments), arguments[verb] == "search" else { return arguments }
        var options: [String] = []
        var words: [String] = []
        var hasHyphened = false
        var rest = arguments[(verb + 1)...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                words += rest
                break
            }
            guard argument.hasPrefix("-"), argument != "-" else {
                words.append(argument)
                continue
            }
            if argument.hasPrefix("--") || isOption(argument) {
                options.append(argument)
                if takesNext(argument), let value = rest.popFirst() {
                    options.append(value)
                }
                continue
            }
            guard !words.isEmpty else {
                throw .unavailable(
                    sentence: ControlCharacters.visible(
                        Interface.words("terminal.search.hyphen", argument, ShellWord.quoted(argument))))
            }
            words.append(argument)
            hasHyphened = true
        }
        return hasHyphened ? arguments[...verb] + options + ["--"] + words : arguments
    }

    /// Where the verb stands, behind the notes folder perhaps.
    private static func verb(in arguments: [String]) -> Int? {
        var index = 0
        while index < arguments.count {
            if arguments[index] == "--notes" { index += 1 } else if !arguments[index].hasPrefix("--notes=") { break }
            index += 1
        }
        return index < arguments.count ? index : nil
    }

    /// Whether a word is made of flags, or of flags and `n` with a number.
    private static func isOption(_ argument: String) -> Bool {
        let rest = argument.dropFirst().drop(while: flags.contains)
        guard rest.first == "n" else { return rest.isEmpty }
        let number = rest.dropFirst()
        return (number.hasPrefix("=") ? number.dropFirst() : number).allSatisfy { $0.isASCII && $0.isNumber }
    }

    /// Whether the value of an option is the next argument: `--limit 5`, `-n 5`, `-ln 5`.
    private static func takesNext(_ option: String) -> Bool {
        option.hasPrefix("--") ? optionsWithValue.contains(option) : option.hasSuffix("n")
    }
}
