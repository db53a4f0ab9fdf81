import Foundation
import GRDB
import Notes

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
