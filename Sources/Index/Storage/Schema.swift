import GRDB
import Notes

/// The tables of the index. It is a cache: whatever does not fit is deleted and made anew.
enum Schema {
    /// Raised whenever tokens or what is read from a note change; a change of the tables needs no new number.
    private static let revision: UInt32 = 7

    /// The number in the file header: a file with another one is rebuilt. It depends on the text of the tables, so that
    /// no change of theirs can be forgotten; positive, as SQLite stores it.
    static let version: Int = {
        let hash = tables.utf8.reduce(0x811C_9DC5 ^ revision) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
        return Int(hash & 0x7FFF_FFFF)
    }()

    /// "kbix", in the file header, so that a file of another program is not taken for an index.
    static let applicationID = 0x6B62_6978

    static func create(_ db: Database) throws {
        try db.execute(
            sql: tables + "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version);")
    }

    /// When the front matter of a note has its next review; null when it says nothing of one. Days since 1970.
    static let dueDay = "coalesce(next_review, coalesce(updated, created) + review_interval)"

    /// Whether a note is never due.
    static let isPaused =
        "coalesce(status, '') COLLATE NOCASE IN (\(NoteStatus.paused.map { "'\($0)'" }.joined(separator: ", ")))"

    /// A value of a field as it is written.
    static let writtenValue = "coalesce(written, value)"

    /// Whether a section is of a note.
    static let isOfNote = "section.id BETWEEN note.first_section AND note.last_section"

