import ArgumentParser
import Catalogue
import Commands
import Foundation
import Live
import LiveCommands

/// The program: the list of its verbs. It is synchronous, because that starts faster.
@main
struct KB: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kb", abstract: Interface.words("terminal.kb.abstract"),
        discussion: Interface.words("terminal.kb.discussion"), version: Version.current,
        subcommands: Verbs.all + LiveVerbs.all)

    @OptionGroup var folder: FolderOptions

    static func main() {
        if CommandLine.arguments.dropFirst() == [Supervisor.argument] { Supervisor.main() }
        Foundation.exit(Launcher.run(KB.self, Array(CommandLine.arguments.dropFirst())))
    }
}
