import Notes

/// The terms of a query with everything they are looked for by.
struct QueryTerms {
    struct Entry {
        let term: SearchQuery.Term
        /// The term itself first, then its alternatives, best first.
        var patterns: [TermPattern]
        /// The word of the term that it stands for; nil where that is the whole term.
        var part: String?
        /// Whether a note may lack it: it only makes a sentence of the query.
        var isOptional = false
        /// Of the first piece of a term that was cut, the whole term.
        var uncut: TermPattern?
        /// Whether it follows another piece of its term.
        var isContinued = false

        var match: MatchExpression { MatchExpression(expression, of: [(patterns, 1)], mayBeName: mayBeName) }

        /// The alternatives as one expression of FTS5, within the part of the notes that is asked for.
        var expression: String {
            let joined = patterns.map(\.expression).joined(separator: " OR ")
            let alternatives = patterns.count > 1 ? "(\(joined))" : joined
            return term.scope.map { "{\($0.rawValue)} : (\(alternatives))" } ?? alternatives
        }

        /// Whether it may stand in a title or heading.
        var mayBeName: Bool { term.scope != .body && term.scope != .code }

        /// The words that it is compounded of, each by itself.
        var parts: [Entry] {
            let tokens = patterns[0].tokens
            return tokens.map { token in
                Entry(
                    term: term, patterns: [TermPattern(tokens: [token])], part: tokens.count > 1 ? token : nil)
            }
        }
    }

    var entries: [Entry]
    /// Nil when nothing is excluded.
    let exclusion: Exclusion?

    /// What a note must not hold anywhere.
    struct Exclusion {
        /// An expression of FTS5.
        let expression: String
        /// Whether notes are better asked for it one by one: there are some to ask, and it is little to ask.
        let isAskedOfEach: Bool
    }

    init(_ query: SearchQuery) {
        func entries(excluded: Bool) -> [Entry] {
            query.terms.filter { $0.isExcluded == excluded }.compactMap { term in
                TermPattern(term.text).map { Entry(term: term, patterns: [$0]) }
            }
        }
        let typed = entries(excluded: false)
        let sentence = Self.sentence(typed)
        self.entries = sentence.contains { !$0.isOptional } ? sentence : typed
        let excluded = entries(excluded: true)
        let isLittle = excluded.count <= 4 && excluded.allSatisfy { !$0.patterns[0].lastIsPrefix }
        exclusion =
            excluded.isEmpty
            ? nil
            : Exclusion(
                expression: excluded.map(\.expression).joined(separator: " OR "),
                isAskedOfEach: isLittle && !self.entries.isEmpty)
    }

    /// Terms of their own, with nothing excluded.
    init(_ entries: [Entry]) {
        self.entries = entries
        exclusion = nil
    }

    /// One pattern in place of all terms.
    init(_ pattern: TermPattern, of terms: QueryTerms) {
        let term = SearchQuery.Term(text: terms.text, isPhrase: false, isExcluded: false, scope: nil)
        entries = [Entry(term: term, patterns: [pattern])]
        exclusion = terms.exclusion
    }

    /// The words of all terms.
    var text: String { Self.text(entries) }

    /// The words of the terms that a note must hold.
    var subject: String { Self.text(needed) }

    static func text(_ entries: [Entry]) -> String {
        entries.reduce(into: "") { text, entry in
            text += (text.isEmpty || entry.isContinued ? "" : " ") + entry.term.text
        }
    }

    /// The terms that a note must hold.
    var needed: [Entry] { entries.filter { !$0.isOptional } }

    var patterns: [[TermPattern]] { entries.map(\.patterns) }

    /// Whether a term must stand in a part of the notes.
    var isScoped: Bool { entries.contains { $0.term.scope != nil } }

    /// All terms that are needed must stand in a section.
    var conjunction: MatchExpression { joined(by: " AND ") }

    /// The terms but for lone characters: these stand in so many words, or begin so many, that looking them all up takes
    /// long, and choose little. All terms where nothing else is left.
    var telling: QueryTerms {
        var terms = self
        terms.entries.removeAll { $0.patterns[0].isLoneHan && !$0.isOptional }
        if endsWithLoneCharacter, terms.needed.count > 1 { terms.entries.removeLast() }
        return terms.needed.isEmpty ? self : terms
    }

    /// Whether the last word has only begun.
    var endsWithLoneCharacter: Bool {
        entries.last.map { $0.patterns[0].isLoneCharacter && !$0.term.isClosed } ?? false
    }

    /// One of the terms must.
    ///
    /// - Parameter worths: what each is worth; 1 where it is not said.
    func disjunction(worths: [Double] = []) -> MatchExpression { joined(by: " OR ", worths) }

