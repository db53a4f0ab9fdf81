import Foundation
import GRDB
package import Notes

/// What the review log says of a note, as the index keeps it: the log stays the truth, and this spares reading it again.
package struct LoggedSchedule: Sendable, Equatable {
    /// The name of the note in the log.
    package var note: String
    /// Where the note was when something was last logged of it; nil where the log does not say.
    package var path: String?
    /// Days.
    package var interval: Int
    /// Days since 1970, as all dates here.
    package var nextReview: Int
    /// Days, as `Memory` of reviews has it; nil, as `difficulty` and `lastReview` are, where the log tells of no memory.
    package var stability: Double?
    /// 1 to 10, as `Memory` has it.
    package var difficulty: Double?
    /// Days since 1970: where memory begins.
    package var lastReview: Int?
    /// What the front matter held before, in a form that only the keeper reads.
    package var earlier: String
    /// The day of the last review; `lastReview` is where memory begins, which a person may have set.
    package var reviewed: Int?

    /// A schedule as its keeper folded it; the index checks nothing of it.
    package init(
        note: String, path: String?, interval: Int, nextReview: Int, stability: Double?, difficulty: Double?,
        lastReview: Int?, earlier: String, reviewed: Int?
    ) {
        self.note = note
        self.path = path
        self.interval = interval
        self.nextReview = nextReview
        self.stability = stability
        self.difficulty = difficulty
        self.lastReview = lastReview
        self.earlier = earlier
        self.reviewed = reviewed
    }

    /// The columns of the table, from an offset in a row; nil where there is no row for a note.
    init?(_ row: Row, at offset: Int) {
        guard let note = row[offset] as String? else { return nil }
        self.init(
            note: note, path: row[offset + 1], interval: row[offset + 2], nextReview: row[offset + 3],
            stability: row[offset + 4], difficulty: row[offset + 5], lastReview: row[offset + 6],
            earlier: row[offset + 7], reviewed: row[offset + 8])
    }
}

/// The table is made by those who fill it: it belongs to no note, and an index without it is whole.
extension IndexDatabase {
    /// The state of the log that the kept schedules were made from, and what was wrong with its lines; nil when there are none.
    package func loggedSchedulesStamp() throws -> (stamp: String, problems: [[Sentence]])? {
        try writer.read { db in
            guard let stamp = try Self.meta("logged_notes", db) else { return nil }
            let problems = try Self.meta("review_problems", db) ?? ""
            guard !problems.isEmpty else { return (stamp, []) }
            return (stamp, try JSONDecoder().decode([[Sentence]].self, from: Data(problems.utf8)))
        }
    }

    /// Whether any schedule is kept. The schedules of the log must have been kept.
    package func hasLoggedSchedules() throws -> Bool {
        try writer.read { try Int.fetchOne($0, sql: "SELECT 1 FROM logged_note LIMIT 1") != nil }
    }

    /// Keeps the schedules of all notes in place of those before.
    package func keep(_ schedules: [LoggedSchedule], stamp: String, problems: [[Sentence]]) throws {
        let told = problems.isEmpty ? "" : String(decoding: try JSONEncoder().encode(problems), as: UTF8.self)
        try writer.write { db in
            try db.execute(
                sql: """
                    CREATE TABLE IF NOT EXISTS logged_note (
                        note TEXT PRIMARY KEY, path TEXT, interval INTEGER NOT NULL, next_review INTEGER NOT NULL,
                        stability REAL, difficulty REAL, last_review INTEGER, earlier TEXT NOT NULL,
                        reviewed INTEGER
                    ) WITHOUT ROWID;
                    DELETE FROM logged_note;
                    """)
            for schedule in schedules { try Self.insert(schedule, db) }
            try db.execute(
                sql: "INSERT OR REPLACE INTO meta VALUES ('logged_notes', ?), ('review_problems', ?)",
                arguments: [stamp, told])
        }
    }

    /// Keeps the schedule of one note, where the others are of the state of the log just before.
    package func keep(_ schedule: LoggedSchedule, stamp: String, after before: String) throws {
        try writer.write { db in
            guard try Self.meta("logged_notes", db) == before else { return }
            try Self.insert(schedule, db)
            try db.execute(sql: "UPDATE meta SET value = ? WHERE key = 'logged_notes'", arguments: [stamp])
        }
    }

    private static func meta(_ key: String, _ db: Database) throws -> String? {
        try String.fetchOne(
            db.cachedStatement(sql: "SELECT value FROM meta WHERE key = ?"), arguments: [key])
    }

    private static func insert(_ schedule: LoggedSchedule, _ db: Database) throws {
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO logged_note VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)").execute(
            arguments: [
                schedule.note, schedule.path, schedule.interval, schedule.nextReview, schedule.stability,
                schedule.difficulty, schedule.lastReview, schedule.earlier, schedule.reviewed,
            ])
    }
}
