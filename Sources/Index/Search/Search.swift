import GRDB
import Notes

extension IndexDatabase {
    /// Searches the notes. Any text is a valid query.
    package func search(_ request: SearchRequest) throws -> SearchAnswer {
        // A command has asked its one question before another processor is awake.
        let hasHelpers = writer is DatabasePool
        return try writer.read { try Search(db: $0, root: root, request: request, hasHelpers: hasHelpers).answer() }
    }
}

/// One search, in stages: each looks wider than the one before, and is asked only when that one found little. What a
/// wider stage finds stands below what a narrower one found, and says so.
struct Search {
    let db: Database
    let root: String
    var query: SearchQuery
    let request: SearchRequest
    /// Whether other processors help to judge and to show what is found.
    let hasHelpers: Bool
    var reader: CandidateReader

    /// Candidates that one expression may bring; ranking looks at each of them, so that there are several for each note
    /// that is asked for, and no more.
    var mostCandidates: Int { max(32, min(3 * (request.offset + request.limit), 30_000)) }
    /// Notes whose sections are read whole, to find those that hold the words in different sections.
    static let mostNotesRead = 40
    /// With fewer notes than this, the next stage is asked.
    static let fewNotes = 10
    /// With fewer notes than this, the costlier stages are asked: notes are read whole, and slips looked for.
    private static let veryFewNotes = 3

    init(db: Database, root: String, request: SearchRequest, hasHelpers: Bool) throws {
        self.db = db
        self.hasHelpers = hasHelpers
        self.root = root
        self.request = request
        query = SearchQuery(request.text) { key in
            let known = try? Bool.fetchOne(
                db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM field WHERE key = ?)"), arguments: [key])
            return known ?? false
        }
        let filter = FilterSQL(query.filters, excluding: QueryTerms(query).exclusion, today: request.today)
        reader = CandidateReader(db: db, filter: filter, wanted: request.offset + request.limit)
    }

    /// Whether the query says what kind of section it wants.
    var asksForSections: Bool { reader.filter.isAboutSections || query.terms.contains { $0.scope != nil } }

    func answer() throws -> SearchAnswer {
        var answer = try literalAnswer()
        if query.excludesEverything {
            answer.changes =
                query.terms.map { .init(kind: .included, word: $0.text, replacements: []) } + answer.changes
        }
        let faults = FilterFaults(db: db, filters: query.filters, today: request.today)
        if answer.hits.isEmpty, request.offset == 0 { answer.changes = try faults.unmet() + answer.changes }
        answer.changes = faults.unreadable + answer.changes
        return answer
    }

    private func literalAnswer() throws -> SearchAnswer {
        let answer = try stagedAnswer()
        guard answer.hits.isEmpty, request.offset == 0, query.terms.contains(where: \.isExcluded) else { return answer }
        // A command line such as `df -h` is a query too: what its hyphens exclude is then looked for.
        var literal = self
        literal.query.terms = query.terms.map { term in
            var term = term
            term.isExcluded = false
            return term
        }
        literal.reader = CandidateReader(
            db: db, filter: FilterSQL(query.filters, excluding: nil, today: request.today),
            wanted: request.offset + request.limit)
        var found = try literal.stagedAnswer()
        if !found.hits.isEmpty {
            let excluded = query.terms.filter(\.isExcluded).map(\.text)
            found.changes = excluded.map { .init(kind: .included, word: $0, replacements: []) } + found.changes
        }
        return found
    }

    private func stagedAnswer() throws -> SearchAnswer {
        let terms = QueryTerms(query)
        guard !terms.entries.isEmpty else {
            return query.filters.isEmpty ? .nothing : try filteredAnswer()
        }
        var found = Findings(hasHelpers: hasHelpers)
        let namesFile = try file(terms, &found)
        let exact = try exact(terms)
        let named = try reader.notes(namedAnyOf: terms.namesInside, limit: Self.fewNotes)
        found.add(exact.candidates + named, .exact, terms)
        found.isCut = exact.isCut
        if found.count < Self.veryFewNotes, terms.needed.count > 1 {
            try found.add(apart(terms), .exact, terms)
        }
        if found.count < Self.fewNotes, let wider = try terms.adding(expansions) {
            let before = found.count
            try found.add(reader.sections(matching: wider.conjunction, limit: mostCandidates), .expanded, wider)
            if before == 0, found.count > 0 { found.changes += wider.expansions }
        }
        // The whole query may be a term of the trade: `rate limiting` is 限流.
        if found.count < Self.fewNotes, terms.needed.count > 1 {
            for pattern in try Synonyms(db: db).patterns(for: terms.subject) {
                let whole = QueryTerms(pattern, of: terms)
                try found.add(
                    reader.sections(matching: whole.conjunction, limit: mostCandidates), .expanded, whole)
            }
        }
        // A Chinese sentence has no spaces: 「怎麼配置健康檢查」 asks for two words.
        if found.count < Self.fewNotes, terms.isSentence, !namesFile {
            let cut = QueryTerms(try terms.needed.flatMap { try knownWords(of: $0) ?? [$0] })
            if cut.entries.count > terms.needed.count { try found.add(together(cut), .expanded, cut) }
        }
        let areTogether = found.count > 0
        if !areTogether, terms.entries.count > 1 { try scattered(terms, &found) }
        let uncorrected = found.count
        let correction = found.count < Self.veryFewNotes && !namesFile ? try correct(terms, &found) : nil
        // One note that happens to hold all words in other forms or far apart must not hide those that answer.
        let mayBeChance = !areTogether && found.count == uncorrected && found.count < Self.veryFewNotes
        if found.count == 0 || mayBeChance { try part(terms, correction, &found) }
        try found.bringParallels(self)
        return try found.answer(request, search: self)
    }

