package import Notes

/// A verdict of a run, with the reason in one sentence.
package struct RunVerdict: Sendable, Hashable {
    /// Whether the output or exit code means that the symptom is there.
    package let kind: Verdict.Kind
    /// Why, for a person; it quotes at most an excerpt of the output.
    package let sentence: Sentence

    /// A verdict with its reason, which no verdict of a run is without.
    package init(_ kind: Verdict.Kind, _ sentence: Sentence) {
        self.kind = kind
        self.sentence = sentence
    }

    /// A verdict of what could not be done.
    package static func error(_ sentence: Sentence) -> RunVerdict { RunVerdict(.error, sentence) }
}
