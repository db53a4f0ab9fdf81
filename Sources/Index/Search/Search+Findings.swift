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
        /// Whether other processors help.
        let hasHelpers: Bool
        /// So many candidates are worth another processor.
        private static let fewCandidates = 12
        /// So many hits.
        private static let fewHits = 4
        var changes: [SearchAnswer.Change] = []
        /// Whether more notes hold the words than were looked at.
        var isCut = false
        /// Whether the query says in which folder the note lies, and so in which language it is.
        var namesPlace = false

        init(hasHelpers: Bool) { self.hasHelpers = hasHelpers }

        var count: Int { notes.count }

        mutating func add(
            _ candidates: [Candidate], _ match: SearchHit.Match, _ terms: QueryTerms, weights: [Double]? = nil
        ) {
            let ranking = Ranking(match == .exact ? terms.completed ?? terms : terms, weights: weights)
            var seen: Set<Int64> = []
            let new = candidates.filter { !notes.contains($0.noteID) && seen.insert($0.id).inserted }
            let scores = Processors.inParts(new, atLeast: hasHelpers ? Self.fewCandidates : .max) { part in
                var list = TokenList()
                return part.map { ranking.score($0, using: &list) }
            }
            var gathering = NoteGathering()
            for (candidate, score) in zip(new, scores) { gathering.add(candidate, score) }
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
            let chosen = all.dropFirst(request.offset).prefix(request.limit)
            let shown = try chosen.map { item in
                let candidate = item.entry.candidate
                let isBeginning = item.entry.isFoundFromItsHead && !search.asksForSections
                // Below a title often stands nothing but the first heading: what the note is about comes next.
                let needsOpening = isBeginning || candidate.ordinal == 0 && candidate.saysNothing
                let beginning = needsOpening ? try search.reader.beginning(ofNote: candidate.noteID) : nil
                return ShownHit(
                    candidate: isBeginning ? beginning?.head ?? candidate : candidate, opening: beginning?.opening,
                    isBeginning: isBeginning && beginning != nil, ranking: item.stage.ranking)
            }
            let root = search.root
            let details = Processors.inParts(shown, atLeast: hasHelpers ? Self.fewHits : .max) { part in
                var list = TokenList()
                return part.map { $0.details(in: root, using: &list) }
            }
            let hits = zip(chosen, details).map { item, details in
                search.hit(item.entry, terms: item.stage.terms, match: item.match, details)
            }
            var explanation = SearchExplanation(search.query)
            explanation.stages = asked
            return SearchAnswer(
                hits: hits, total: all.count, isCut: isCut, changes: changes, explanation: explanation)
        }
    }

    func hit(
        _ entry: NoteGathering.Entry, terms: [String], match: SearchHit.Match, _ details: ShownHit.Details
    ) -> SearchHit {
        let candidate = details.candidate
        let symptom = candidate.symptoms.split(separator: " ").first.map(String.init)
        let urgency = symptom.flatMap { symptom in
            try? Int.fetchOne(
                db.cachedStatement(sql: "SELECT urgency FROM symptom WHERE note = ? AND symptom = ?"),
                arguments: [candidate.noteID, symptom])
        }
        return SearchHit(
            note: candidate.note, path: candidate.path, title: BilingualText(candidate.title),
            headings: candidate.headings.split(separator: "\n").reversed().map(String.init), anchor: candidate.anchor,
            line: details.line, symptom: symptom, urgency: urgency.flatMap { Urgency(rank: $0) },
            status: candidate.status, nextReview: candidate.nextReview.map { CalendarDate(daysSinceEpoch: $0) },
            score: (entry.score * 1000).rounded() / 1000, parts: entry.parts(terms), snippet: details.snippet,
            found: details.found, match: match)
    }
}
