import GRDB
import Notes

extension Search {
    /// What the stages found: each note once, by the narrowest stage.
    struct Findings {
        private struct Stage {
            var entries: [NoteGathering.Entry]
            let match: SearchHit.Match
            let ranking: Ranking
            let terms: [String]
        }

        private var stages: [Stage] = []
        private var asked: [SearchExplanation.Stage] = []
        private var notes: Set<Int64> = []
        private var list = TokenList()
        var changes: [SearchAnswer.Change] = []
        /// Whether more notes hold the words than were looked at.
        var isCut = false
        /// Whether the query says in which folder the note lies, and so in which language it is.
        var namesPlace = false

        var count: Int { notes.count }

        mutating func add(
            _ candidates: [Candidate], _ match: SearchHit.Match, _ terms: QueryTerms, weights: [Double]? = nil
        ) {
            let ranking = Ranking(match == .exact ? terms.completed ?? terms : terms, weights: weights)
            var gathering = NoteGathering()
            var seen: Set<Int64> = []
            for candidate in candidates where !notes.contains(candidate.noteID) {
                guard seen.insert(candidate.id).inserted else { continue }
                gathering.add(candidate, ranking.score(candidate, using: &list))
            }
            let entries = gathering.ranked()
            notes.formUnion(entries.map(\.candidate.noteID))
            stages.append(
                Stage(entries: entries, match: match, ranking: ranking, terms: terms.entries.map(\.term.text)))
            asked.append(
                .init(
                    match: match, expression: (match == .partial ? terms.disjunction() : terms.conjunction).text,
                    sections: seen.count))
        }

        /// Puts beside a note whose title is the query its parallels in other languages.
        mutating func bringParallels(_ search: Search) throws {
            guard !namesPlace, let first = stages.firstIndex(where: { !$0.entries.isEmpty }) else { return }
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
                entries +=
                    entry.titleQuality >= 1
                    ? inReadingOrder(group, forChinese: search.request.text.hasHan)
                    : group.filter { !$0.isParallel } + group.filter(\.isParallel)
            }
            stages[first].entries = entries
            for index in stages.indices where index != first {
                stages[index].entries.removeAll { placed.contains($0.candidate.noteID) }
            }
        }

        /// Notes that say the same in several languages, in one order whatever words they happen to hold: the Chinese ones
        /// before the others, since they serve readers of both languages, and of these those that hold the words first. The
        /// Traditional one leads, unless another one is called as was typed and it is not. To who typed Chinese a second
        /// script says the least that is new, so that it comes last.
        private func inReadingOrder(_ group: [NoteGathering.Entry], forChinese isChinese: Bool) -> [NoteGathering.Entry]
        {
            let closest = group.filter(\.candidate.hasChinese).map(\.titleQuality).max() ?? 0
            func place(_ entry: NoteGathering.Entry) -> Int {
                let isTraditional = ParallelPath(entry.candidate.path)?.isTraditionalChinese == true
                return (entry.isParallel ? 2 : 0) + (isTraditional && entry.titleQuality >= closest ? 0 : 1)
            }
            let placed = group.map { (place: place($0), entry: $0) }
            let ordered = (0...3).flatMap { place in placed.filter { $0.place == place }.map(\.entry) }
            let chinese = ordered.filter(\.candidate.hasChinese)
            let others = ordered.filter { !$0.candidate.hasChinese }
            let leading = isChinese ? 1 : chinese.count
            return chinese.prefix(leading) + others + chinese.dropFirst(leading)
        }

        mutating func answer(_ request: SearchRequest, search: Search) throws -> SearchAnswer {
            let all = stages.flatMap { stage in
                stage.entries.map {
                    (
                        entry: $0, match: $0.isParallel ? max(stage.match, .expanded) : stage.match,
                        stage: stage
                    )
                }
            }
            let hits = try all.dropFirst(request.offset).prefix(request.limit).map { item in
                let maker = SnippetMaker(ranking: item.stage.ranking)
                var entry = item.entry
                let beginning =
                    entry.isFoundFromItsHead && !search.asksForSections
                    ? try search.reader.beginning(ofNote: entry.candidate.noteID) : nil
                if let beginning { entry.candidate = beginning.head }
                let candidate = entry.candidate
                var snippet =
                    beginning.map { maker.opening($0.opening, using: &list) }
                    ?? maker.snippet(of: candidate, using: &list)
                // Below a title often stands nothing but the first heading: what the note is about comes next.
                if snippet.text.isEmpty, candidate.ordinal == 0,
                    let opening = try search.reader.beginning(ofNote: candidate.noteID)?.opening
                {
                    snippet = maker.opening(opening, using: &list)
                }
                // A beginning needs no look into the file for the line that holds the words.
                let line = beginning == nil ? maker.line(of: candidate, in: search.root, using: &list) : nil
                return search.hit(
                    entry, terms: item.stage.terms, match: item.match, snippet: snippet,
                    found: maker.found(in: candidate, showing: snippet, using: &list), line: line ?? candidate.line)
            }
            var explanation = SearchExplanation(search.query)
            explanation.stages = asked
            return SearchAnswer(
                hits: Array(hits), total: all.count, isCut: isCut, changes: changes, explanation: explanation)
        }
    }

    func hit(
        _ entry: NoteGathering.Entry, terms: [String], match: SearchHit.Match, snippet: Snippet, found: [String],
        line: Int
    ) -> SearchHit {
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
            score: (entry.score * 1000).rounded() / 1000, parts: entry.parts(terms), snippet: snippet, found: found,
            match: match)
    }
}
