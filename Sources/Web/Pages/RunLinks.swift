import Catalogue
import Detection
import Journal
import KnowledgeBase
import Live
import Notes

/// The links that stand at the commands of a note, where they can be run from its page: each with its last run.
struct RunLinks: Sendable {
    private var byAddress: [String: String] = [:]
    private var byBlock: [Int: [String]] = [:]
    /// A page with more links would not help anybody.
    private static let most = 200

    /// None.
    init() {}

    /// Of the commands that have a runner.
    ///
    /// - Parameter query: the values of parameters, for the address of a run.
    init(_ loaded: LoadedNote, _ settings: RunSettings, query: String, _ view: View) throws {
        let past = try settings.journal.runs(
            notes: view.knowledgeBase.folder.root, path: loaded.note.path, limit: 200)
        let last = Dictionary(past.map { ($0.address, $0) }) { newest, _ in newest }
        var lines: Set<Int> = []
        let commands = RunnableCommand.all(of: loaded).filter { settings.configuration.runners[$0.language] != nil }
        for command in commands.prefix(Self.most) {
            let html = Self.html(command, last[command.address], query: query, view.words)
            byAddress[command.address] = html
            // A command of several symptoms has an address of each, and stands in the note once.
            if lines.insert(command.line).inserted { byBlock[command.command.blockLine, default: []].append(html) }
        }
    }

    /// For the command with that address; nil where it can't be run.
    func html(of address: String) -> String? { byAddress[address] }

    /// For the commands of the block whose fence is on a line of the note.
    func html(ofBlockAt line: Int) -> String { byBlock[line]?.joined() ?? "" }

    private static func html(
        _ command: RunnableCommand, _ last: RunRecord?, query: String, _ words: Words
    ) -> String {
        let href = "/run?command=" + (command.path + "#" + command.part).percentEncoded() + query
        let label = (words("run.run") + " " + command.part).htmlEscaped
        let warning = command.changes ? " <span class=\"meta\">⚠ \(words("run.changes").htmlEscaped)</span>" : ""
        let outcome = last.map { run in
            let (time, text) = (RowTime.text(run.started), RunPage.outcome(run.outcome, words))
            return " <a class=\"run-last meta parts\" href=\"/runs/\(run.id)\">"
                + "<time class=\"moment\" datetime=\"\(time)\">"
                + "\(time)</time> <span>\(text.htmlEscaped)</span></a>"
        }
        // The note around it is in a language of its own.
        return
            "<p class=\"run-link\" lang=\"\(words.catalogue.language.rawValue)\"><a class=\"run-this\" href=\"\(href.htmlEscaped)\">\(label)</a>\(warning)"
            + "\(outcome ?? "")</p>\n"
    }
}