    private func joined(by operation: String, _ worths: [Double] = []) -> MatchExpression {
        let needed = entries.enumerated().filter { !$1.isOptional }
        return MatchExpression(
            needed.map(\.element.expression).joined(separator: operation),
            of: needed.map { ($1.patterns, worths.indices.contains($0) ? worths[$0] : 1) },
            mayBeName: needed.allSatisfy(\.element.mayBeName))
    }

    /// All terms side by side; nil where that is the conjunction, or where a term is limited to a part of the notes.
    var phrase: MatchExpression? {
        guard entries.count > 1, !isScoped, let last = entries.last else {
            return nil
        }
        let typed = entries.filter { !$0.isContinued }.map { $0.uncut ?? $0.patterns[0] }
        let pattern = TermPattern(
            tokens: typed.flatMap(\.tokens), lastIsPrefix: typed.last?.lastIsPrefix ?? last.patterns[0].lastIsPrefix)
        return MatchExpression(pattern.expression, of: [([pattern], 1)], mayBeName: true)
    }

    /// With the last word as the beginning of a word too; nil where it is a closed phrase or too short.
    var completed: QueryTerms? {
        guard let last = entries.last, !last.term.isClosed, !last.isOptional,
            let prefix = last.patterns[0].asPrefix(isAlone: entries.count == 1)
        else { return nil }
        var terms = self
        terms.entries[entries.count - 1].patterns.append(prefix)
        return terms
    }

    /// With identifiers only where they are written as such; nil where there is none.
    var whole: QueryTerms? {
        guard entries.contains(where: { $0.patterns.contains { $0.whole != nil } }) else { return nil }
        var terms = self
        for entry in entries.indices {
            for pattern in entries[entry].patterns.indices { terms.entries[entry].patterns[pattern].mustBeWhole = true }
        }
        return terms
    }

    /// Terms with the words of the notes in place of beginnings of words.
    struct Spelled {
        let terms: QueryTerms
        /// Whether these are all words that begin so.
        let areAll: Bool
        /// Whether any of them goes on behind its beginning.
        let goOn: Bool
    }

    /// With the words of the notes in place of their beginnings, so that FTS5 need not gather the rows of all words that
    /// begin so before it knows the first; and with what the notes tell of identifiers.
    func spellingOut(_ words: WordTable) throws -> Spelled {
        var terms = self
        var (areAll, goOn) = (true, false)
        func list(_ beginning: String, behindOthers: Bool = false) throws -> WordList {
            let list = try words.completions(
                of: beginning, limit: behindOthers ? WordList.mostBehindOthers : WordList.most)
            areAll = areAll && list.isAll
            goOn = goOn || list.words.contains { $0 != beginning }
            return list
        }
        for entry in entries.indices {
            for (index, pattern) in entries[entry].patterns.enumerated() {
                if pattern.lastIsPrefix, let last = pattern.tokens.last, !last.hasHan {
                    terms.entries[entry].patterns[index].completions =
                        try list(last, behindOthers: pattern.tokens.count > 1).words
                }
                guard let whole = pattern.whole else { continue }
                if pattern.wholeIsPrefix {
                    let wholes = try list(whole)
                    terms.entries[entry].patterns[index].wholeCompletions = wholes.words
                    terms.entries[entry].patterns[index].wholeIsEnough = wholes.areOnlyWholes && !wholes.words.isEmpty
                } else {
                    terms.entries[entry].patterns[index].wholeIsEnough = try words.holdsOnlyAsWhole(whole)
                }
            }
        }
        return Spelled(terms: terms, areAll: areAll, goOn: goOn)
    }

    /// With alternatives added to each term; nil where there are none.
    func adding(_ alternatives: (Entry) throws -> [TermPattern]) rethrows -> QueryTerms? {
        var terms = self
        var hasMore = false
        for index in entries.indices where !entries[index].term.isPhrase && !entries[index].isOptional {
            for pattern in try alternatives(entries[index])
            where !terms.entries[index].patterns.contains(where: { $0.tokens == pattern.tokens }) {
                terms.entries[index].patterns.append(pattern)
                hasMore = true
            }
        }
        return hasMore ? terms : nil
    }

    /// What the terms were widened by, for people: synonyms, not the forms of a word.
    var expansions: [SearchAnswer.Change] {
        entries.compactMap { entry in
            let synonyms = entry.patterns.dropFirst().compactMap(\.synonym)
            return synonyms.isEmpty ? nil : .init(kind: .expanded, word: entry.term.text, replacements: synonyms)
        }
    }
}
