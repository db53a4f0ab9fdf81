import ArgumentParser
import Catalogue

/// A first word that is no verb, and the verb that may have been meant.
struct UnknownVerb {
    private let word: String
    private let nearest: String?
    /// The words before it: `kb`, or `kb export`.
    private let path: String

    /// Nil when the parser complains about something else.
    ///
    /// - Parameters:
    ///   - message: of the parser; it names the words that it could not place.
    ///   - path: the words that lead from the program to the command that has the verbs.
    init?(in message: String, of root: any ParsableCommand.Type, behind path: [String]) {
        guard message.contains("nexpected argument"),
            let word = message.split(separator: "'", omittingEmptySubsequences: false).dropFirst().first
        else { return nil }
        self.init(path + [String(word)], of: root)
    }

    /// The first of the words that is no verb of the one before it; nil when each is, or stands behind the last verb.
    init?(_ words: [String], of root: any ParsableCommand.Type) {
        var command = root
        for (index, word) in words.enumerated() {
            let children = command.configuration.subcommands
            if children.isEmpty { return nil }
            if let child = children.first(where: { $0._commandName == word }) {
                command = child
                continue
            }
            self.word = ControlCharacters.visible(word)
            path = (["kb"] + words[..<index]).joined(separator: " ")
            nearest =
                children.map { ($0._commandName, Self.distance(word, $0._commandName)) }
                .filter { $0.1 <= 2 }.min { $0.1 < $1.1 }?.0
            return
        }
        return nil
    }

    var sentence: String {
        let words = Interface.words
        return nearest.map { words("terminal.error.verb.near", word, "\(path) \($0)") }
            ?? words("terminal.error.verb.unknown", word, "\(path) --help")
    }

    /// How many letters must be added, removed, replaced or swapped with their neighbour (optimal string alignment).
    private static func distance(_ left: some StringProtocol, _ right: some StringProtocol) -> Int {
        let (left, right) = (Array(left.unicodeScalars.prefix(40)), Array(right.unicodeScalars.prefix(40)))
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var rows = [Array(0...right.count)]
        for i in 1...left.count {
            var row = [i]
            for j in 1...right.count {
                let cost = left[i - 1] == right[j - 1] ? 0 : 1
                var best = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + cost)
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    best = min(best, rows[i - 2][j - 2] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}
