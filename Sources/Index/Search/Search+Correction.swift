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
    /// Sections beyond which it makes no difference how many hold a word.
    private static let manySections = 100
    /// Chinese words of which one may have been meant.
    private static let mostMeantCharacters = 4
    /// Ways to correct a query or a compound that are looked at.
    private static let mostMeant = 8

    /// Looks for words like those that no note, or hardly any, holds; nil when there are none like them.
    func correct(_ terms: QueryTerms, _ found: inout Findings) throws -> Correction? {
        let spelling = Spelling(words: reader.words)
        var corrected = terms
        var changes: [SearchAnswer.Change] = []
        // Where something was found already, the last word was looked for as a beginning, too.
        let completed = found.count == 0 ? terms.completed?.entries.last : nil
        for (index, entry) in terms.entries.enumerated() where !entry.term.isPhrase && !entry.isOptional {
            var frequency = try reader.frequency(of: entry.expression, upTo: Self.fewSections)
            if index == terms.entries.count - 1, frequency < Self.fewSections, let completed {
                frequency = try self.frequency(of: completed, upTo: Self.fewSections)
                if frequency > 0 { corrected.entries[index] = completed }
            }
            guard frequency < Self.fewSections else { continue }
            let alternatives = try alternatives(to: entry.patterns[0], spelling, isHeld: frequency > 0)
            guard !alternatives.isEmpty else { continue }
            corrected.entries[index].patterns += alternatives
            changes.append(
                .init(
                    kind: frequency == 0 ? .corrected : .similar, word: entry.term.text,
                    replacements: alternatives.map(\.text)))
        }
        guard !changes.isEmpty else { return nil }
        let before = found.count
        // Nor must the notes be missed that are called so: others may hold the words more often.
        let named =
            terms.isScoped
            ? [] : try meant(terms, changes).flatMap { try reader.notes(named: $0, limit: mostCandidates) }
        try found.add(named + together(corrected), .corrected, corrected)
        if found.count == 0 {
            // What stands beside a slip may be only begun, or stand in another form.
            let wide = try widened(corrected)
            try found.add(together(wide), .corrected, wide)
        }
        if found.count > before { found.changes += changes }
        return Correction(terms: corrected, changes: changes)
    }

    /// What the whole query may have been meant to say.
    private func meant(_ terms: QueryTerms, _ changes: [SearchAnswer.Change]) -> [String] {
        terms.entries.reduce([""]) { texts, entry in
            let words = changes.first { $0.word == entry.term.text }?.replacements ?? [entry.term.text]
            return Array(texts.flatMap { text in words.map { text + " " + $0 } }.prefix(Self.mostMeant))
        }
    }

    /// - Parameter isHeld: whether some note holds it, so that it may be no slip.
    private func alternatives(
        to pattern: TermPattern, _ spelling: Spelling, isHeld: Bool
    ) throws -> [TermPattern] {
        func nearest(_ word: String) throws -> [TermPattern] {
            // Nearly all words of three letters are names, and many of them are like others.
            guard !isHeld || word.utf8.count > Spelling.shortest else { return [] }
            return try spelling.corrections(of: word).map { TermPattern(tokens: [$0], quality: 0.7) }
        }
        if pattern.tokens.count == 1 { return try nearest(pattern.tokens[0]) }
        let wholes = try pattern.whole.map(nearest) ?? []
        if !wholes.isEmpty { return wholes }
        let meant = isHeld ? [] : try meant(by: pattern)
        return meant.isEmpty ? try repairs(of: pattern, spelling) : meant
    }

    /// The Chinese words that differ from one in a character, those that most sections hold first.
    private func meant(by pattern: TermPattern) throws -> [TermPattern] {
        let found = try HanSpelling(reader: reader).corrections(of: pattern.tokens).map { pairs in
            let pattern = TermPattern(tokens: pairs, quality: 0.7)
            return (pattern: pattern, frequency: try reader.frequency(of: pattern.expression, upTo: Self.manySections))
        }
        return found.filter { $0.frequency > 0 }.sorted { $0.frequency > $1.frequency }
            .prefix(Self.mostMeantCharacters).map(\.pattern)
    }

    /// A compound with each part that no note holds replaced by the nearest words, as some note holds it.
    private func repairs(of pattern: TermPattern, _ spelling: Spelling) throws -> [TermPattern] {
        var repairs = [TermPattern(tokens: pattern.tokens, lastIsPrefix: pattern.lastIsPrefix, quality: 0.7)]
        for (index, token) in pattern.tokens.enumerated()
        where try !token.hasHan && reader.frequency(of: "\"\(token)\"", upTo: 1) == 0 {
            let nearest = try spelling.corrections(of: token)
            repairs = repairs.flatMap { repair in
                nearest.map { word in
                    var repair = repair
                    repair.tokens[index] = word
                    return repair
                }
            }
            repairs.removeLast(max(0, repairs.count - Self.mostMeant))
        }
        return try repairs.filter {
            try $0.tokens != pattern.tokens && reader.frequency(of: $0.expression, upTo: 1) > 0
        }
    }
}

extension TermPattern {
    /// What it stands for, for people: Chinese pairs, which overlap, as the word that they are of.
    fileprivate var text: String {
        tokens.allSatisfy(\.hasHan)
            ? tokens.dropFirst().reduce(tokens.first ?? "") { $0 + $1.dropFirst() } : tokens.joined(separator: " ")
    }
}
