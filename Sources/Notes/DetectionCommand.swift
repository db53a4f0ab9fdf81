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