    private static let tables = """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

        CREATE TABLE note (
            id INTEGER PRIMARY KEY,
            path TEXT NOT NULL UNIQUE, folded_path TEXT,
            name TEXT NOT NULL,
            title TEXT NOT NULL,
            names TEXT NOT NULL,
            fields TEXT NOT NULL,
            status TEXT, series TEXT, chapter TEXT,
            parallel TEXT, outline TEXT,
            created INTEGER, updated INTEGER, review_interval INTEGER, next_review INTEGER,
            review TEXT,
            is_runbook INTEGER NOT NULL, has_chinese INTEGER NOT NULL, has_english INTEGER NOT NULL,
            size INTEGER NOT NULL, modified INTEGER NOT NULL, changed INTEGER NOT NULL, inode INTEGER NOT NULL,
            -- Its sections are stored one after the other.
            first_section INTEGER NOT NULL, last_section INTEGER NOT NULL
        );
        CREATE INDEX note_name ON note (name);
        CREATE INDEX note_parallel ON note (parallel) WHERE parallel IS NOT NULL;
        CREATE INDEX note_due ON note (\(dueDay));

        -- Every front matter field, one row a value; keys are folded. So are values where that makes a difference beyond the
        -- case of ASCII, and then stand beside it as they are written.
        CREATE TABLE field (
            note INTEGER NOT NULL, ordinal INTEGER NOT NULL,
            key TEXT NOT NULL, value TEXT NOT NULL COLLATE NOCASE, written TEXT,
            PRIMARY KEY (note, ordinal)
        ) WITHOUT ROWID;
        -- With whatever queries ask for, so that the table is not read too.
        CREATE INDEX field_key ON field (key, value, note, written);

        -- Every name that a wikilink may use, folded; rank 0 is the id, 1 an alias, 2 half a title, 3 a path.
        CREATE TABLE name (
            key TEXT NOT NULL, rank INTEGER NOT NULL, note INTEGER NOT NULL,
            PRIMARY KEY (key, rank, note)
        ) WITHOUT ROWID;
        CREATE INDEX name_note ON name (note);

        -- What the notes themselves say in both languages, folded, in both directions.
        CREATE TABLE pair (
            note INTEGER NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL,
            PRIMARY KEY (note, key, text)
        ) WITHOUT ROWID;
        CREATE INDEX pair_key ON pair (key);

        -- Of notes with parallels in other languages the title, of the ordinal -1, and the headings, folded.
        CREATE TABLE parallel_name (
            note INTEGER NOT NULL, ordinal INTEGER NOT NULL, key TEXT NOT NULL,
            PRIMARY KEY (note, ordinal)
        ) WITHOUT ROWID;
        CREATE INDEX parallel_name_key ON parallel_name (key);

        CREATE TABLE section (
            id INTEGER PRIMARY KEY,
            note INTEGER NOT NULL, ordinal INTEGER NOT NULL, level INTEGER NOT NULL,
            headings TEXT NOT NULL, anchor TEXT NOT NULL,
            line INTEGER NOT NULL, end_line INTEGER NOT NULL,
            role TEXT, symptoms TEXT NOT NULL,
            body TEXT NOT NULL, code TEXT NOT NULL
        );

        -- Links between notes; others stand in the text only.
        CREATE TABLE link (
            note INTEGER NOT NULL, ordinal INTEGER NOT NULL, section INTEGER NOT NULL,
            target TEXT NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL, line INTEGER NOT NULL,
            heading TEXT, slug TEXT,
            PRIMARY KEY (note, ordinal)
        ) WITHOUT ROWID;
        CREATE INDEX link_key ON link (key);

        -- What a link may call the headings of a note, beside the anchors of its sections.
        CREATE TABLE anchor (
            note INTEGER NOT NULL, anchor TEXT NOT NULL,
            PRIMARY KEY (note, anchor)
        ) WITHOUT ROWID;

        CREATE TABLE symptom (
            note INTEGER NOT NULL, ordinal INTEGER NOT NULL, symptom TEXT NOT NULL,
            description TEXT NOT NULL, impact TEXT NOT NULL, urgency INTEGER, line INTEGER NOT NULL,
            detections TEXT NOT NULL, languages TEXT NOT NULL, resolution TEXT,
            PRIMARY KEY (note, ordinal)
        ) WITHOUT ROWID;

        CREATE TABLE finding (
            note INTEGER NOT NULL, ordinal INTEGER NOT NULL, rule TEXT NOT NULL, line INTEGER NOT NULL,
            column INTEGER NOT NULL, sentences TEXT NOT NULL,
            PRIMARY KEY (note, ordinal)
        ) WITHOUT ROWID;

        -- The text stands once, in note and section; this is what the full-text tables were told of it.
        CREATE VIEW section_text AS
            SELECT section.id AS id, note.names AS title, section.headings AS heading,
                CASE section.ordinal WHEN 0 THEN note.fields ELSE '' END AS fields,
                section.body AS body, section.code AS code
            FROM section JOIN note ON note.id = section.note;
        CREATE VIEW section_name AS
            SELECT section.id AS id, CASE section.ordinal WHEN 0 THEN note.names ELSE '' END AS title,
                substr(section.headings, 1, instr(section.headings || char(10), char(10)) - 1) AS heading
            FROM section JOIN note ON note.id = section.note;
        CREATE VIRTUAL TABLE text USING fts5(
            title, heading, fields, body, code,
            content = '', columnsize = 0, tokenize = 'kb'
        );
        -- The words that the notes hold, Chinese ones as pairs of characters, each as often as it stands there: what counts
        -- them reads all their places.
        CREATE VIRTUAL TABLE vocabulary USING fts5vocab('text', 'instance');
        -- What sections are called, and notes where they begin: of the many sections that hold a common word, those that
        -- are called so.
        CREATE VIRTUAL TABLE name_text USING fts5(
            title, heading,
            content = '', columnsize = 0, tokenize = 'kb'
        );
        -- A batch of notes is gathered in memory and written as one segment: merging small ones costs more.
        INSERT INTO text (text, rank) VALUES ('hashsize', 67108864);
        INSERT INTO name_text (name_text, rank) VALUES ('hashsize', 16777216);

        -- Blocks of words, as WordTable tells; those that are digits for the most part have their own.
        CREATE TABLE word (
            is_number INTEGER NOT NULL, first TEXT NOT NULL, words TEXT NOT NULL,
            PRIMARY KEY (is_number, first)
        ) WITHOUT ROWID;

        """

    /// Whether the file is an index of this version; nil when it is empty.
    static func isCurrent(_ db: Database) throws -> Bool? {
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        if version == 0, application == 0 {
            let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
            if tables == 0 { return nil }
        }
        return version == Self.version && application == applicationID
    }
}