    /// Finds the notes whose file the query names; whether there are any.
    private func file(_ terms: QueryTerms, _ found: inout Findings) throws -> Bool {
        guard !terms.isScoped, let file = NotePath(terms.text), let pattern = TermPattern(file.name) else {
            return false
        }
        let notes = try reader.notes(at: file, limit: mostCandidates)
        guard !notes.isEmpty else { return false }
        found.add(notes, .exact, QueryTerms(pattern, of: terms))
        found.namesPlace = file.path.contains("/")
        return true
    }

    /// Notes that hold all words in one section; the last word may be the beginning of one.
    private func exact(_ terms: QueryTerms) throws -> CandidateReader.Choice {
        if let few = try among(terms) { return few }
        var choice = try self.choice(terms)
        if !choice.isAll, !choice.isOfAll || terms.isSentence, let phrase = terms.phrase {
            // Among many sections that hold all words those that hold them side by side must not be missed, nor those that
            // hold a sentence as it was typed.
            choice.candidates += try reader.sections(matching: phrase, limit: mostCandidates)
        }
        // A single letter begins too many words to look them all up.
        let completed = terms.endsWithLoneCharacter ? nil : terms.completed
        if let completed {
            let spelled = choice.candidates.count < mostCandidates ? try completed.spellingOut(reader.words) : nil
            if let spelled, spelled.goOn {
                let more = try self.choice(completed, spelled)
                choice.candidates += more.candidates
                choice.isAll = choice.isAll && more.isAll
                choice.isCut = choice.isCut || more.isCut
            } else if spelled == nil {
                choice.isAll = false
            }
        }
        if !choice.isAll, !terms.isScoped {
            // Nor must the notes be missed that are called so, or whose name has begun: others may hold the words more often.
            for name in Set([terms.text, terms.subject]).sorted() {
                choice.candidates += try reader.notes(
                    named: name, mayGoOn: completed != nil, limit: min(mostCandidates, request.offset + request.limit))
            }
        }
        return choice
    }

    /// The same, found by the words that tell something; the others are looked for in these sections alone. Nil where that
    /// does not find enough, or where every word tells something.
    private func among(_ terms: QueryTerms) throws -> CandidateReader.Choice? {
        let all = terms.completed ?? terms
        let telling = all.telling
        guard telling.entries.count < all.entries.count, !terms.isScoped else { return nil }
        var choice = try self.choice(telling)
        if !choice.isAll, !choice.isOfAll || telling.isSentence, let phrase = telling.phrase {
            choice.candidates += try reader.sections(matching: phrase, limit: mostCandidates)
        }
        choice.candidates = holding(all: all, choice.candidates)
        return choice.isAll || Set(choice.candidates.map(\.noteID)).count >= Self.fewNotes ? choice : nil
    }

    /// Sections that hold all terms, of which the last may be the beginning of a word.
    private func choice(_ terms: QueryTerms) throws -> CandidateReader.Choice {
        try choice(terms, terms.spellingOut(reader.words))
    }

    private func choice(_ terms: QueryTerms, _ spelled: QueryTerms.Spelled) throws -> CandidateReader.Choice {
        let expression = spelled.terms.conjunction
        if let whole = spelled.terms.whole {
            var choice = try reader.choice(matching: whole.conjunction, limit: mostCandidates)
            if holdsEnough(choice) {
                // Where so many notes hold the identifier, those that write its words apart answer only when called so.
                if expression.mayBeName {
                    choice.candidates += try reader.named(expression, limit: mostCandidates)
                }
                choice.isCut = true
                return choice
            }
        }
        var choice = try reader.choice(matching: expression, limit: mostCandidates)
        if spelled.areAll { return choice }
        if holdsEnough(choice) {
            choice.isCut = true
            return choice
        }
        // To look for all words that begin so takes long; the sections that hold the other terms may be few.
        var others = terms
        others.entries.removeLast()
        if !others.needed.isEmpty, !terms.isScoped {
            var some = try reader.choice(matching: others.conjunction, limit: mostCandidates)
            if some.isAll {
                some.candidates = holding(all: terms, some.candidates)
                return some
            }
        }
        return try reader.choice(matching: terms.conjunction, limit: mostCandidates)
    }

    /// Whether a choice that leaves some out is of so many notes that no wider one is needed.
    private func holdsEnough(_ choice: CandidateReader.Choice) -> Bool {
        let wanted = max(Self.fewNotes, request.offset + request.limit)
        return !choice.isAll && Set(choice.candidates.map(\.noteID)).count >= wanted
    }

    /// Those of some candidates that hold all terms, which must not be limited to parts of the notes.
    private func holding(all terms: QueryTerms, _ candidates: [Candidate]) -> [Candidate] {
        let ranking = Ranking(terms)
        var list = TokenList()
        return candidates.filter { ranking.holdsAll(ranking.score($0, using: &list)) }
    }

    /// The answer to a query of filters only.
    private func filteredAnswer() throws -> SearchAnswer {
        let sections = try reader.filtered()
        var found = Findings(hasHelpers: hasHelpers)
        let page = Array(sections.dropFirst(request.offset).prefix(request.limit))
        found.add(try reader.candidates(page), .exact, QueryTerms(query))
        var answer = try found.answer(
            SearchRequest(request.text, limit: request.limit, today: request.today), search: self)
        answer.total = sections.count
        return answer
    }
}
