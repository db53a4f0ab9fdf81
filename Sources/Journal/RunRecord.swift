package import Notes

/// A command that was run, or is running.
package struct RunRecord: Sendable, Equatable {
    /// Of the journal; 0 before it was recorded.
    package var id = 0
    /// The absolute path of the notes folder.
    package var notes: String
    /// The note's path, relative to the notes folder.
    package var path: String
    /// `NOTE#S1.2`
    package var address: String
    /// The symptom's id: `S1`.
    package var symptom: String
    /// The first word of the block's info string, such as `bash`.
    package var language: String
    /// Of the text in the note, 64 hexadecimal digits.
    package var fingerprint: String
    /// The runner's argument vector.
    package var runner: [String]
    /// The values that were put in, by name.
    package var parameters: [String: String]
    /// Who started it: the name of a reviewer, or `web` and the address that a page was asked from.
    package var who: String
    /// Seconds since 1970.
    package var started: Double
    /// How it ended; nil while it runs, and for ever where kb was killed meanwhile.
    package var outcome: Outcome?

    /// How a run ended and what it said.
    package struct Outcome: Sendable, Equatable {
        /// In seconds.
        package var duration: Double
        /// A word such as `exited` or `time-limit`.
        package var ending: String
        /// As shells tell it, 128 and more for a signal; nil where the program was ended or never began.
        package var exitCode: Int?
        /// A verdict's word.
        package var verdict: String
        /// Why the verdict is what it is, to be told in the reader's language.
        package var sentence: Sentence
        /// Its beginning, without secrets.
        package var output: String

        /// The sentence in English.
        package var message: String { sentence.english }

        /// What became of a run; secrets must be out of the output before.
        package init(
            duration: Double, ending: String, exitCode: Int?, verdict: String, sentence: Sentence, output: String
        ) {
            self.duration = duration
            self.ending = ending
            self.exitCode = exitCode
            self.verdict = verdict
            self.sentence = sentence
            self.output = output
        }
    }

    /// A run that has no outcome yet; `Journal.begin` gives it its id.
    package init(
        notes: String, path: String, address: String, symptom: String, language: String, fingerprint: String,
        runner: [String], parameters: [String: String], who: String, started: Double
    ) {
        (self.notes, self.path, self.address, self.symptom) = (notes, path, address, symptom)
        (self.language, self.fingerprint, self.runner) = (language, fingerprint, runner)
        (self.parameters, self.who, self.started) = (parameters, who, started)
    }
}
