import Catalogue
import Index
import Journal
import KnowledgeBase
import Notes

/// What a command cannot do, beside what the library says of notes and index.
package enum Failure: Error, Equatable {
    case cannotWrite(reason: String)
    case cannotRead(path: String, reason: String)
    case fileExists(path: String)
    case invalidValue(option: String, value: String, advice: String)
    /// Something on this machine that the person asked for; the sentence is in their language.
    case unavailable(sentence: String)

    /// One sentence in the person's language, with what to do next.
    package static func sentence(for error: any Error) -> String {
        let words = Interface.words
        return switch error {
        case Failure.cannotWrite(let reason): words("terminal.error.write", reason.withoutFullStop)
        case Failure.cannotRead(let path, let reason): words("terminal.error.read", path, reason.withoutFullStop)
        case Failure.fileExists(let path): words("terminal.error.exists", path)
        case Failure.invalidValue(let option, let value, let advice):
            words("terminal.error.value", option, value, advice)
        case Failure.unavailable(let sentence): sentence
        case KnowledgeBaseError.noNotesFolder(let path, wasNamed: true): words("terminal.error.folder.named", path)
        case KnowledgeBaseError.noNotesFolder: words("terminal.error.folder.none")
        case KnowledgeBaseError.noSuchNote(let reference): words("terminal.error.note.none", reference)
        case KnowledgeBaseError.ambiguousNote(let reference, let paths):
            words("terminal.error.note.ambiguous", reference, paths.prefix(5).joined(separator: ", "))
        case KnowledgeBaseError.noSuchSection(let note, let heading):
            words("terminal.error.section.none", note, heading)
        case KnowledgeBaseError.unreadableNote(let path, let reason):
            words("terminal.error.read", path, reason.withoutFullStop)
        case KnowledgeBaseError.noSuchCommand(let address, let known) where known.isEmpty:
            words("run.error.command", ControlCharacters.visible(address))
        case KnowledgeBaseError.noSuchCommand(let address, let known):
            words(
                "run.error.command.known", ControlCharacters.visible(address),
                ControlCharacters.visible(known.prefix(20).joined(separator: ", ")))
        case let error as any ExplainedError: ControlCharacters.visible(words([error.sentence]))
        case let error as ReviewError: ReviewSentences(words: words).sentence(error)
        case ReviewUse.oneNote: words("review.error.one-note")
        case ReviewUse.noTerminal: words("review.error.terminal")
        case JournalError.unusable(let path, let reason):
            words("terminal.error.journal", path, reason.withoutFullStop)
        case IndexError.folderUnreadable(let path, let reason):
            words("terminal.error.folder.unreadable", path, reason.withoutFullStop)
        case IndexError.databaseUnusable(let path, let reason):
            words("terminal.error.index", path, reason.withoutFullStop)
        default: words("terminal.error.other", String(describing: error).withoutFullStop)
        }
    }
}
