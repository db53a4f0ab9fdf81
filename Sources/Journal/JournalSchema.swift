import GRDB

/// The tables of the journal, one migration a subject. A journal is never thrown away: a migration that has been
/// shipped is not edited, a new one follows it.
enum JournalSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("queries") { db in
            try db.execute(
                sql: """
                    CREATE TABLE query (
                        notes TEXT NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL,
                        count INTEGER NOT NULL, last REAL NOT NULL, PRIMARY KEY (notes, key)
                    ) WITHOUT ROWID, STRICT
                    """)
        }
        migrator.registerMigration("alerts") { db in
            try db.execute(
                sql: """
                    CREATE TABLE alert (
                        notes TEXT NOT NULL, fingerprint TEXT NOT NULL, name TEXT NOT NULL, labels TEXT NOT NULL,
                        annotations TEXT NOT NULL, generator TEXT NOT NULL, starts REAL NOT NULL, ends REAL,
                        seen REAL NOT NULL, PRIMARY KEY (notes, fingerprint, starts)
                    ) WITHOUT ROWID, STRICT;
                    CREATE INDEX alert_by_end ON alert (notes, ends, starts)
                    """)
        }
        return migrator
    }
}
