/// An error that is told to a person in their language.
package protocol ExplainedError: Error, CustomStringConvertible {
    /// One sentence that says what to do.
    var sentence: Sentence { get }
}

extension ExplainedError {
    /// The sentence in English, for programs and logs.
    package var description: String { sentence.english }
}
