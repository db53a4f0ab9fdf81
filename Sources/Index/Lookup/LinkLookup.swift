import GRDB
package import Notes

/// A link to a note, seen from that note.
package struct Backlink: Sendable, Equatable {
    package var note: String
    package var path: String
    package var title: BilingualText
    /// The sentence with the link.
    package var context: String
    package var line: Int
}

/// A link between notes and where it leads.
package struct LinkEntry: Sendable, Equatable {
    /// The id of the note that holds it, and its path.
    package var note: String
    package var path: String
    package var line: Int
    package var target: String
    package var text: String
    /// The path of the note that it leads to; nil when there is none.
    package var resolvedPath: String?
}

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
                    JOIN section ON section.note = link.note AND section.ordinal = link.section
                    WHERE target.path = ? AND note.id != target.id
                    AND target.id = (\(Self.resolution))
                    GROUP BY note.id ORDER BY note.path
                    """, arguments: [path]
            ).map { row in
                Backlink(
                    note: row[0], path: row[1], title: BilingualText(row[2]),
                    context: LinkContext.sentence(with: row[4], in: row[3]), line: row[5])
            }
        }
    }

    /// The links between notes, resolved or not, by path and line; of one note or of all.
    package func links(ofNoteAt path: String? = nil, onlyUnresolved: Bool = false) throws -> [LinkEntry] {
        try writer.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT note.name, note.path, link.line, link.target, link.text, resolved.path FROM link
                    JOIN note ON note.id = link.note
                    LEFT JOIN note AS resolved ON resolved.id = (\(Self.resolution))
                    WHERE link.key IS NOT NULL AND (?1 IS NULL OR note.path = ?1)
                    AND (NOT ?2 OR resolved.id IS NULL)
                    ORDER BY note.path, link.line, link.ordinal
                    """, arguments: [path, onlyUnresolved]
            ).map { row in
                LinkEntry(
                    note: row[0], path: row[1], line: row[2], target: row[3], text: row[4], resolvedPath: row[5])
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
        let paths = try writer.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT note.path, name.rank FROM name JOIN note ON note.id = name.note
                    WHERE name.key = ? ORDER BY name.rank, note.path
                    """, arguments: [key]
            ).map { (path: $0[0] as String, rank: $0[1] as Int) }
        }
        guard let best = paths.first else { return nil }
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        let nearest = paths.first { $0.rank == best.rank && $0.path.hasPrefix(folder) }
        return ((nearest ?? best).path, heading)
    }

    /// The note that `link.key` means: by rank, then by path.
    private static let resolution = """
        SELECT candidate.note FROM name AS candidate JOIN note AS named ON named.id = candidate.note
        WHERE candidate.key = link.key ORDER BY candidate.rank, named.path LIMIT 1
        """
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
