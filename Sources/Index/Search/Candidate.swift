import GRDB
import Notes

/// A section that may answer a query, with the texts that its rank is judged by.
struct Candidate: Sendable {
    let id: Int64
    let noteID: Int64
    let note: String
    let path: String
    let title: String
    /// Title, id and aliases, a line each.
    let names: String
    let heading: String
    /// Its own heading first, then those above it, a line each.
    let headings: String
    let fields: String
    let body: String
    let code: String
    let anchor: String
    let line: Int
    let endLine: Int
    let ordinal: Int
    let symptoms: String
    let status: String?
    let nextReview: Int?
    /// The path with its language left open; nil when it names none.
    let parallel: String?
    let hasChinese: Bool
    let role: SectionRole?

    static let columns = """
        section.id, note.id AS note_id, note.name, note.path, note.title, note.names, section.heading,
        section.headings, CASE section.ordinal WHEN 0 THEN note.fields ELSE '' END AS fields, section.body,
        section.code, section.anchor, section.line, section.ordinal, section.symptoms, note.status, note.next_review,
        note.parallel, note.has_chinese, section.end_line,
        section.role
        """

    init(_ row: Row) {
        id = row[0]
        noteID = row[1]
        note = row[2]
        path = row[3]
        title = row[4]
        names = row[5]
        heading = row[6]
        headings = row[7]
        fields = row[8]
        body = row[9]
        code = row[10]
        anchor = row[11]
        line = row[12]
        ordinal = row[13]
        symptoms = row[14]
        status = row[15]
        nextReview = row[16]
        parallel = row[17]
        hasChinese = row[18]
        endLine = row[19]
        role = (row[20] as String?).flatMap { SectionRole(rawValue: $0) }
    }
}

/// The queries that the full-text table is asked.
struct CandidateReader {
    let db: Database
    let filter: FilterSQL

    /// Sections that match an expression of FTS5, the best by BM25 first.
    func sections(matching expression: String, limit: Int) throws -> [Candidate] {
        var arguments: StatementArguments = [expression]
        arguments += filter.arguments
        arguments += [limit]
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT \(Candidate.columns) FROM (
                        SELECT text.rowid AS id, bm25(text, 10.0, 6.0, 3.0, 1.0, 1.0) AS rank FROM text
                        \(filter.isEmpty ? "" : "JOIN section ON section.id = text.rowid JOIN note ON note.id = section.note")
                        WHERE text MATCH ? \(filter.condition)
                        ORDER BY rank LIMIT ?
                    ) AS found
                    JOIN section ON section.id = found.id JOIN note ON note.id = section.note
                    """),
            arguments: arguments)
        var candidates: [Candidate] = []
        while let row = try rows.next() { candidates.append(Candidate(row)) }
        return candidates
    }

    /// The first sections of the notes that pass the filters: the answer to a query without words.
    func notes(limit: Int) throws -> [Candidate] {
        var arguments = filter.arguments
        arguments += [limit]
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT \(Candidate.columns) FROM section JOIN note ON note.id = section.note
                    WHERE \(filter.isAboutSections ? "1" : "section.ordinal = 0") \(filter.condition)
                    ORDER BY note.path, section.ordinal LIMIT ?
                    """),
            arguments: arguments)
        var candidates: [Candidate] = []
        while let row = try rows.next() { candidates.append(Candidate(row)) }
        return candidates
    }

    /// The notes of the sections that match an expression, the best by BM25 first, each once.
    func notes(matching expression: String, limit: Int) throws -> [Int64] {
        var seen: Set<Int64> = []
        return try sections(matching: expression, limit: limit * 3).map(\.noteID).filter { seen.insert($0).inserted }
    }

    /// The first sections of the notes that say the same in other languages, by path.
    func parallels(of candidate: Candidate) throws -> [Candidate] {
        guard let key = candidate.parallel else { return [] }
        var arguments: StatementArguments = [key, candidate.noteID]
        arguments += filter.arguments
        return try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT \(Candidate.columns) FROM section JOIN note ON note.id = section.note
                    WHERE note.parallel = ? AND note.id != ? AND section.ordinal = 0 \(filter.condition)
                    ORDER BY note.path
                    """),
            arguments: arguments
        ).map { Candidate($0) }
    }

    /// All sections of a note.
    func sections(ofNote note: Int64) throws -> [Candidate] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT \(Candidate.columns) FROM section JOIN note ON note.id = section.note
                    WHERE section.note = ? ORDER BY section.ordinal
                    """),
            arguments: [note]
        ).map { Candidate($0) }
    }

    /// Whether any section of a note matches an expression. A note's sections are stored one after the other, so that FTS5
    /// looks at a range only.
    func note(_ note: Int64, holds expression: String) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM text WHERE text MATCH ?1
                        AND rowid BETWEEN (SELECT min(id) FROM section WHERE note = ?2)
                            AND (SELECT max(id) FROM section WHERE note = ?2))
                    """),
            arguments: [expression, note]) ?? false
    }

    /// In how many sections an expression matches, counted up to a bound.
    func frequency(of expression: String, upTo bound: Int = 5000) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: "SELECT count(*) FROM (SELECT 1 FROM text WHERE text MATCH ? LIMIT ?)"),
            arguments: [expression, bound]) ?? 0
    }
}
