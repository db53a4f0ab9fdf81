import GRDB
import Notes

/// The queries that the full-text tables are asked.
struct CandidateReader {
    let db: Database
    let filter: FilterSQL
    /// Matching sections that are looked at, in the order of the index. A word that more hold tells little, and looking at
    /// all of them would take long.
    let mostLookedAt: Int

    /// - Parameter wanted: notes that the answer should reach; few are found among the first sections that hold a word.
    init(db: Database, filter: FilterSQL, wanted: Int) {
        self.db = db
        self.filter = filter
        mostLookedAt = min(max(1_000, 20 * wanted), 200_000)
    }

    /// Sections of one note among the candidates: more would leave no place for other notes.
    private static let mostOfOneNote = 3

    /// Sections that match an expression of FTS5, the best by `FTSRank` first, and of each note the best few.
    func sections(matching expression: MatchExpression, limit: Int) throws -> [Candidate] {
        try choice(matching: expression, limit: limit).candidates
    }

    /// Candidates, and what they are of all that match.
    struct Choice {
        var candidates: [Candidate]
        /// Whether these are all sections that match.
        var isAll = false
        /// Whether there may be notes among the matching ones of which no section was chosen.
        var isCut = false
        /// Whether all sections that match were looked at, so that those with the words side by side are among these.
        var isOfAll = false
    }

    /// The same, with what they are of all that match.
    func choice(matching expression: MatchExpression, limit: Int) throws -> Choice {
        var found = try ranked(expression)
        let isCut = found.count >= mostLookedAt
        if found.count <= limit, !isCut { return Choice(candidates: try candidates(found), isAll: true) }
        if isCut, expression.mayBeName {
            // Of so many, those that are called so must not be missed: sections whose own heading, and notes whose title
            // holds the words.
            let named = try ranked(expression, in: "name_text")
            let known = Set(named)
            found = named + found.filter { !known.contains($0) }
        }
        let best = try best(of: found, limit: limit)
        return Choice(candidates: best, isCut: isCut || best.count >= limit, isOfAll: !isCut)
    }

    /// Sections that are called so, the best first, and of each note the best few.
    func named(_ expression: MatchExpression, limit: Int) throws -> [Candidate] {
        try best(of: ranked(expression, in: "name_text"), limit: limit)
    }

    /// The first sections, but of each note only the first few.
    private func best(of sections: [Int64], limit: Int) throws -> [Candidate] {
        var counts: [Int64: Int] = [:]
        func isTaken(_ note: Int64) -> Bool {
            counts[note, default: 0] += 1
            return counts[note, default: 0] <= Self.mostOfOneNote
        }
        // Nearly all of the first ones are, as a rule, so that these are read whole at once.
        var best = try candidates(Array(sections.prefix(limit))).filter { isTaken($0.noteID) }
        let missing = limit - best.count
        guard missing > 0, sections.count > limit else { return best }
        var others: [Int64] = []
        try forEach(of: sections.dropFirst(limit)) { section, note in
            if isTaken(note) { others.append(section) }
            return others.count < missing
        }
        best += try candidates(others)
        return best
    }

    private struct Ranked {
        let section: Int64
        let rank: Double
    }

    /// The sections that match an expression and the filters, of those that are looked at, the best first.
    ///
    /// - Parameter table: of full text.
    private func ranked(_ expression: MatchExpression, in table: String = "text") throws -> [Int64] {
        let join = "JOIN section ON section.id = \(table).rowid JOIN note ON note.id = section.note"
        // Most of what is excluded need then not be asked of notes one by one.
        let exclusion = table == "text" ? filter.exclusion?.expression : nil
        let match = exclusion.map { "(\(expression.text)) NOT (\($0))" } ?? expression.text
        let rank = "\(FTSRank.name)(\(table), ?)"
        let rows =
            if table == "text", let notes = try fewNotes(behind: match) {
                try Row.fetchCursor(
                    db.cachedStatement(
                        sql: """
                            SELECT text.rowid, \(rank) FROM json_each(?) AS chosen JOIN note ON note.id = chosen.value
                            CROSS JOIN text WHERE text MATCH ? AND \(FilterSQL.isOfNote) LIMIT ?
                            """),
                    arguments: [
                        FTSRank.argument(expression.phrases), Self.list(notes), match, mostLookedAt,
                    ])
            } else {
                try Row.fetchCursor(
                    db.cachedStatement(
                        sql: """
                            SELECT \(table).rowid, \(rank)
                            FROM \(table) \(filter.isEmpty ? "" : join) WHERE \(table) MATCH ? \(filter.condition) LIMIT ?
                            """),
                    arguments: [FTSRank.argument(expression.phrases), match] + filter.arguments + [mostLookedAt])
            }
        var found: [Ranked] = []
        while let row = try rows.next() { found.append(Ranked(section: row[0], rank: row[1])) }
        return found.sorted { ($0.rank, $0.section) < ($1.rank, $1.section) }.map(\.section)
    }

