/// What keeps a knowledge base from being opened or asked.
package enum KnowledgeBaseError: Error, CustomStringConvertible {
    case noNotesFolder(path: String, wasNamed: Bool)
    case noSuchNote(reference: String)
    case ambiguousNote(reference: String, paths: [String])
    case noSuchSection(note: String, heading: String)
    case unreadableNote(path: String, reason: String)
    case noSuchCommand(address: String, known: [String])

    package var description: String {
        switch self {
        case .noNotesFolder(let path, let wasNamed):
            wasNamed
                ? "there is no notes folder \(path). Name one with --notes or KB_NOTES."
                : "there is no folder named notes here. Name your notes folder with --notes or KB_NOTES."
        case .noSuchNote(let reference):
            "there is no note \(reference). Search for it with: kb search \(reference)"
        case .ambiguousNote(let reference, let paths):
            "\(reference) is the id of several notes. Name one by its path: \(paths.joined(separator: ", "))"
        case .noSuchSection(let note, let heading):
            "the note \(note) has no section \(heading). List its sections with: kb show \(note)"
        case .unreadableNote(let path, let reason):
            "cannot read \(path): \(reason)"
        case .noSuchCommand(let address, let known):
            "there is no command \(address). "
                + (known.isEmpty
                    ? "Write the address of one, such as NOTE#S1.2."
                    : "The note has \(known.prefix(20).joined(separator: ", ")).")
        }
    }
}
