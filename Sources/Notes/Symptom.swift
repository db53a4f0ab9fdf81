/// A row of the symptoms table of a runbook.
package struct Symptom: Sendable, Equatable {
    /// `S1`; unique within the note.
    package var id: String
    /// What is seen when it is there; empty where the row's cell is.
    package var description: BilingualText
    /// What it does to users or data; empty where the table has no such column or the cell is empty.
    package var impact: BilingualText
    /// Nil when the table has no such column or the word is not known.
    package var urgency: Urgency?
    /// Line of the row in the file, 1-based.
    package var line: Int

    /// The anchor of the row on the note's page: `s1`.
    package var anchor: String { id.lowercased() }
    /// The anchor of its detection commands, whether or not there are any: `s1-detect`.
    package var detectionAnchor: String { anchor + "-detect" }
    /// The anchor of its causes and resolutions: `s1-resolve`.
    package var resolutionAnchor: String { anchor + "-resolve" }
}
