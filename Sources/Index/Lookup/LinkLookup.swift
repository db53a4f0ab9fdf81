import GRDB
package import Notes

extension IndexDatabase {
    /// The links that lead to a note, by the path of the notes that hold them.
    package func backlinks(toNoteAt path: String) throws -> [Backlink] {
        try writer.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT note.name, note.path, note.title, section.body, link.text, min(link.line)
                    FROM note AS target
                    JOIN name ON name.note = target.id
                    JOIN link ON link.key = name.key
                    JOIN note ON note.id = link.note
                    JOIN section ON section.id = note.first_section + link.section
                    WHERE target.path = ? AND note.id != target.id
                    AND target.id = (\(Self.resolution(of: "link.key", from: "note.path")))
                    GROUP BY note.id ORDER BY note.path
                    """, arguments: [path]
            ).map { row in
                Backlink(
                    note: row[0], path: row[1], title: BilingualText(row[2]),
                    context: LinkContext.sentence(with: row[4], in: row[3]), line: row[5])
            }
        }
    }

    /// The links between notes, resolved or not, by path and line; of one note or of all. One to a heading that its note
    /// does not have leads nowhere, too.
    package func links(ofNoteAt path: String? = nil, onlyUnresolved: Bool = false) throws -> [LinkEntry] {
        try writer.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM (
                        SELECT note.name, note.path, link.line, link.target, link.text, resolved.path AS resolved,
                            resolved.id IS NOT NULL AND link.heading IS NOT NULL AND NOT EXISTS (
                                SELECT 1 FROM anchor
                                WHERE anchor.note = resolved.id AND anchor.anchor IN (link.heading, link.slug)
                            ) AND NOT EXISTS (
                                SELECT 1 FROM section
                                WHERE section.id BETWEEN resolved.first_section AND resolved.last_section AND section.anchor <> ''
                                    AND section.anchor IN (link.heading, link.slug)
                            ) AS is_heading_missing
                        FROM link
                        JOIN note ON note.id = link.note
                        LEFT JOIN note AS resolved
                            ON resolved.id = (\(Self.resolution(of: "link.key", from: "note.path")))
                        WHERE ?1 IS NULL OR note.path = ?1
                        ORDER BY note.path, link.line, link.ordinal
                    ) WHERE NOT ?2 OR resolved IS NULL OR is_heading_missing
                    """, arguments: [path, onlyUnresolved]
            ).map { row in
                LinkEntry(
                    note: row[0], path: row[1], line: row[2], target: row[3], text: row[4], resolvedPath: row[5],
                    isHeadingMissing: row[6])
            }
        }
    }

    /// The path of the note that a name in a link means: the best-ranked one, and of equals the one nearest in the
    /// folders, so that `[[index]]` in a folder means the index beside it.
    package func resolve(_ target: LinkTarget, fromNoteAt path: String) throws -> (path: String, heading: String?)? {
        let (key, heading): (String, String?)
        switch target {
        case .note(let name, let fragment): (key, heading) = (NoteRows.key(name), fragment)
        case .file(let file, let fragment): (key, heading) = (NoteRows.key(ofPath: file), fragment)
        case .heading, .elsewhere: return nil
        }
        let found = try writer.read { db in
            try String.fetchOne(
                db.cachedStatement(
                    sql: "SELECT path FROM note WHERE id = (\(Self.resolution(of: "?1", from: "?2")))"),
                arguments: [key, path])
        }
        return found.map { ($0, heading) }
    }

    /// The note that a key means in a note at a path, both given as SQL: by rank, then by nearness (beside that note,
    /// below its folder, elsewhere), then by path.
    static func resolution(of key: String, from path: String) -> String {
        // What is left when everything but slashes is trimmed from the end is the folder.
        func folder(_ path: String) -> String { "rtrim(\(path), replace(\(path), '/', ''))" }
        return """
            SELECT id FROM (
                SELECT candidate.note AS id, candidate.rank AS rank, named.path AS path,
                    CASE WHEN \(folder("named.path")) = \(folder(path)) THEN 0
                        WHEN substr(named.path, 1, length(\(folder(path)))) = \(folder(path)) THEN 1 ELSE 2 END AS distance
                FROM name AS candidate JOIN note AS named ON named.id = candidate.note
                WHERE candidate.key = \(key)
            )
            ORDER BY rank, distance, path
            LIMIT 1
            """
    }
}

extension IndexDatabase {
    /// The notes that say the same as a note in other languages, with the language that their path names.
    package func parallels(ofNoteAt path: String) throws -> [(language: String, note: NoteSummary)] {
        guard let parallel = ParallelPath(path) else { return [] }
        return try writer.read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT \(NoteSummary.columns) FROM note WHERE parallel = ? AND path != ? ORDER BY path",
                arguments: [parallel.key, path]
            ).map { NoteSummary($0) }
        }.compactMap { note in ParallelPath(note.path).map { ($0.language, note) } }
    }
}
