import Foundation
import GRDB
package import Notes

/// A command that was run, or is running.
package struct RunRecord: Sendable, Equatable {
    /// Of the journal; 0 before it was recorded.
    package var id = 0
    /// The absolute path of the notes folder.
    package var notes: String
    /// The note's path, relative to the notes folder.
    package var path: String
    /// `NOTE#S1.2`
    package var address: String
    /// The symptom's id: `S1`.
    package var symptom: String
    /// The first word of the block's info string, such as `bash`.
    package var language: String
    /// Of the text in the note, 64 hexadecimal digits.
    package var fingerprint: String
    /// The runner's argument vector.
    package var runner: [String]
    /// The values that were put in, by name.
    package var parameters: [String: String]
    /// Who started it: the name of a reviewer, or `web` and the address that a page was asked from.
    package var who: String
    /// Seconds since 1970.
    package var started: Double
    /// How it ended; nil while it runs, and for ever where kb was killed meanwhile.
    package var outcome: Outcome?

    /// How a run ended and what it said.
    package struct Outcome: Sendable, Equatable {
        /// In seconds.
        package var duration: Double
        /// A word such as `exited` or `time-limit`.
        package var ending: String
        /// 0 to 255; nil where the program did not end by itself.
        package var exitCode: Int?
        /// A verdict's word.
        package var verdict: String
        /// Why the verdict is what it is, to be told in the reader's language.
        package var sentence: Sentence
        /// Its beginning, without secrets.
        package var output: String

        /// The sentence in English.
        package var message: String { sentence.english }

        /// What became of a run; secrets must be out of the output before.
        package init(
            duration: Double, ending: String, exitCode: Int?, verdict: String, sentence: Sentence, output: String
        ) {
            self.duration = duration
            self.ending = ending
            self.exitCode = exitCode
            self.verdict = verdict
            self.sentence = sentence
            self.output = output
        }
    }

    /// A run that has no outcome yet; `Journal.begin` gives it its id.
    package init(
        notes: String, path: String, address: String, symptom: String, language: String, fingerprint: String,
        runner: [String], parameters: [String: String], who: String, started: Double
    ) {
        (self.notes, self.path, self.address, self.symptom) = (notes, path, address, symptom)
        (self.language, self.fingerprint, self.runner) = (language, fingerprint, runner)
        (self.parameters, self.who, self.started) = (parameters, who, started)
    }
}

extension Journal {
    /// The bytes of an output that are kept, and how many runs of one notes folder.
    package static let longestOutput = 65_536
    static let mostRuns = 10_000

    /// Records that a run begins; its id.
    package func begin(_ run: RunRecord) throws -> Int {
        try database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO run (notes, path, address, symptom, language, fingerprint, runner, parameters, who, started)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    run.notes, run.path, run.address, run.symptom, run.language, run.fingerprint,
                    Self.json(run.runner), Self.json(run.parameters), run.who, run.started,
                ])
            let id = Int(db.lastInsertedRowID)
            try db.execute(
                sql: """
                    DELETE FROM run WHERE notes = ?1 AND id <=
                        (SELECT id FROM run WHERE notes = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)
                    """, arguments: [run.notes, Self.mostRuns])
            return id
        }
    }

    /// Records how a run ended.
    package func end(run id: Int, _ outcome: RunRecord.Outcome) throws {
        let output = String(decoding: outcome.output.utf8.prefix(Self.longestOutput), as: UTF8.self)
        try database.write { db in
            try db.execute(
                sql: """
                    UPDATE run SET duration = ?, ending = ?, exit_code = ?, verdict = ?, message = ?, sentence = ?,
                        output = ?
                    WHERE id = ? AND ending IS NULL
                    """,
                arguments: [
                    outcome.duration, outcome.ending, outcome.exitCode, outcome.verdict, outcome.message,
                    Self.json(outcome.sentence), output, id,
                ])
        }
    }

    /// The runs of a notes folder, or of one note in it, the newest first.
    package func runs(notes: String, path: String? = nil, limit: Int) throws -> [RunRecord] {
        try database.read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT * FROM run WHERE notes = ?1 AND (?2 IS NULL OR path = ?2) ORDER BY id DESC LIMIT ?3",
                arguments: [notes, path, limit]
            ).map(Self.run)
        }
    }

    /// The run with that id.
    package func run(_ id: Int, notes: String) throws -> RunRecord? {
        try database.read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM run WHERE id = ? AND notes = ?", arguments: [id, notes]).map(
                Self.run)
        }
    }

    private static func run(_ row: Row) -> RunRecord {
        var run = RunRecord(
            notes: row["notes"], path: row["path"], address: row["address"], symptom: row["symptom"],
            language: row["language"], fingerprint: row["fingerprint"], runner: read(row["runner"]) ?? [],
            parameters: read(row["parameters"]) ?? [:], who: row["who"], started: row["started"])
        run.id = row["id"]
        if let ending: String = row["ending"] {
            run.outcome = RunRecord.Outcome(
                duration: row["duration"] ?? 0, ending: ending, exitCode: row["exit_code"],
                verdict: row["verdict"] ?? "error",
                // Runs of before know only the English.
                sentence: (row["sentence"] as String?).flatMap { read($0) }
                    ?? Sentence(english: row["message"] ?? ""),
                output: row["output"])
        }
        return run
    }

    private static func json(_ value: some Encodable) -> String {
        (try? JSONEncoder().encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
    }

    private static func read<Value: Decodable>(_ json: String) -> Value? {
        try? JSONDecoder().decode(Value.self, from: Data(json.utf8))
    }
}
