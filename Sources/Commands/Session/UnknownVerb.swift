import ArgumentParser
import Catalogue

/// A first word that is no verb, and the verb that may have been meant.
struct UnknownVerb {
    private let word: String
    private let nearest: String?

    /// Nil when the parser complains about something else.
    ///
    /// - Parameter message: of the parser about the words of the program itself; it names those that it could not place.
    init?(in message: String, of root: any ParsableCommand.Type) {
        guard message.contains("nexpected argument"),
            let word = message.split(separator: "'", omittingEmptySubsequences: false).dropFirst().first
        else { return nil }
        let verbs = root.configuration.subcommands.compactMap { $0.configuration.commandName }
        guard !verbs.contains(String(word)) else { return nil }
        self.word = ControlCharacters.visible(String(word))
        nearest = verbs.map { ($0, Self.distance(word, $0)) }.filter { $0.1 <= 2 }.min { $0.1 < $1.1 }?.0
    }

    var sentence: String {
        let words = Interface.words
        return nearest.map { words("terminal.error.verb.near", word, $0) } ?? words("terminal.error.verb.unknown", word)
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
