package import ArgumentParser
import Catalogue
import Commands
import Foundation

/// `kb mcp`: answers an agent on standard input and output.
package struct MCPCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "mcp", abstract: Interface.words("mcp.abstract"), discussion: Interface.words("mcp.discussion"))

    @Option(help: Interface.help("triage.prometheus", valueName: "url"))
    var prometheus: String?

    @OptionGroup var folder: FolderOptions

    package init() {}

    /// Bytes of one message at most.
    private static let largestMessage = 1 << 20

    package func run() throws {
        let session = try Session.upToDate(notes: folder.notes)
        let tools = NoteTools(session: session).all + LiveTools(session: session, prometheus: prometheus).all
        let server = MCPServer(tools: tools, words: Interface.words)
        var lines = StandardInput.Lines(longest: Self.largestMessage)
        while let line = try lines.next() {
            guard !line.isEmpty else { continue }
            if let answer = server.answer(line) { try StandardStream.output.write(answer + "\n") }
        }
    }
}
