import Foundation
import GRDB
package import Notes

/// A symptom of any note, as lists of symptoms show it.
package struct SymptomEntry: Sendable, Equatable {
    /// The id of the note.
    package var note: String
    /// Of the note, relative to the notes folder.
    package var path: String
    /// Of the note.
    package var title: BilingualText
    /// `S1`
    package var symptom: String
    /// What is seen when it is there.
    package var description: BilingualText
    /// What it does; empty where the table does not say.
    package var impact: BilingualText
    /// Nil where the table does not say, or says it with a word that is not known.
    package var urgency: Urgency?
    /// Addresses of its detection commands: `NOTE#S1.1`.
    package var detections: [String]
    /// The language of each detection command.
    package var languages: [String]
    /// The anchor of its causes and resolutions; nil when the note has none.
    package var resolution: String?
    /// Of its row in the file, 1-based.
    package var line: Int

    /// The anchor of its row on the note's page.
    package var anchor: String { symptom.lowercased() }
}

extension IndexDatabase {
    /// The symptoms of one note or of all, most urgent first; of equals by path, then in the order of the table.
    ///
    /// - Parameter path: of the note; nil for all notes.
    package func symptoms(ofNoteAt path: String? = nil) throws -> [SymptomEntry] {
        try writer.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT note.name, note.path, note.title, symptom.symptom, symptom.description, symptom.impact,
                        symptom.urgency, symptom.detections, symptom.languages, symptom.resolution, symptom.line
                    FROM symptom JOIN note ON note.id = symptom.note WHERE ?1 IS NULL OR note.path = ?1
                    ORDER BY coalesce(symptom.urgency, 9), note.path, symptom.ordinal
                    """, arguments: [path]
            ).map { row in
                SymptomEntry(
                    note: row[0], path: row[1], title: BilingualText(row[2]), symptom: row[3],
                    description: BilingualText(row[4]), impact: BilingualText(row[5]),
                    urgency: (row[6] as Int?).flatMap { Urgency(rank: $0) },
                    detections: (row[7] as String).split(separator: "\n").map(String.init),
                    languages: (row[8] as String).split(separator: "\n", omittingEmptySubsequences: false)
                        .map(String.init),
                    resolution: row[9], line: row[10])
            }
        }
    }

    /// What is wrong with the notes, by path and line; with notes that share an id among it.
    package func findings() throws -> [(path: String, finding: Finding)] {
        try writer.read { db in
            let decoder = JSONDecoder()
            var findings = try Row.fetchAll(
                db,
                sql: """
                    SELECT note.path, finding.rule, finding.line, finding."column", finding.sentences
                    FROM finding JOIN note ON note.id = finding.note ORDER BY note.path, finding.ordinal
                    """
            ).compactMap { row -> (String, Finding)? in
                guard let rule = Finding.Rule(rawValue: row[1]) else { return nil }
                let sentences = try decoder.decode([Sentence].self, from: Data((row[4] as String).utf8))
                return (row[0], Finding(rule, line: row[2], column: row[3], sentences))
            }
            findings += try Row.fetchAll(
                db,
                sql: """
                    SELECT path, name FROM note
                    WHERE name COLLATE NOCASE IN (\(Self.sharedNames)) ORDER BY path
                    """
            ).map { row in
                (
                    row[0],
                    Finding(
                        .duplicateID, line: 1,
                        Sentence("finding.id", "another note has the id %1 too", row[1] as String))
                )
            }
            return findings.enumerated().sorted {
                ($0.element.0, $0.element.1.line, $0.offset) < ($1.element.0, $1.element.1.line, $1.offset)
            }.map(\.element)
        }
    }
}
