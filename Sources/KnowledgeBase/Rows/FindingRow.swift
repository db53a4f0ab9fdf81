package import Notes

/// Something that is wrong with a note.
///
/// Keys: `path`, `line` and `column` (1-based), `rule`, `severity` (`error`, `warning`, `information`), `message`, `advice`.
package struct FindingRow: Row {
    package let path: String
    package let finding: Finding

    package init(path: String, finding: Finding) {
        self.path = path
        self.finding = finding
    }

    package var object: JSONObject {
        [
            "path": .text(path), "line": .integer(finding.line), "column": .integer(finding.column),
            "rule": .text(finding.rule.rawValue), "severity": .text(finding.severity.rawValue),
            "message": .text(finding.message), "advice": .text(finding.rule.advice),
        ]
    }
}
