package import Detection
package import Notes

/// A symptom with one expression that measures it, or the reason why there is none.
package struct DetectionTarget: Sendable {
    /// What is there to ask.
    package enum Question: Sendable {
        /// An expression with what it measures; `source` is the text to send, as far as possible that of the note.
        case expression(source: String, DetectionPlan)
        /// No command of the symptom is PromQL; the languages of those it has.
        case gap(languages: [String])
        /// What stands in the note can't be asked, and why; the column, from 1, where one is to blame.
        case unusable(source: String, column: Int? = nil, [Sentence])
        /// So many expressions more than are measured of one note.
        case leftOut(Int)

        /// The expression to send; nil where there is none.
        var source: String? {
            switch self {
            case .expression(let source, _), .unusable(let source, _, _): source
            case .gap, .leftOut: nil
            }
        }
    }

    /// The id of the note.
    package let note: String
    /// The note's path, relative to the notes folder.
    package let path: String
    /// The row of the note's table.
    package let symptom: Symptom
    /// The symptom's place in its note, from 0.
    package let ordinal: Int
    /// The address of the command: `NOTE#S1.2`; nil for a gap.
    package let command: String?
    /// The line of the expression in the file, 1-based; that of the symptom's row for a gap.
    package let line: Int
    /// What there is to ask, or why there is nothing.
    package let question: Question

    /// The expression to send; nil where there is none.
    package var source: String? { question.source }

    /// What its expression measures; nil where there is none.
    var plan: DetectionPlan? {
        if case .expression(_, let plan) = question { plan } else { nil }
    }

    /// Why nothing can be asked; empty for an expression and for a gap.
    var obstacles: [Sentence] {
        switch question {
        case .unusable(_, let column, let sentences):
            (column.map { [Sentence(english: "\(path):\(line):\($0):")] } ?? []) + sentences
        case .leftOut(let count):
            [
                Sentence(
                    "verdict.left-out",
                    "Further expressions of it that are not measured: %1; at most %2 are of one block, and %3 or %4 KB "
                        + "of one note; divide them among several notes.", "\(count)", "\(MeasuredAmount.mostInBlock)",
                    "\(MeasuredAmount.most)", "\(MeasuredAmount.mostBytes / 1024)")
            ]
        case .expression, .gap: []
        }
    }
}
