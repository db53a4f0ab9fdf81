import GRDB

/// The segments of the full-text table: each is a sorted list of words with their places, and a query asks all of them.
enum TextSegments {
    /// Pages that one step of a merge writes. What a step has read is freed for the next, so that a merge needs little
    /// more room than the segments themselves.
    private static let pagesAtOnce = 1000

    /// From now on nothing is merged, until they are united.
    static func keepApart(in db: Database) throws {
        try set("automerge", 0, in: db)
        try set("crisismerge", 1999, in: db)
    }

    /// Whether they were to be united; the table remembers it when the process that wanted to is ended.
    static func areApart(in db: Database) throws -> Bool {
        try Int.fetchOne(db, sql: "SELECT v FROM text_config WHERE k = 'automerge'") == 0
    }

    /// Makes one segment of all, on a level of its own: what small updates add later is merged without it.
    static func unite(in writer: any DatabaseWriter) throws {
        // Negative for the first step, which decides what is merged (https://sqlite.org/fts5.html#the_merge_command).
        var pages = -pagesAtOnce
        var isDone = false
        while !isDone {
            try writer.write { db in
                let before = db.totalChangesCount
                try set("merge", pages, in: db)
                isDone = db.totalChangesCount - before < 2
            }
            pages = pagesAtOnce
        }
        try writer.write { db in
            try set("automerge", 4, in: db)
            try set("crisismerge", 16, in: db)
        }
    }

    private static func set(_ name: String, _ value: Int, in db: Database) throws {
        try db.execute(sql: "INSERT INTO text (text, rank) VALUES (?, ?)", arguments: [name, value])
    }
}
