import ArgumentParser
import Catalogue
import Index
import KnowledgeBase

/// `kb review undo`: takes back the last thing that was done to a note, or the last one of this person.
struct ReviewUndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: Interface.words("review.undo.abstract"))

    @Argument(help: Interface.help("review.note", valueName: "note"), completion: Completion.notes)
    var reference: String?

    @OptionGroup var folder: FolderOptions

    func run() throws {
        let session = try Session.upToDate(notes: folder.notes)
        let store = try session.reviews()
        let path = try reference.map { try session.base.summary(of: $0).path } ?? store.lastReviewed()
        let event = try store.undo(path)
        try StandardStream.output.write(
            ReviewSentences(words: Interface.words).sentence(event, today: store.clock.today) + "\n")
    }
}
