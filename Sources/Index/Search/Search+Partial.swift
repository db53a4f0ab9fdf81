import Notes

/// What is answered when no note holds all the words.
extension Search {
    /// Terms with the words of the notes that are like them, behind their own.
    struct Correction {
        let terms: QueryTerms
        let changes: [SearchAnswer.Change]
    }

    /// Notes that hold some of the words, or of those that were likely meant.
    func part(_ terms: QueryTerms, _ correction: Correction?, _ found: inout Findings) throws {
        var parts = terms
        var changes: [SearchAnswer.Change] = []
        parts.entries = try terms.entries.enumerated().flatMap { index, entry in
            guard let correction, correction.terms.entries[index].patterns.count > entry.patterns.count else {
                return try words(of: entry)
            }
            changes += correction.changes.filter { $0.word == entry.term.text }
            return [correction.terms.entries[index]]
        }
        parts = parts.telling
        var weights: [Double] = []
        for entry in parts.entries {
            let frequency = try reader.frequency(of: entry.expression)
            weights.append(1 / (1 + Double(frequency)).squareRoot())
            if frequency == 0 { changes.append(.init(kind: .leftOut, word: entry.term.text, replacements: [])) }
        }
        let candidates = try reader.sections(
            matching: parts.disjunction(worths: weights), limit: mostCandidates)
        guard !candidates.isEmpty else { return }
        found.add(candidates, .partial, parts, weights: weights)
        found.changes += changes
    }

    /// A term taken apart, so that a part of it may be found: a compound into its words, a Chinese one into those that are
    /// known, with what they are called in the other language.
    private func words(of entry: QueryTerms.Entry) throws -> [QueryTerms.Entry] {
        guard !entry.term.isPhrase else { return [entry] }
        let known = HanVocabulary.standard.words(in: CharacterFolding.fold(entry.term.text)).filter(\.hasHan)
            .prefix(TermPattern.mostTokens)
        guard entry.patterns[0].tokens.count > 1, known.count > 1 else { return entry.parts }
        let synonyms = Synonyms(db: db)
        return try known.compactMap { word in
            guard let pattern = TermPattern(word) else { return nil }
            let term = SearchQuery.Term(text: word, isPhrase: false, isExcluded: false, scope: entry.term.scope)
            return QueryTerms.Entry(term: term, patterns: [pattern] + (try synonyms.patterns(for: word)))
        }
    }
}
