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

/// A command that shows whether a symptom is there: one fenced block under a detection heading, or a part of one.
package struct DetectionCommand: Sendable, Equatable {
    /// The symptoms it belongs to, in the order of the note.
    package var symptoms: [String]
    /// The first word of the info string in lower case: `bash`, `promql`; empty when there is none.
    package var language: String
    /// What follows the language in the info string: `{firing=exit}`.
    package var attributes: String
    /// The exact text, without the line feed that ends it.
    package var text: String
    /// The first line of the text in the file, 1-based.
    package var line: Int
    /// The line of the block's opening fence.
    package var blockLine: Int
    /// The index of the section that holds it.
    package var section: Int
}

/// The causes and resolutions of symptoms: a section under that role.
package struct Resolution: Sendable, Equatable {
    /// The symptoms it belongs to, in the order of the note.
    package var symptoms: [String]
    /// The index of its section.
    package var section: Int
}
