package import ArgumentParser
import Catalogue
import Index
import KnowledgeBase
import Notes

/// `kb links`: the links between notes, or those of one note in both directions.
package struct LinksCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "links", abstract: Interface.words("terminal.links.abstract"))

    @Argument(help: Interface.help("terminal.links.note", valueName: "note"), completion: Completion.notes)
    var note: String?

    @Flag(name: .customLong("unresolved"), help: Interface.help("terminal.links.unresolved"))
    var isUnresolvedOnly = false

    @Flag(name: .customLong("backlinks"), help: Interface.help("terminal.links.backlinks"))
    var isBacklinksOnly = false

    @OptionGroup var list: ListOptions
    @OptionGroup var display: DisplayOptions
    @OptionGroup var folder: FolderOptions

    package init() {}

    package mutating func validate() throws {
        if isBacklinksOnly, note == nil { throw ValidationError(Interface.words("terminal.links.which")) }
    }

    package func run() throws {
        let session = try Session.upToDate(notes: folder.notes)
        let path = try note.map { try session.base.summary(of: $0).path }
        let links =
            isBacklinksOnly
            ? [] : try session.base.ask { try $0.links(ofNoteAt: path, onlyUnresolved: isUnresolvedOnly) }
        var backlinks: [BacklinkRow] = []
        // For programs a list is of one kind; a person sees both directions at once.
        if let path, isBacklinksOnly || (!isUnresolvedOnly && list.form == .text) {
            backlinks = try session.base.ask { try $0.backlinks(toNoteAt: path) }.map { BacklinkRow($0) }
        }
        let rows: [any Row] = isBacklinksOnly ? backlinks : links.map { LinkRow($0) }
        let isEmpty = rows.isEmpty && backlinks.isEmpty
        if isEmpty { StandardStream.tell(Interface.words("terminal.links.none")) }
        if list.form == .text {
            let terminal = Terminal(color: display.color, environment: session.environment)
            let lines = links.map { line($0) } + backlinks.map { line($0.backlink) }
            try session.show(
                lines.map { $0.rendered(terminal.style) + "\n" }.joined(), on: terminal, isPagerOff: display.isPagerOff)
        } else {
            try session.write(rows, as: list.form)
        }
        if isEmpty { throw ExitCode(1) }
    }

    /// `path:line: text → resolved path`
    private func line(_ link: LinkEntry) -> StyledText {
        var line = StyledText(ControlCharacters.visible("\(link.path):\(link.line)"), .cyan)
        line.append(": " + ControlCharacters.visible(link.target) + " → ")
        if let path = link.resolvedPath {
            line.append(ControlCharacters.visible(path))
            if link.isHeadingMissing { line.append(" " + Interface.words("terminal.links.no-heading"), [.red]) }
        } else {
            line.append(Interface.words("terminal.links.nowhere"), [.red])
        }
        return line
    }

    /// `← path:line: title: the sentence with the link`
    private func line(_ backlink: Backlink) -> StyledText {
        var line = StyledText("← ")
        line.append(ControlCharacters.visible("\(backlink.path):\(backlink.line)"), [.cyan])
        line.append(": " + ControlCharacters.visible(backlink.title.full))
        if !backlink.context.isEmpty { line.append(": " + ControlCharacters.visible(backlink.context), [.dim]) }
        return line
    }
}
