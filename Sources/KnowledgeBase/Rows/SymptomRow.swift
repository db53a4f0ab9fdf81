package import Index
import Notes

/// A symptom of a runbook.
///
/// Keys: `note` (id), `path`, `title`, `symptom` (`S1`), `description`, `impact`, `urgency` (`critical`, `high`, `medium`,
/// `low`, or null), `detections` (addresses of its detection commands), `languages` (of each of them), `resolution` (the
/// anchor of its causes and resolutions, or null), `anchor`, `line` (1-based).
package struct SymptomRow: Row {
    /// As the index has it.
    package let entry: SymptomEntry

    /// Of any symptom, also one that nothing detects.
    package init(_ entry: SymptomEntry) {
        self.entry = entry
    }

    package var path: String { entry.path }

    package var object: JSONObject {
        [
            "note": .text(entry.note), "path": .text(entry.path), "title": .text(entry.title.full),
            "symptom": .text(entry.symptom), "description": .text(entry.description.full),
            "impact": .text(entry.impact.full), "urgency": .optional(entry.urgency?.rawValue),
            "detections": .texts(entry.detections), "languages": .texts(entry.languages),
            "resolution": .optional(entry.resolution), "anchor": .text(entry.anchor), "line": .integer(entry.line),
        ]
    }
}
