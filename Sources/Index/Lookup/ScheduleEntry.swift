import Foundation
import GRDB
package import Notes

/// What the front matter of a note and the review log say of its reviews.
package struct ScheduleEntry: Sendable, Equatable {
    /// The id of the note.
    package var note: String
    /// Relative to the notes folder.
    package var path: String
    /// As written.
    package var title: String
    /// As written; nil for a note of no series.
    package var series: String?
    /// Whether the status is `archived` or `draft`.
    package var isPaused: Bool
    /// Whether the author's interval holds for ever.
    package var isFixed: Bool
    /// Days.
    package var interval: Int?
    /// By the front matter's word alone; nil where it names no day.
    package var nextReview: CalendarDate?
    /// By the front matter's word; nil where it names no day.
    package var created: CalendarDate?
    /// By the front matter's word; nil where it names no day.
    package var updated: CalendarDate?
    /// That of its most urgent symptom.
    package var urgency: Urgency?
    /// Seconds since 1970 at which the file was last changed, or was put here with an older time.
    package var modified: Int
    /// The name that the log has for the note: that of its events, else its id, or its path where several notes share the
    /// id.
    package var logName: String
    /// Nil where the log says nothing of the note.
    package var logged: LoggedSchedule?

    init(_ row: Row) {
        func date(_ index: Int) -> CalendarDate? { (row[index] as Int?).map { CalendarDate(daysSinceEpoch: $0) } }
        note = row[0]
        path = row[1]
        title = row[2]
        series = row[3]
        isPaused = row[4]
        isFixed = row[5]
        interval = row[6]
        nextReview = date(7)
        created = date(8)
        updated = date(9)
        urgency = (row[10] as Int?).flatMap { Urgency(rank: $0) }
        modified = (row[11] as Int) / 1_000_000_000
        logName = row[12]
        logged = LoggedSchedule(row, at: 13)
    }
}

extension IndexDatabase {
    /// The schedules of a selection, by path. The schedules of the log must have been kept.
    ///
    /// - Parameters:
    ///   - filters: a search query whose filters the notes must fulfil; its words do not count.
    ///   - today: the day that relative dates of filters count from.
    package func schedules(
        _ selection: ScheduleSelection, filters: [SearchQuery.Filter] = [], today: CalendarDate
    ) throws -> [ScheduleEntry] {
        let filter = FilterSQL(filters, today: today)
        var arguments: StatementArguments = []
        let condition =
            switch selection {
            case .all: "coalesce(note.next_review, note.review_interval, log.next_review) IS NOT NULL"
            case .due:
                // Few of many notes: each half is found by an index.
                """
                note.id IN (
                    SELECT id FROM note WHERE \(Schema.dueDay) <= ?
                    UNION
                    SELECT note.id FROM logged_note AS log
                    CROSS JOIN note ON note.name = log.note OR note.path = log.note
                    WHERE log.note = \(Self.loggedName)
                        AND (log.next_review IS NOT note.next_review OR log.interval IS NOT note.review_interval))
                """
            case .note: "note.path = ?"
            case .notes: "note.path IN (SELECT value FROM json_each(?))"
            }
        switch selection {
        case .all: break
        case .due(let day): arguments += [day.daysSinceEpoch]
        case .note(let path): arguments += [path]
        case .notes(let paths): arguments += [String(decoding: try JSONEncoder().encode(paths), as: UTF8.self)]
        }
        let filtered =
            filter.isEmpty
            ? ""
            : """
            AND note.id IN (SELECT note.id FROM \(filter.tables) WHERE 1 \(filter.condition))
            """
        return try writer.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT note.name, note.path, note.title, note.series,
                        \(Schema.isPaused),
                        coalesce(note.review, '') = 'fixed' COLLATE NOCASE, note.review_interval, note.next_review,
                        note.created, note.updated, (SELECT min(urgency) FROM symptom WHERE symptom.note = note.id),
                        max(note.modified, note.changed), \(Self.loggedName), log.*
                    FROM note LEFT JOIN logged_note AS log ON log.note = \(Self.loggedName)
                    WHERE (\(condition)) \(filtered)
                    ORDER BY note.path
                    """, arguments: arguments + filter.arguments
            ).map { ScheduleEntry($0) }
        }
    }

    /// The name that the log has for a note. One that it knows by its path keeps that name, and one that it knows by its id
    /// keeps that when other notes come to share the id.
    private static let loggedName = """
        CASE WHEN EXISTS (SELECT 1 FROM logged_note AS known WHERE known.note = note.path) THEN note.path
            WHEN NOT EXISTS (SELECT 1 FROM note AS other WHERE other.name = note.name AND other.id <> note.id)
                OR EXISTS (SELECT 1 FROM logged_note AS known WHERE known.note = note.name AND known.path = note.path)
            THEN note.name ELSE note.path END
        """

    /// The name that the log has for the note at a path. The schedules of the log must have been kept.
    package func loggedName(ofNoteAt path: String) throws -> String? {
        try writer.read { db in
            try String.fetchOne(
                db, sql: "SELECT \(Self.loggedName) FROM note WHERE note.path = ?", arguments: [path])
        }
    }
}
