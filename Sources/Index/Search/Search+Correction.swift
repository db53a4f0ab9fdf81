import GRDB
import Notes

/// What is looked for in place of words that look like slips.
extension Search {
    /// Terms with the words of the notes that are like them, behind their own.
    struct Correction {
        let terms: QueryTerms
        let changes: [SearchAnswer.Change]
    }

    /// With fewer sections than this that hold a word, it may be a slip.
    private static let fewSections = 3

    /// Looks for words like those that no note, or hardly any, holds; nil when there are none like them.
    func correct(_ terms: QueryTerms, _ found: inout Findings) throws -> Correction? {
        let spelling = Spelling(db: db)
        var corrected = terms
        var changes: [SearchAnswer.Change] = []
        // Where something was found already, the last word was looked for as a beginning, too.
        let completed = found.count == 0 ? terms.completed?.entries.last : nil
        for (index, entry) in terms.entries.enumerated() where !entry.term.isPhrase {
            var frequency = try reader.frequency(of: entry.expression, upTo: Self.fewSections)
            if index == terms.entries.count - 1, frequency < Self.fewSections, let completed {
                frequency = try self.frequency(of: completed, upTo: Self.fewSections)
                if frequency > 0 { corrected.entries[index] = completed }
            }
            guard frequency < Self.fewSections else { continue }
            let alternatives = try alternatives(to: entry.patterns[0], spelling)
            guard !alternatives.isEmpty else { continue }
            corrected.entries[index].patterns += alternatives
            changes.append(
                .init(
                    kind: frequency == 0 ? .corrected : .similar, word: entry.term.text,
                    replacements: alternatives.map { $0.tokens.joined(separator: " ") }))
        }
        guard !changes.isEmpty else { return nil }
        let before = found.count
        try found.add(together(corrected), .corrected, corrected)
        if found.count == 0 {
            // What stands beside a slip may be only begun, or stand in another form.
            let wide = try widened(corrected)
            try found.add(together(wide), .corrected, wide)
        }
        if found.count > before { found.changes += changes }
        return Correction(terms: corrected, changes: changes)
    }

    private func alternatives(to pattern: TermPattern, _ spelling: Spelling) throws -> [TermPattern] {
        func nearest(_ word: String) throws -> [TermPattern] {
            try spelling.corrections(of: word).map { TermPattern(tokens: [$0], quality: 0.7) }
        }
        if pattern.tokens.count == 1 { return try nearest(pattern.tokens[0]) }
        let wholes = try pattern.whole.map(nearest) ?? []
        return wholes.isEmpty ? try repair(pattern, spelling).map { [$0] } ?? [] : wholes
    }

    /// A compound with each part that no note holds replaced by the nearest word; nil when nothing is to be done.
    private func repair(_ pattern: TermPattern, _ spelling: Spelling) throws -> TermPattern? {
        guard pattern.tokens.count > 1 else { return nil }
        var repaired = TermPattern(tokens: pattern.tokens, lastIsPrefix: pattern.lastIsPrefix, quality: 0.7)
        for (index, token) in pattern.tokens.enumerated()
        where try !token.hasHan && reader.frequency(of: "\"\(token)\"", upTo: 1) == 0 {
            if let nearest = try spelling.corrections(of: token, limit: 1).first { repaired.tokens[index] = nearest }
        }
        return repaired.tokens == pattern.tokens ? nil : repaired
    }
}
