import Catalogue
import KnowledgeBase
import Notes

/// What a command cannot do, beside what the library says of notes and index.
package enum Failure: Error, Equatable {
    /// To standard output.
    case cannotWrite(reason: String)
    case cannotWriteFile(path: String, reason: String)
    case cannotRead(path: String, reason: String)
    case fileExists(path: String)
    case invalidValue(option: String, value: String, advice: String)
    /// Something on this machine that the person asked for; the sentence is in their language.
    case unavailable(sentence: String)

    /// One sentence in the person's language, with what to do next.
    package static func sentence(for error: any Error) -> String {
        let words = Interface.words
        return switch error {
        case Failure.cannotWrite(let reason): words("terminal.error.write", Sentence.clause(reason))
        case Failure.cannotWriteFile(let path, let reason):
            words("terminal.error.write-file", ControlCharacters.visible(path), Sentence.clause(reason))
        case Failure.cannotRead(let path, let reason): words("terminal.error.read", path, Sentence.clause(reason))
        case Failure.fileExists(let path): words("terminal.error.exists", path)
        case Failure.invalidValue(let option, let value, let advice):
            words("terminal.error.value", option, value, advice)
        case Failure.unavailable(let sentence): sentence
        case let error as any ExplainedError: ControlCharacters.visible(words([error.sentence]))
        case let error as ReviewError: ReviewSentences(words: words).sentence(error)
        case ReviewUse.oneNote: words("review.error.one-note")
        case ReviewUse.intervalAlone: words("review.error.interval")
        case ReviewUse.noTerminal: words("review.error.terminal")
        default: words("terminal.error.other", Sentence.clause(String(describing: error)))
        }
    }
}
