import Foundation
import GRDB
import Notes

/// Notes found by what they are called, not by what they hold.
extension CandidateReader {
    /// The first sections of the notes that have a name, by path.
    ///
    /// - Parameter mayGoOn: whether the name may have only begun; notes of shorter names then come first.
    func notes(named name: String, mayGoOn: Bool = false, limit: Int) throws -> [Candidate] {
        let key = NoteRows.key(name)
        var arguments: StatementArguments = [key, mayGoOn ? key + "\u{10FFFF}" : key, mostLookedAt]
        arguments += filter.arguments
        arguments += [limit]
        // Only those that are wanted are read whole.
        let sections = try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT section.id FROM (
                        SELECT note, length(key) AS length FROM name WHERE key BETWEEN ? AND ? AND rank < 3
                        ORDER BY key LIMIT ?
                    ) AS named JOIN note ON note.id = named.note JOIN section ON section.note = note.id
                    WHERE section.ordinal = 0 \(filter.condition)
                    GROUP BY section.id ORDER BY min(named.length), note.path LIMIT ?
                    """),
            arguments: arguments)
        return try candidates(sections)
    }

    /// The first sections of the notes that have one of some names, those of the longest names first.
    func notes(namedAnyOf names: [String], limit: Int) throws -> [Candidate] {
        guard !names.isEmpty else { return [] }
        var arguments: StatementArguments = [try Self.list(names.map { NoteRows.key($0) }), mostLookedAt]
        arguments += filter.arguments
        arguments += [limit]
        let sections = try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT section.id FROM (
                        SELECT note, max(length(name.key)) AS length FROM json_each(?) AS wanted
                        JOIN name ON name.key = wanted.value WHERE name.rank < 3 GROUP BY note LIMIT ?
                    ) AS named JOIN note ON note.id = named.note JOIN section ON section.note = note.id
                    WHERE section.ordinal = 0 \(filter.condition)
                    ORDER BY named.length DESC, note.path LIMIT ?
                    """),
            arguments: arguments)
        return try candidates(sections)
    }

    /// The first sections of the notes whose file a path names: a part of the note's path up to its end, or a longer one that
    /// ends with it.
    func notes(atPath path: String, limit: Int) throws -> [Candidate] {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        var arguments: StatementArguments = [NoteRows.key(String(name.dropLast(NotePath.ending.count))), "/" + path]
        arguments += filter.arguments
        arguments += [limit]
        let sections = try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT section.id FROM name JOIN note ON note.id = name.note JOIN section ON section.note = note.id
                    WHERE key = ?1 AND rank = 0 AND section.ordinal = 0 AND (
                        substr('/' || note.path, -length(?2)) = ?2 COLLATE NOCASE
                        OR substr(?2, -length('/' || note.path)) = '/' || note.path COLLATE NOCASE)
                    \(filter.condition) ORDER BY note.path LIMIT ?
                    """),
            arguments: arguments)
        return try candidates(sections)
    }

    private static func list(_ texts: [String]) throws -> String {
        String(decoding: try JSONEncoder().encode(texts), as: UTF8.self)
    }
}
