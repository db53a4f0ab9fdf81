package import ArgumentParser
import Catalogue
import Journal
import KnowledgeBase

/// `kb search`: the notes that answer a query, best first.
package struct SearchCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "search", abstract: Interface.words("terminal.search.abstract"),
        discussion: Interface.words("terminal.search.discussion"))

    @Argument(
        help: Interface.help("terminal.search.query", valueName: "query"), completion: Completion.queryWords)
    var query: [String] = []

    @Option(
        name: [.customShort("n", allowingJoined: true), .long],
        help: Interface.help("terminal.search.limit", valueName: "notes"))
    var limit = SearchTask().limit

    @Option(help: Interface.help("terminal.search.offset", valueName: "notes"))
    var offset = SearchTask().offset

    @OptionGroup var list: ListOptions

    @Flag(
        name: [.customShort("l"), .customLong("files-with-matches")], help: Interface.help("terminal.search.paths"))
    var isPathsOnly = false

    @Flag(name: .customLong("vimgrep"), help: Interface.help("terminal.search.vimgrep"))
    var isVimgrep = false

    @Flag(help: Interface.help("terminal.search.explain"))
    var explain = false

    @Flag(name: .shortAndLong, help: Interface.help("terminal.search.interactive"))
    var interactive = false

    @Flag(help: Interface.help("terminal.search.unanswered"))
    var unanswered = false

    @OptionGroup var display: DisplayOptions
    @OptionGroup var folder: FolderOptions

    package init() {}

    package mutating func validate() throws {
        if limit < 1 { throw ValidationError(Interface.words("terminal.error.least", "--limit", "1")) }
        if offset < 0 { throw ValidationError(Interface.words("terminal.error.least", "--offset", "0")) }
        let forms = [
            isPathsOnly ? "-l" : nil, isVimgrep ? "--vimgrep" : nil, interactive ? "-i" : nil,
            unanswered ? "--unanswered" : nil,
        ].compactMap { $0 }
        if forms.count > 1 { throw ListOptions.contradiction(forms[0], forms[1]) }
        guard !unanswered, let form = forms.first, let other = list.flag(otherThan: isPathsOnly ? .path : .text) else {
            return
        }
        throw ListOptions.contradiction(form, other)
    }

    package func run() throws {
        if unanswered { return try listUnanswered() }
        if interactive {
            let search = InteractiveSearch(session: try Session.upToDate(notes: folder.notes), display: display)
            return try search.run(query: query.joined(separator: " "))
        }
        guard !query.isEmpty else { throw ValidationError(Interface.words("terminal.search.no-query")) }
        try task.run()
    }

    var task: SearchTask {
        var task = SearchTask(query, notes: folder.notes)
        task.limit = limit
        task.offset = offset
        task.form = isPathsOnly ? .path : list.form
        task.isVimgrep = isVimgrep
        task.isExplained = explain
        task.color = display.color
        task.isPagerOff = display.isPagerOff
        return task
    }

    /// What was looked for in vain: the notes that somebody should write.
    private func listUnanswered() throws {
        let session = try Session.upToDate(notes: folder.notes)
        let queries = try session.base.unansweredQueries(
            in: session.journal(), limit: min(limit, 1000), today: Clock.today(session.environment))
        guard !queries.isEmpty else {
            StandardStream.tell(Interface.words("terminal.search.unanswered.none"))
            if list.form == .json { try session.write([], as: .json) }
            throw ExitCode(1)
        }
        guard list.form == .text else { return try session.write(queries.map { UnansweredRow($0) }, as: list.form) }
        let lines = queries.map {
            Interface.words("terminal.search.unanswered.row", String($0.count), ControlCharacters.visible($0.text))
                + "\n"
        }
        try StandardStream.output.write(lines.joined())
    }
}
