/// What keeps a knowledge base from being opened or asked.
package enum KnowledgeBaseError: Error, CustomStringConvertible {
    case noNotesFolder(path: String, wasNamed: Bool)
    case noSuchNote(reference: String)
    case ambiguousNote(reference: String, paths: [String])
    case noSuchSection(note: String, heading: String)
    case unreadableNote(path: String, reason: String)

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
        }
    }
}
