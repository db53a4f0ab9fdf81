package import ArgumentParser
import Catalogue
import Index
import KnowledgeBase
import Markdown
import Notes

/// `kb show`: a note, or a section of it, laid out for the terminal.
package struct ShowCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "show", abstract: Interface.words("terminal.show.abstract"),
        discussion: Interface.words("terminal.show.discussion"))

    @Argument(help: Interface.help("terminal.show.note", valueName: "note"), completion: Completion.notes)
    var reference: String

    @OptionGroup var display: DisplayOptions
    @OptionGroup var folder: FolderOptions

    package init() {}

    package func run() throws {
        let session = try Session.upToDate(notes: folder.notes)
        let (summary, heading) = try session.base.place(of: reference)
        let loaded = try session.base.note(at: summary.path)
        let terminal = Terminal(color: display.color, environment: session.environment)
        let words = Interface.words
        var html = NoteHTML(
            session.base, addresses: NoteAddresses(sharedIDs: try session.base.ask { try $0.sharedIDs() }))
        html.effectLabel = { words("terminal.effect.\($0.rawValue)") }
        html.calloutTitle = { words("terminal.callout.\($0.rawValue)") }
        let head = NoteHead(loaded.note, words: words, width: terminal.readingWidth, cells: terminal.cells)
        var headLines = head.lines
        var tokens = HTMLToken.tokens(of: html.fragment(of: loaded, omittingTitle: heading == nil))
        if let heading {
            let chosen = try ChosenSections(named: heading, in: loaded.note)
            tokens = chosen.tokens(of: tokens)
            if let symptom = chosen.symptom { headLines += head.lines(of: symptom) }
        }
        let lines = PageLayout.lines(
            of: tokens, style: terminal.style, cells: terminal.cells, width: terminal.readingWidth,
            headingMarks: head.headingMarks)
        let text = (headLines.map { $0.rendered(terminal.style) } + [""] + lines).joined(separator: "\n")
        try session.show(text, on: terminal, isPagerOff: display.isPagerOff)
    }
}
