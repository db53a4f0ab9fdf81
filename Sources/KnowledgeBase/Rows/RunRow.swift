package import Journal
import Notes

/// A run of a command.
///
/// Keys: `run` (id in the journal), `note`, `path`, `symptom`, `command` (its address), `language`, `fingerprint`,
/// `parameters` (values by name), `who`, `started_at` (RFC 3339), `duration` (seconds), `ending` (`exited`,
/// `signalled`, `time-limit`, `output-limit`, `process-limit`, `cancelled`, `not-started`, `lost`; null while it runs),
/// `exit_code`, `verdict`, `message` (one sentence), `output` (capped, without secrets).
package struct RunRow: Row {
    /// As the journal has it.
    package let run: RunRecord

    /// Of a run that has ended or still runs.
    package init(_ run: RunRecord) { self.run = run }

    package var path: String { run.path }

    package var object: JSONObject {
        [
            "run": .integer(run.id), "note": .text(Note.id(ofPath: run.path)), "path": .text(run.path),
            "symptom": .text(run.symptom), "command": .text(run.address), "language": .text(run.language),
            "fingerprint": .text(run.fingerprint), "parameters": .texts(run.parameters),
            "who": .text(run.who), "started_at": .text(RowTime.text(run.started)),
            "duration": run.outcome.map { .decimal($0.duration) } ?? .null,
            "ending": .optional(run.outcome?.ending),
            "exit_code": run.outcome?.exitCode.map { .integer($0) } ?? .null,
            "verdict": .optional(run.outcome?.verdict), "message": .optional(run.outcome?.message),
            "output": .text(run.outcome?.output ?? ""),
        ]
    }
}
