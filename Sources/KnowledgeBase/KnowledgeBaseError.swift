package import Notes

/// What keeps a knowledge base from being opened or asked.
package enum KnowledgeBaseError: ExplainedError {
    case noNotesFolder(path: String, wasNamed: Bool)
    case noSuchNote(reference: String)
    case ambiguousNote(reference: String, paths: [String])
    /// With the symptoms and headings that the note has.
    case noSuchSection(note: String, heading: String, known: [String])
    case unreadableNote(path: String, reason: String)
    /// With what stands behind the `#` of those that the note has.
    case noSuchCommand(address: String, known: [String])

    /// How many of a long list are told.
    private static let most = 20

    package var sentence: Sentence {
        switch self {
        case .noNotesFolder(let path, wasNamed: true):
            Sentence("error.folder.named", "There is no notes folder %1. Name one with --notes or KB_NOTES.", path)
        case .noNotesFolder:
            Sentence(
                "error.folder.none",
                "There is no folder named notes here. Name your notes folder with --notes or KB_NOTES.")
        case .noSuchNote(let reference):
            Sentence(
                "error.note.none", "There is no note %1. Search for it with: kb search %2", reference,
                ShellWord.quoted(reference))
        case .ambiguousNote(let reference, let paths):
            Sentence(
                "error.note.ambiguous", "Several notes are named %1. Name one by its path: %2.", reference,
                Self.list(paths))
        case .noSuchSection(let note, _, let known) where known.isEmpty:
            Sentence(
                "error.section.any", "The note %1 has no sections. Show it whole with: kb show %2", note,
                ShellWord.quoted(note))
        case .noSuchSection(let note, let heading, let known):
            Sentence(
                "error.section.none", "The note %1 has no section %2. Its sections: %3", note, heading, Self.list(known)
            )
        case .unreadableNote(let path, let reason):
            Sentence("error.note.unreadable", "Cannot read %1: %2.", path, Sentence.clause(reason))
        case .noSuchCommand(let address, let known) where known.isEmpty:
            Sentence("error.command.none", "There is no command %1. Write the address of one: NOTE#S1.2", address)
        case .noSuchCommand(let address, let known):
            Sentence(
                "error.command.known", "There is no command %1. Those of the note: %2", address, Self.list(known))
        }
    }

    private static func list(_ texts: [String]) -> String {
        (texts.prefix(most) + (texts.count > most ? ["…"] : [])).joined(separator: ", ")
    }
}
