/// The evidence of sections, gathered by note.
struct NoteGathering {
    struct Entry {
        /// The section that answers best.
        var candidate: Candidate
        var sectionScore: Double
        /// For each term the most that any section brings.
        var words: [Double]
        /// Of the section where the words stand together best.
        var together: Ranking.Together
        var others: Double
        /// How well the query is the title in whole, 0 to 1.
        var titleQuality: Double
        /// Whether the note as a whole was meant, not the candidate.
        var meansNote: Bool
        /// Whether the note stands here because it says the same as the one before it in another language.
        var isParallel = false

        init(_ candidate: Candidate, _ score: Ranking.Score) {
            self.candidate = candidate
            sectionScore = score.total
            words = score.words
            together = score.together
            others = 0
            titleQuality = score.titleQuality
            meansNote = score.meansNote
        }

        /// A parallel note, with the score of the one that it stands beside.
        init(parallel candidate: Candidate, of entry: Entry) {
            self = entry
            self.candidate = candidate
            titleQuality = 0
            isParallel = true
        }

        /// Who asks for a note by its name wants it from its beginning, not the section that says the name most often.
        var isFoundFromItsHead: Bool { meansNote && candidate.ordinal > 0 }

        var isWholeTitle: Bool { titleQuality >= 0.5 }

        /// A note whose sections hold the words apart answers too, less than one that holds them together.
        var score: Double { best + otherSections }

        /// What the other sections add.
        var otherSections: Double { min(others, best) * 0.1 }

        private var best: Double { words.reduce(0, +) + together.total }
    }

    private var notes: [Int64: Entry] = [:]

    mutating func add(_ candidate: Candidate, _ score: Ranking.Score) {
        let total = score.total
        guard var entry = notes[candidate.noteID] else {
            notes[candidate.noteID] = Entry(candidate, score)
            return
        }
        entry.titleQuality = max(entry.titleQuality, score.titleQuality)
        if score.together.total > entry.together.total { entry.together = score.together }
        for term in entry.words.indices { entry.words[term] = max(entry.words[term], score.words[term]) }
        if (total, -candidate.ordinal) > (entry.sectionScore, -entry.candidate.ordinal) {
            entry.others += entry.sectionScore
            entry.candidate = candidate
            entry.sectionScore = total
            entry.meansNote = score.meansNote
        } else {
            entry.others += total
        }
        notes[candidate.noteID] = entry
    }

    /// Best first; ties by path.
    func ranked() -> [Entry] {
        notes.values.map { ($0, $0.score) }
            .sorted { ($1.1, $0.0.candidate.path) < ($0.1, $1.0.candidate.path) }
            .map(\.0)
    }
}
