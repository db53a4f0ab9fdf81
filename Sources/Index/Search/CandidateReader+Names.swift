import Foundation
import GRDB
import Notes

/// Notes found by what they are called, not by what they hold.
extension CandidateReader {
    /// Names that are looked at where no filter leaves notes out: where more begin so, none of them is meant yet.
    private static let mostNames = 64

    /// The first sections of the notes that have a name, by path.
    ///
    /// - Parameter mayGoOn: whether the name may have only begun; notes of shorter names then come first.
    func notes(named name: String, mayGoOn: Bool = false, limit: Int) throws -> [Candidate] {
        let key = NoteRows.key(name)
        return try beginnings(
            [key, mayGoOn ? key + "\u{10FFFF}" : key, filter.isEmpty ? max(Self.mostNames, 8 * limit) : mostLookedAt],
            limit: limit,
            sql: """
                SELECT note.first_section FROM (
                    SELECT note, length(key) AS length FROM name WHERE key BETWEEN ? AND ? AND rank < 3
                    ORDER BY key LIMIT ?
                ) AS named \(notesOfNames)
                WHERE 1 \(filter.condition)
                GROUP BY note.id ORDER BY min(named.length), note.path LIMIT ?
                """)
    }

    /// The first sections of the notes that have one of some names, those of the longest names first.
    func notes(namedAnyOf names: [String], limit: Int) throws -> [Candidate] {
        guard !names.isEmpty else { return [] }
        let keys = try JSONEncoder().encode(names.map { NoteRows.key($0) })
        return try beginnings(
            [String(decoding: keys, as: UTF8.self), mostLookedAt], limit: limit,
            sql: """
                SELECT note.first_section FROM (
                    SELECT note, max(length(name.key)) AS length FROM json_each(?) AS wanted
                    JOIN name ON name.key = wanted.value WHERE name.rank < 3 GROUP BY note LIMIT ?
                ) AS named \(notesOfNames)
                WHERE 1 \(filter.condition)
                ORDER BY named.length DESC, note.path LIMIT ?
                """)
    }

    /// The first sections of the notes whose file a path names: a part of the note's path up to its end, or a longer one that
    /// ends with it.
    func notes(at file: NotePath, limit: Int) throws -> [Candidate] {
        try beginnings(
            [NoteRows.key(file.name), "/" + file.path], limit: limit,
            sql: """
                SELECT note.first_section FROM name AS named \(notesOfNames)
                WHERE key = ?1 AND rank = 0 AND (
                    substr('/' || note.path, -length(?2)) = ?2 COLLATE NOCASE
                    OR substr(?2, -length('/' || note.path)) = '/' || note.path COLLATE NOCASE)
                \(filter.condition) ORDER BY note.path LIMIT ?
                """)
    }

    /// Where no filter is about sections, they need not be read to tell which ones are the first.
    private var notesOfNames: String {
        "JOIN note ON note.id = named.note"
            + (filter.isAboutSections ? " JOIN section ON section.id = note.first_section" : "")
    }

    /// The sections that a statement finds, of which only those that are wanted are read whole.
    ///
    /// - Parameter arguments: those before the arguments of the filters, behind which stands the limit.
    private func beginnings(_ arguments: StatementArguments, limit: Int, sql: String) throws -> [Candidate] {
        try candidates(
            Int64.fetchAll(db.cachedStatement(sql: sql), arguments: arguments + filter.arguments + [limit]))
    }
}
