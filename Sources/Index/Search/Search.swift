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
        self.limit = max(0, limit)
        self.offset = max(0, offset)
        self.today = today
    }
}

extension IndexDatabase {
    /// Searches the notes. Any text is a valid query.
    package func search(_ request: SearchRequest) throws -> SearchAnswer {
        try writer.read { try Search(db: $0, root: root, request: request).answer() }
    }
}

/// One search, in stages: each looks wider than the one before, and is asked only when that one found little. What a
/// wider stage finds stands below what a narrower one found, and says so.
private struct Search {
    let db: Database
    let root: String
    let query: SearchQuery
    let request: SearchRequest
    let reader: CandidateReader

    /// Candidates that one expression may bring; ranking looks at each of them.
    private static let mostCandidates = 200
    /// Notes whose sections are read whole, to find those that hold the words in different sections.
    private static let mostNotesRead = 40
    /// With fewer notes than this, the next stage is asked.
    private static let fewNotes = 10
    /// With fewer notes than this, the costlier stages are asked: notes are read whole, and slips looked for.
    private static let veryFewNotes = 3

    init(db: Database, root: String, request: SearchRequest) throws {
        self.db = db
        self.root = root
        self.request = request
        query = SearchQuery(request.text) { key in
            let known = try? Bool.fetchOne(
                db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM field WHERE key = ?)"), arguments: [key])
            return known ?? false
        }
        let filter = FilterSQL(query.filters, excluding: QueryTerms(query).exclusion, today: request.today)
        reader = CandidateReader(db: db, filter: filter)
    }

    func answer() throws -> SearchAnswer {
        let terms = QueryTerms(query)
        guard !terms.entries.isEmpty else {
            return query.filters.isEmpty ? .nothing : try filteredAnswer()
        }
        var found = Findings()
        try found.add(exact(terms), .exact, terms)
        if found.count < Self.veryFewNotes, terms.entries.count > 1 {
            try found.add(apart(terms), .exact, terms)
        }
        if found.count < Self.fewNotes, let wider = try terms.adding(expansions) {
            try found.add(reader.sections(matching: wider.conjunction, limit: Self.mostCandidates), .expanded, wider)
        }
        // The whole query may be a term of the trade: `rate limiting` is 限流.
        if found.count < Self.fewNotes, terms.entries.count > 1 {
            for pattern in try Synonyms(db: db).patterns(for: terms.text) {
                let whole = QueryTerms(pattern, of: terms)
                try found.add(
                    reader.sections(matching: whole.conjunction, limit: Self.mostCandidates), .expanded, whole)
            }
        }
        if found.count < Self.veryFewNotes { try correct(terms, &found) }
        if found.count == 0 { try part(terms, &found) }
        try found.bringParallels(self)
        return found.answer(request, reader: self)
    }

    /// Notes that hold all words in one section; the last word may be the beginning of one.
    private func exact(_ terms: QueryTerms) throws -> [Candidate] {
        // Among many sections that hold all words those that hold them side by side must not be missed.
        let expressions = [terms.phrase, terms.conjunction, terms.completed?.conjunction]
        return try expressions.compactMap { $0 }.flatMap {
            try reader.sections(matching: $0, limit: Self.mostCandidates)
        }
    }

    /// Sections of notes that hold all words, but in different sections.
    private func apart(_ terms: QueryTerms) throws -> [Candidate] {
        var rarest: (frequency: Int, expression: String)?
        for entry in terms.entries {
            let frequency = try reader.frequency(of: entry.expression)
            if frequency == 0 { return [] }
            if rarest.map({ frequency < $0.frequency }) ?? true { rarest = (frequency, entry.expression) }
        }
        guard let rarest else { return [] }
        let notes = try reader.notes(matching: rarest.expression, limit: Self.mostNotesRead)
        let ranking = Ranking(patterns: terms.patterns)
        var list = TokenList()
        return try notes.flatMap { note -> [Candidate] in
            let sections = try reader.sections(ofNote: note)
            var holds = Array(repeating: false, count: terms.entries.count)
            let scored = sections.filter { section in
                let words = ranking.score(section, using: &list).words
                for (term, word) in words.enumerated() where word > 0 { holds[term] = true }
                return words.contains { $0 > 0 }
            }
            return holds.contains(false) ? [] : scored
        }
    }

