package import Notes

/// Something that is wrong with a note.
///
/// Keys: `path`, `line` and `column` (1-based), `rule`, `severity` (`error`, `warning`, `information`), `message`, `advice`.
package struct FindingRow: Row {
    /// Of the note, or of the file in `.kb` that is at fault; relative to the notes folder.
    package let path: String
    /// What is wrong, and where.
    package let finding: Finding
    /// What to do about it, in one sentence.
    package let advice: String

    package var object: JSONObject {
        [
            "path": .text(path), "line": .integer(finding.line), "column": .integer(finding.column),
            "rule": .text(finding.rule.rawValue), "severity": .text(finding.severity.rawValue),
            "message": .text(finding.message), "advice": .text(advice),
        ]
    }
}
