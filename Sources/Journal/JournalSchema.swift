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
        migrator.registerMigration("runs") { db in
            try db.execute(
                sql: """
                    CREATE TABLE run (
                        id INTEGER PRIMARY KEY AUTOINCREMENT, notes TEXT NOT NULL, path TEXT NOT NULL,
                        address TEXT NOT NULL, symptom TEXT NOT NULL, language TEXT NOT NULL,
                        fingerprint TEXT NOT NULL, runner TEXT NOT NULL, parameters TEXT NOT NULL, who TEXT NOT NULL,
                        started REAL NOT NULL, duration REAL, ending TEXT, exit_code INTEGER, verdict TEXT,
                        message TEXT, output TEXT NOT NULL DEFAULT ''
                    ) STRICT;
                    CREATE INDEX run_by_note ON run (notes, path, started);
                    """)
        }
        migrator.registerMigration("reminders") { db in
            // A row is a claim; it has been sent for certain when `sent` is not null.
            try db.execute(
                sql: """
                    CREATE TABLE reminder (
                        notes TEXT NOT NULL, channel TEXT NOT NULL, note TEXT NOT NULL, due TEXT NOT NULL,
                        claimed REAL NOT NULL, sent REAL, PRIMARY KEY (notes, channel, note, due)
                    ) WITHOUT ROWID, STRICT
                    """)
        }
        migrator.registerMigration("run sentences") { db in
            // The message of a run with its key in the catalogue, to be told in any language.
            try db.execute(sql: "ALTER TABLE run ADD COLUMN sentence TEXT")
        }
        migrator.registerMigration("reminder doubts") { db in
            // Beside the reminders and not in them, so that a program of before goes on writing those.
            try db.execute(
                sql: """
                    CREATE TABLE reminder_doubt (
                        notes TEXT NOT NULL, channel TEXT NOT NULL, note TEXT NOT NULL, due TEXT NOT NULL,
                        is_uncertain INTEGER NOT NULL, told REAL, PRIMARY KEY (notes, channel, note, due)
                    ) WITHOUT ROWID, STRICT
                    """)
        }
        return migrator
    }
}