    /// Other forms of a word, and the words that say the same in the other language or region.
    private func expansions(_ entry: QueryTerms.Entry) throws -> [TermPattern] {
        let pattern = entry.patterns[0]
        var patterns: [TermPattern] = []
        if pattern.tokens.count == 1 {
            patterns += WordForms.forms(of: pattern.tokens[0]).map { TermPattern(tokens: [$0], quality: 0.6) }
        }
        return try patterns + Synonyms(db: db).patterns(for: entry.term.text)
    }

    /// Looks for words like those that no note, or hardly any, holds.
    private func correct(_ terms: QueryTerms, _ found: inout Findings) throws {
        let spelling = Spelling(db: db)
        var corrected = terms
        var changes: [SearchAnswer.Change] = []
        for (index, entry) in terms.entries.enumerated() where !entry.term.isPhrase {
            let pattern = entry.patterns[0]
            guard try reader.frequency(of: entry.expression, upTo: 3) < 3 else { continue }
            var alternatives: [TermPattern] = []
            if let whole = pattern.whole {
                alternatives = try spelling.corrections(of: whole).map { TermPattern(tokens: [$0], quality: 0.7) }
            }
            if alternatives.isEmpty, let repaired = try repair(pattern, spelling) { alternatives = [repaired] }
            if pattern.tokens.count == 1 {
                alternatives = try spelling.corrections(of: pattern.tokens[0]).map {
                    TermPattern(tokens: [$0], quality: 0.7)
                }
            }
            guard !alternatives.isEmpty else { continue }
            corrected.entries[index].patterns += alternatives
            changes.append(
                .init(
                    kind: .corrected, word: entry.term.text,
                    replacements: alternatives.map { $0.tokens.joined(separator: " ") }))
        }
        guard !changes.isEmpty else { return }
        let before = found.count
        try found.add(
            reader.sections(matching: corrected.conjunction, limit: Self.mostCandidates), .corrected, corrected)
        if found.count > before { found.changes += changes }
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

    /// Notes that hold some of the words, when none holds all.
    private func part(_ terms: QueryTerms, _ found: inout Findings) throws {
        // Compounds are taken apart, so that a part of one may be found.
        let parts = terms.parts
        var weights: [Double] = []
        for entry in parts.entries {
            let frequency = try reader.frequency(of: entry.expression)
            weights.append(1 / (1 + Double(frequency)).squareRoot())
            if frequency == 0 { found.changes.append(.init(kind: .leftOut, word: entry.term.text, replacements: [])) }
        }
        let candidates = try reader.sections(matching: parts.disjunction, limit: Self.mostCandidates)
        found.add(candidates, .partial, parts, weights: weights)
    }

    /// The answer to a query of filters only.
    private func filteredAnswer() throws -> SearchAnswer {
        var found = Findings()
        found.add(try reader.notes(limit: 10_000), .exact, QueryTerms(query))
        return found.answer(request, reader: self)
    }
}

extension Search {
    /// What the stages found: each note once, by the narrowest stage.
    fileprivate struct Findings {
        private var stages: [(entries: [NoteGathering.Entry], match: SearchHit.Match, ranking: Ranking)] = []
        private var notes: Set<Int64> = []
        private var sections: Set<Int64> = []
        private var list = TokenList()
        var changes: [SearchAnswer.Change] = []

        var count: Int { notes.count }

        mutating func add(
            _ candidates: [Candidate], _ match: SearchHit.Match, _ terms: QueryTerms, weights: [Double]? = nil
        ) {
            let ranking = Ranking(
                patterns: (match == .exact ? terms.completed ?? terms : terms).patterns, weights: weights)
            var gathering = NoteGathering()
            var seen: Set<Int64> = []
            for candidate in candidates where !notes.contains(candidate.noteID) {
                guard seen.insert(candidate.id).inserted else { continue }
                gathering.add(candidate, ranking.score(candidate, using: &list))
            }
            let entries = gathering.ranked()
            notes.formUnion(entries.map(\.candidate.noteID))
            stages.append((entries, match, ranking))
        }

        /// Puts beside a note whose title is the query its parallels in other languages.
        mutating func bringParallels(_ search: Search) throws {
            guard let first = stages.firstIndex(where: { !$0.entries.isEmpty }) else { return }
            var entries: [NoteGathering.Entry] = []
            var placed: Set<Int64> = []
            for entry in stages[first].entries where placed.insert(entry.candidate.noteID).inserted {
                guard entry.isWholeTitle else {
                    entries.append(entry)
                    continue
                }
                var group = [entry]
                for candidate in try search.reader.parallels(of: entry.candidate)
                where placed.insert(candidate.noteID).inserted {
                    let known = stages[first].entries.first { $0.candidate.noteID == candidate.noteID }
                    group.append(known ?? NoteGathering.Entry(parallel: candidate, of: entry))
                    notes.insert(candidate.noteID)
                }
                // Of notes with the same title the Chinese one serves readers of both languages: its names are English.
                entries += group.filter {
                    $0.isWholeTitle && $0.candidate.title.hasHan == group[0].candidate.title.hasHan
                }
                .sorted { ($0.candidate.hasChinese ? 0 : 1) < ($1.candidate.hasChinese ? 0 : 1) }
                entries += group.filter {
                    !($0.isWholeTitle && $0.candidate.title.hasHan == group[0].candidate.title.hasHan)
                }
            }
            stages[first].entries = entries
            for index in stages.indices where index != first {
                stages[index].entries.removeAll { placed.contains($0.candidate.noteID) }
            }
        }

        mutating func answer(_ request: SearchRequest, reader: Search) -> SearchAnswer {
            let all = stages.flatMap { stage in
                stage.entries.map { (entry: $0, match: stage.match, ranking: stage.ranking) }
            }
            let hits = all.dropFirst(request.offset).prefix(request.limit).map { item in
                let maker = SnippetMaker(ranking: item.ranking)
                let candidate = item.entry.candidate
                // Texts in the index have no lines; the file has, and few files are read.
                let lines = (try? NoteFile.text(at: reader.root + "/" + candidate.path).text).map(NoteSource.lines)
                return reader.hit(
                    item.entry, match: item.match, snippet: maker.snippet(of: candidate, using: &list),
                    line: lines.flatMap { maker.line(of: candidate, inLines: $0, using: &list) } ?? candidate.line)
            }
            return SearchAnswer(hits: Array(hits), total: all.count, changes: changes)
        }
    }

    fileprivate func hit(_ entry: NoteGathering.Entry, match: SearchHit.Match, snippet: Snippet, line: Int) -> SearchHit
    {
        let candidate = entry.candidate
        let symptom = candidate.symptoms.split(separator: " ").first.map(String.init)
        let urgency = symptom.flatMap { symptom in
            try? Int.fetchOne(
                db.cachedStatement(sql: "SELECT urgency FROM symptom WHERE note = ? AND symptom = ?"),
                arguments: [candidate.noteID, symptom])
        }
        return SearchHit(
            note: candidate.note, path: candidate.path, title: BilingualText(candidate.title),
            headings: candidate.headings.split(separator: "\n").reversed().map(String.init), anchor: candidate.anchor,
            line: line, symptom: symptom, urgency: urgency.flatMap { Urgency(rank: $0) },
            status: candidate.status, nextReview: candidate.nextReview.map { CalendarDate(daysSinceEpoch: $0) },
            score: (entry.score * 1000).rounded() / 1000, snippet: snippet, match: match)
    }
}