    /// More sections than this are not looked through for those of a few notes.
    private static let common = 4_000
    private static let few = 200

    /// The notes that pass the filters, where they are few and what is looked for is common; else nil.
    private func fewNotes(behind match: String) throws -> [Int64]? {
        guard filter.isAboutNotes, try frequency(of: match, upTo: Self.common) == Self.common else { return nil }
        let notes = try Int64.fetchAll(
            db.cachedStatement(sql: "SELECT note.id FROM note WHERE 1 \(filter.condition) LIMIT ?"),
            arguments: filter.arguments + [Self.few + 1])
        return notes.count <= Self.few ? notes : nil
    }

    /// Reads sections, in the order in which they are given.
    func candidates(_ sections: [Int64]) throws -> [Candidate] {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT \(Candidate.columns) FROM json_each(?) AS chosen
                    JOIN section ON section.id = chosen.value JOIN note ON note.id = section.note
                    """),
            arguments: [Self.list(sections)])
        // Put in order here: SQLite would make a copy of each text for it.
        var read: [Int64: Candidate] = [:]
        while let row = try rows.next() {
            let candidate = Candidate(row)
            read[candidate.id] = candidate
        }
        return sections.compactMap { read[$0] }
    }

    private static func list(_ numbers: some Collection<Int64>) -> String {
        "[" + numbers.map(String.init).joined(separator: ",") + "]"
    }

    /// Of each note that passes the filters the first section that does, by path: the answer to a query without words.
    func filtered() throws -> [Int64] {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT \(filter.isAboutSections ? "section.id" : "note.first_section"), note.id FROM \(filter.tables)
                    WHERE 1 \(filter.condition) ORDER BY note.path, 1
                    """),
            arguments: filter.arguments)
        var sections: [Int64] = []
        var last: Int64?
        while let row = try rows.next() {
            let note: Int64 = row[1]
            if note != last { sections.append(row[0]) }
            last = note
        }
        return sections
    }

    /// The notes of the sections that match an expression, the best first, each once.
    func notes(matching expression: MatchExpression, limit: Int) throws -> [Int64] {
        var notes: [Int64] = []
        try forEach(of: ranked(expression)) { _, note in
            if !notes.contains(note) { notes.append(note) }
            return notes.count < limit
        }
        return notes
    }

    /// Sections whose notes are asked for at once: mostly these are enough.
    private static let mostAskedAtOnce = 32

    /// Tells of each section which note it is of, in their order, as long as more is wanted.
    private func forEach(of sections: some Collection<Int64>, _ isMoreWanted: (_ section: Int64, _ note: Int64) -> Bool)
        throws
    {
        let find = try db.cachedStatement(
            sql: """
                SELECT chosen.value, section.note FROM json_each(?) AS chosen
                JOIN section ON section.id = chosen.value ORDER BY chosen.key
                """)
        var rest = Array(sections)[...]
        while !rest.isEmpty {
            let rows = try Row.fetchCursor(find, arguments: [Self.list(rest.prefix(Self.mostAskedAtOnce))])
            while let row = try rows.next() {
                guard isMoreWanted(row[0], row[1]) else { return }
            }
            rest = rest.dropFirst(Self.mostAskedAtOnce)
        }
    }

    /// The first sections of the notes that say the same in other languages, by path.
    func parallels(of candidate: Candidate) throws -> [Candidate] {
        guard let key = candidate.parallel else { return [] }
        var arguments: StatementArguments = [key, candidate.noteID]
        arguments += filter.arguments
        return try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT \(Candidate.columns) FROM note JOIN section ON section.id = note.first_section
                    WHERE note.parallel = ? AND note.id != ? \(filter.condition)
                    ORDER BY note.path
                    """),
            arguments: arguments
        ).map { Candidate($0) }
    }

    /// The first section of a note, and the first one that says something, which may be the same.
    func beginning(ofNote note: Int64) throws -> (head: Candidate, opening: Candidate)? {
        let sections = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT \(Candidate.columns) FROM note JOIN section ON section.id IN (
                        note.first_section, (SELECT min(id) FROM section WHERE \(Schema.isOfNote) AND body <> ''))
                    WHERE note.id = ? ORDER BY section.id
                    """),
            arguments: [note]
        ).map { Candidate($0) }
        guard let head = sections.first, let opening = sections.last else { return nil }
        return (head, opening)
    }

    /// All sections of a note.
    func sections(ofNote note: Int64) throws -> [Candidate] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT \(Candidate.columns) FROM note JOIN section ON \(Schema.isOfNote)
                    WHERE note.id = ? ORDER BY section.id
                    """),
            arguments: [note]
        ).map { Candidate($0) }
    }

    /// Whether any section of a note matches an expression.
    func note(_ note: Int64, holds expression: String) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM note CROSS JOIN text
                        WHERE note.id = ?2 AND text MATCH ?1 AND \(FilterSQL.isOfNote))
                    """),
            arguments: [expression, note]) ?? false
    }
}
