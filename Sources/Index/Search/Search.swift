import GRDB
package import Notes

/// What to search for, and how much of it to answer with.
package struct SearchRequest: Sendable {
    package var text: String
    /// Notes at most.
    package var limit: Int
    /// Notes of the answer to pass over.
    package var offset: Int
    /// The day that relative dates in filters count from.
    package var today: CalendarDate

    package init(_ text: String, limit: Int = 20, offset: Int = 0, today: CalendarDate) {
        self.text = text
        self.limit = limit
        self.offset = offset
        self.today = today
    }
}

extension IndexDatabase {
    /// Searches the notes. Any text is a valid query.
    package func search(_ request: SearchRequest) throws -> SearchAnswer {
        try writer.read { try Search(db: $0, request: request).answer() }
    }
}

/// One search: from the words over candidates to ranked notes.
private struct Search {
    let db: Database
    let query: SearchQuery
    let request: SearchRequest
    let reader: CandidateReader

    /// Candidates that one expression may bring; ranking looks at each of them.
    private static let mostCandidates = 200

    init(db: Database, request: SearchRequest) throws {
        self.db = db
        self.request = request
        query = SearchQuery(request.text) { key in
            let known = try? Bool.fetchOne(
                db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM field WHERE key = ?)"), arguments: [key])
            return known ?? false
        }
        reader = CandidateReader(db: db, filter: FilterSQL(query.filters, today: request.today))
    }

    func answer() throws -> SearchAnswer {
        let terms = query.terms.filter { !$0.isExcluded }.compactMap { term in
            TermPattern(term.text).map { (term, $0) }
        }
        guard !terms.isEmpty else {
            return query.filters.isEmpty
                ? .nothing : answer(try reader.notes(limit: Self.mostCandidates), patterns: [], match: .exact)
        }
        let patterns = terms.map(\.1)
        var expressions = [conjunction(terms.map { ($0.0, $0.1) })]
        // The last word may be the beginning of one, while somebody types.
        var prefixed = patterns
        if let last = terms.last, !last.0.isPhrase, let prefix = last.1.asPrefix {
            prefixed[prefixed.count - 1] = prefix
            expressions.append(conjunction(zip(terms, prefixed).map { ($0.0.0, $0.1) }))
        }
        if terms.count > 1, terms.allSatisfy({ $0.0.scope == nil }) {
            // Among many sections that hold all words those that hold them side by side must not be missed.
            let phrase = TermPattern(
                tokens: patterns.flatMap(\.tokens), lastIsPrefix: patterns.last?.lastIsPrefix ?? false)
            expressions.insert(excluding(phrase.expression), at: 0)
        }
        var candidates: [Candidate] = []
        var seen: Set<Int64> = []
        for expression in expressions {
            for candidate in try reader.sections(matching: expression, limit: Self.mostCandidates)
            where seen.insert(candidate.id).inserted {
                candidates.append(candidate)
            }
        }
        let alternatives = zip(patterns, prefixed).map { $0 == $1 ? [$0] : [$0, $1] }
        if !candidates.isEmpty { return answer(candidates, patterns: alternatives, match: .exact) }
        return try partialAnswer(terms)
    }

    /// Notes that hold some of the words, when none holds all.
    private func partialAnswer(_ terms: [(SearchQuery.Term, TermPattern)]) throws -> SearchAnswer {
        // Words that nothing holds are taken apart, so that part of a compound may still be found.
        let parts = terms.flatMap { term, pattern in
            pattern.tokens.count > 1 && !term.isPhrase
                ? pattern.tokens.map { (term, TermPattern(tokens: [$0])) } : [(term, pattern)]
        }
        var weights: [Double] = []
        for (_, pattern) in parts {
            let frequency = try reader.frequency(of: pattern.expression)
            weights.append(1 / (1 + Double(frequency)).squareRoot())
        }
        let expression = parts.map { scoped($0.1.expression, $0.0.scope) }.joined(separator: " OR ")
        let candidates = try reader.sections(matching: excluding("(\(expression))"), limit: Self.mostCandidates)
        return answer(candidates, patterns: parts.map { [$0.1] }, weights: weights, match: .partial)
    }

    private func conjunction(_ terms: [(SearchQuery.Term, TermPattern)]) -> String {
        excluding(terms.map { scoped($0.1.expression, $0.0.scope) }.joined(separator: " AND "))
    }

    private func excluding(_ expression: String) -> String {
        let excluded = query.terms.filter(\.isExcluded).compactMap { term in
            TermPattern(term.text).map { scoped($0.expression, term.scope) }
        }
        return excluded.isEmpty ? expression : "(\(expression)) NOT (\(excluded.joined(separator: " OR ")))"
    }

    private func scoped(_ expression: String, _ scope: SearchQuery.Scope?) -> String {
        guard let scope else { return expression }
        return "{\(scope.rawValue)} : (\(expression))"
    }

    /// Ranks the candidates and gathers them by note.
    private func answer(
        _ candidates: [Candidate], patterns: [[TermPattern]], weights: [Double]? = nil, match: SearchHit.Match
    ) -> SearchAnswer {
        let ranking = Ranking(patterns: patterns, weights: weights)
        var list = TokenList()
        var notes: [Int64: (best: Candidate, score: Double, others: Double)] = [:]
        for candidate in candidates {
            let score = patterns.isEmpty ? 0 : ranking.score(candidate, using: &list).score.total
            guard var note = notes[candidate.noteID] else {
                notes[candidate.noteID] = (candidate, score, 0)
                continue
            }
            if (score, -candidate.ordinal) > (note.score, -note.best.ordinal) {
                note = (candidate, score, note.others + note.score)
            } else {
                note.others += score
            }
            notes[candidate.noteID] = note
        }
        let ranked = notes.values
            .map { (candidate: $0.best, score: $0.score + min($0.others, $0.score) * 0.1) }
            .sorted { ($1.score, $0.candidate.path) < ($0.score, $1.candidate.path) }
        let page = ranked.dropFirst(request.offset).prefix(request.limit)
        let maker = SnippetMaker(ranking: ranking)
        let hits = page.map { entry in
            hit(
                entry.candidate, score: entry.score, match: match,
                snippet: maker.snippet(of: entry.candidate, using: &list))
        }
        return SearchAnswer(hits: hits, total: ranked.count, changes: [])
    }

    private func hit(_ candidate: Candidate, score: Double, match: SearchHit.Match, snippet: Snippet) -> SearchHit {
        let symptom = candidate.symptoms.split(separator: " ").first.map(String.init)
        let urgency = symptom.flatMap { symptom in
            try? Int.fetchOne(
                db.cachedStatement(sql: "SELECT urgency FROM symptom WHERE note = ? AND symptom = ?"),
                arguments: [candidate.noteID, symptom])
        }
        return SearchHit(
            note: candidate.note, path: candidate.path, title: BilingualText(candidate.title),
            headings: candidate.headings.split(separator: "\n").reversed().map(String.init), anchor: candidate.anchor,
            line: candidate.line, symptom: symptom, urgency: urgency.flatMap { Urgency(rank: $0) },
            status: candidate.status, nextReview: candidate.nextReview.map { CalendarDate(daysSinceEpoch: $0) },
            score: (score * 1000).rounded() / 1000, snippet: snippet, match: match)
    }
}
