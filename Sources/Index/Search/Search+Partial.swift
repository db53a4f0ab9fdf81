import Notes

/// What is answered when no note holds all the words.
extension Search {
    /// Notes that hold some of the words, or of those that were likely meant: first those that hold them as they were typed,
    /// or where none does in other forms, then those that hold them in any form.
    func part(_ terms: QueryTerms, _ correction: Correction?, _ found: inout Findings) throws {
        let isFirst = found.count == 0
        var parts = terms
        var changes: [SearchAnswer.Change] = []
        parts.entries = try terms.entries.enumerated().flatMap { index, entry in
            if let correction, correction.terms.entries[index].patterns.count > entry.patterns.count {
                changes += correction.changes.filter { $0.word == entry.term.text }
                return [correction.terms.entries[index]]
            }
            if entry.isOptional { return [] }
            guard entry.term.isPhrase else { return try words(of: entry) }
            let words = try relaxed(entry)
            guard words.count > 1, try !isHeld(entry) else { return [entry] }
            changes.append(.init(kind: .relaxed, word: entry.term.text, replacements: []))
            return words
        }
        let end = parts.entries.last?.patterns
        parts = parts.telling
        let wide = try widened(parts, endIsOpen: parts.entries.last?.patterns == end)
        var typed = parts
        var weights: [Double] = []
        var areWider = false
        var missing: [QueryTerms.Entry] = []
        for (index, entry) in parts.entries.enumerated() {
            var frequency = try self.frequency(of: entry)
            let synonyms = try Synonyms(db: db).patterns(for: entry.part ?? entry.term.text)
            typed.entries[index].patterns += synonyms.filter { new in
                !entry.patterns.contains { $0.tokens == new.tokens }
            }
            if wide.entries[index].patterns.count > entry.patterns.count {
                areWider = true
                if frequency == 0 {
                    typed.entries[index] = wide.entries[index]
                    frequency = try self.frequency(of: wide.entries[index])
                }
            }
            weights.append(Self.weight(frequency))
            if frequency == 0 { missing.append(entry) }
        }
        changes += Self.leftOut(missing, of: parts)
        try found.add(any(of: typed, weights), .partial, typed, weights: weights)
        if areWider, found.count < Self.fewNotes {
            let weights = try wide.entries.map { Self.weight(try frequency(of: $0)) }
            try found.add(any(of: wide, weights), .partial, wide, weights: weights)
        }
        if isFirst, found.count > 0 { found.changes += changes }
    }

    /// Each term of which nothing is held; of the others the parts that are not.
    private static func leftOut(_ missing: [QueryTerms.Entry], of parts: QueryTerms) -> [SearchAnswer.Change] {
        func counts(_ entries: [QueryTerms.Entry]) -> [String: Int] {
            Dictionary(entries.map { ($0.term.text, 1) }, uniquingKeysWith: +)
        }
        let (ofMissing, ofAll) = (counts(missing), counts(parts.entries))
        var told: Set<String> = []
        return missing.compactMap { entry in
            let text = entry.term.text
            let word = ofMissing[text] == ofAll[text] ? text : entry.part ?? text
            return told.insert(word).inserted ? .init(kind: .leftOut, word: word, replacements: []) : nil
        }
    }

    /// The rarer a word is, the more it tells.
    private static func weight(_ frequency: Int) -> Double { 1 / (1 + Double(frequency)).squareRoot() }

    /// Sections that hold one of the terms at least.
    private func any(of terms: QueryTerms, _ weights: [Double]) throws -> [Candidate] {
        try reader.sections(
            matching: terms.spellingOut(reader.words).terms.disjunction(worths: weights), limit: mostCandidates)
    }

    /// Whether a section holds a phrase, or one that goes on so where it is not closed.
    private func isHeld(_ phrase: QueryTerms.Entry) throws -> Bool {
        var phrase = phrase
        if phrase.term.isOpen, let prefix = phrase.patterns[0].asPrefix(isAlone: false) {
            phrase.patterns.append(prefix)
        }
        return try frequency(of: phrase, upTo: 1) > 0
    }

    /// The words of a phrase, each by itself.
    private func relaxed(_ phrase: QueryTerms.Entry) throws -> [QueryTerms.Entry] {
        let words = phrase.term.text.split(whereSeparator: \.isWhitespace).prefix(TermPattern.mostTokens)
        return try words.flatMap { word -> [QueryTerms.Entry] in
            guard let pattern = TermPattern(String(word)) else { return [] }
            let term = SearchQuery.Term(
                text: String(word), isPhrase: false, isExcluded: false, scope: phrase.term.scope)
            return try self.words(of: QueryTerms.Entry(term: term, patterns: [pattern]))
        }
    }

    /// A term taken apart, so that a part of it may be found: a compound into its words, a Chinese one into those that are
    /// known, with what they are called in the other language.
    private func words(of entry: QueryTerms.Entry) throws -> [QueryTerms.Entry] {
        if let words = try knownWords(of: entry) { return words }
        guard let word = vocabularyWords(in: entry).first else { return entry.parts }
        // One known word among others: the pairs of characters that it holds say nothing more.
        return [try self.entry(word, of: entry)].compactMap { $0 }
            + entry.parts.filter { !word.contains($0.patterns[0].tokens[0]) }
    }

    /// The words that a Chinese compound is made of, with what they are called in the other language; nil where they are not
    /// known.
    func knownWords(of entry: QueryTerms.Entry) throws -> [QueryTerms.Entry]? {
        let known = vocabularyWords(in: entry)
        return known.count > 1 ? try known.compactMap { try self.entry($0, of: entry) } : nil
    }

    private func vocabularyWords(in entry: QueryTerms.Entry) -> [String] {
        guard entry.patterns[0].tokens.count > 1 else { return [] }
        return HanVocabulary.standard.words(in: CharacterFolding.fold(entry.term.text)).filter(\.hasHan)
            .prefix(TermPattern.mostTokens).map { String($0) }
    }

    /// A word of a term, with what it is called in the other language.
    private func entry(_ word: String, of entry: QueryTerms.Entry) throws -> QueryTerms.Entry? {
        guard let pattern = TermPattern(word) else { return nil }
        let term = SearchQuery.Term(text: word, isPhrase: false, isExcluded: false, scope: entry.term.scope)
        return QueryTerms.Entry(term: term, patterns: [pattern] + (try Synonyms(db: db).patterns(for: word)))
    }
}
