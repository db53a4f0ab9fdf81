import GRDB
package import Notes

/// What lists say of a note.
package struct NoteSummary: Sendable, Equatable {
    /// The id of the note.
    package var note: String
    /// Relative to the notes folder.
    package var path: String
    /// From the front matter, else the first heading, else the file name.
    package var title: BilingualText
    /// As written; nil where the front matter has none.
    package var status: String?
    /// As written; nil for a note of no series.
    package var series: String?
    /// Its place in the series, as written: to be ordered by `NaturalOrder`.
    package var chapter: String?
    /// By the front matter's word; nil where it names no day.
    package var created: CalendarDate?
    /// By the front matter's word, never by the file's; nil where it names no day.
    package var updated: CalendarDate?
    /// Whole days, at least 1; nil where the note is not reviewed at intervals.
    package var reviewIntervalDays: Int?
    /// When the front matter has its next review; nil when it says nothing of one.
    package var nextReview: CalendarDate?
    /// Whether the note has at least one symptom.
    package var isRunbook: Bool

    static let columns = """
        note.name, note.path, note.title, note.status, note.series, note.chapter, note.created, note.updated,
        note.review_interval, \(Schema.dueDay), note.is_runbook
        """

    init(_ row: Row) {
        note = row[0]
        path = row[1]
        title = BilingualText(row[2])
        status = row[3]
        series = row[4]
        chapter = row[5]
        created = (row[6] as Int?).map { CalendarDate(daysSinceEpoch: $0) }
        updated = (row[7] as Int?).map { CalendarDate(daysSinceEpoch: $0) }
        reviewIntervalDays = row[8]
        nextReview = (row[9] as Int?).map { CalendarDate(daysSinceEpoch: $0) }
        isRunbook = row[10]
    }
}

extension IndexDatabase {
    /// Whether a note has a value in a front matter field, however either is written.
    private static let saying = """
        note.id IN (SELECT note FROM field WHERE key = ? AND value = ?)
        """

    /// The notes of a selection: a series by chapter in natural order, recent ones by date, others by path.
    package func notes(_ selection: NoteSelection, limit: Int = 100_000) throws -> [NoteSummary] {
        let (condition, order, arguments): (String, String, StatementArguments) =
            switch selection {
            case .all: ("1", "note.path", [])
            case .runbooks: ("note.id IN (SELECT note FROM symptom)", "note.path", [])
            case .series(let name): (Self.saying, "note.path", ["series", NoteRows.key(name)])
            case .tag(let name): (Self.saying, "note.path", ["tags", NoteRows.key(name)])
            case .saying(let key, let value): (Self.saying, "note.path", [key, NoteRows.key(value)])
            case .having(let key):
                ("EXISTS (SELECT 1 FROM field WHERE field.note = note.id AND key = ?)", "note.path", [key])
            case .recent: ("note.updated IS NOT NULL", "note.updated DESC, note.path", [])
            }
        let notes = try writer.read { db in
            try Row.fetchAll(
                db, sql: "SELECT \(NoteSummary.columns) FROM note WHERE \(condition) ORDER BY \(order) LIMIT ?",
                arguments: arguments + [limit]
            ).map { NoteSummary($0) }
        }
        guard case .series = selection else { return notes }
        return notes.sorted { NaturalOrder.precedes($0.chapter ?? "", $1.chapter ?? "") }
    }

    /// The notes that a reference may mean: by path, then id, then alias, then half of a title. Several notes share an
    /// id when their files share a name.
    package func notes(named reference: String) throws -> [NoteSummary] {
        let path = reference.hasPrefix("./") ? String(reference.dropFirst(2)) : reference
        return try writer.read { db in
            for key in [NoteRows.key(ofPath: path), NoteRows.key(ofPath: path + ".md"), NoteRows.key(path)] {
                let rows = try Row.fetchAll(
                    db,
                    sql: """
                        SELECT \(NoteSummary.columns), name.rank FROM name JOIN note ON note.id = name.note
                        WHERE name.key = ? ORDER BY name.rank, note.path
                        """, arguments: [key])
                guard let best = rows.first.map({ $0["rank"] as Int }) else { continue }
                return rows.filter { ($0["rank"] as Int) == best }.map { NoteSummary($0) }
            }
            return []
        }
    }

    /// The values of a front matter field with the number of notes that have each, by value. What is written in several
    /// ways is one value, which stands as most notes write it.
    package func values(ofField key: String) throws -> [(value: String, notes: Int)] {
        try writer.read { db in
            try Row.fetchAll(
                db,
                // Of a group, SQLite gives `text` from the row that has the maximum.
                sql: """
                    SELECT text, sum(notes), max(notes) FROM (
                        SELECT \(Schema.writtenValue) AS text, value, count(*) AS notes FROM field WHERE key = ?
                        GROUP BY \(Schema.writtenValue) COLLATE BINARY)
                    GROUP BY value ORDER BY text COLLATE NOCASE
                    """, arguments: [key]
            ).map { ($0[0], $0[1]) }
        }
    }

    /// How much the index holds.
    package func counts() throws -> (notes: Int, runbooks: Int, sections: Int, symptoms: Int) {
        try writer.read { db in
            func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
            return (
                try count("SELECT count(*) FROM note"), try count("SELECT count(*) FROM note WHERE is_runbook"),
                try count("SELECT coalesce(sum(last_section - first_section + 1), 0) FROM note"),
                try count("SELECT count(*) FROM symptom")
            )
        }
    }
}
