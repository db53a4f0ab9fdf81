package import ArgumentParser
import Catalogue

/// `kb review`: grades a note, sets its date, or asks for the notes that are due in a session.
package struct ReviewCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "review", abstract: Interface.words("review.abstract"),
        usage: """
            kb review [<note> ...]
            kb review <note> --grade again|hard|good|easy
            kb review <note> --next <day> [--interval <days>]
            kb review undo [<note>]
            kb review stats [--fit] [--json]
            """,
        discussion: Interface.words("review.discussion"),
        subcommands: [ReviewNotesCommand.self, ReviewUndoCommand.self, ReviewStatsCommand.self],
        defaultSubcommand: ReviewNotesCommand.self)

    package init() {}
}
