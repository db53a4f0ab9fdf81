package import ArgumentParser
import Catalogue
import Index
import KnowledgeBase

/// `kb index`: brings the index up to date, which every other verb does by itself, and says what that was.
package struct IndexCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "index", abstract: Interface.words("terminal.index.abstract"),
        discussion: Interface.words("terminal.index.discussion"))

    @Flag(name: .customLong("rebuild"), help: Interface.help("terminal.index.rebuild"))
    var isRebuild = false

    @OptionGroup var folder: FolderOptions

    package init() {}

    package func run() throws {
        if isRebuild {
            let path = try Session.folder(notes: folder.notes).database
            if let kept = try IndexDatabase.makeWay(at: path) {
                StandardStream.tell(
                    Interface.words("index.kept", ControlCharacters.visible(path), ControlCharacters.visible(kept)))
            }
        }
        let session = try Session(notes: folder.notes)
        let clock = ContinuousClock()
        let begun = clock.now
        let update = try session.refresh()
        let milliseconds = (clock.now - begun) / .milliseconds(1)
        let counts = try session.base.ask { try $0.counts() }
        let words = Interface.words
        try StandardStream.output.write(
            words(
                "terminal.index.summary", String(counts.notes), String(counts.runbooks), String(counts.symptoms),
                String(try session.base.findingCount())) + "\n")
        let size = ByteCount(update.bytes).text
        StandardStream.tell(
            update.isUnchanged
                ? words("terminal.index.unchanged")
                : words(
                    "terminal.index.changed", String(update.indexed), size, String(update.removed),
                    String(Int(milliseconds.rounded()))))
    }
}
