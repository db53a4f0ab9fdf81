package import ArgumentParser
import Catalogue
import Index
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
    var limit = 20

    @Option(help: Interface.help("terminal.search.offset", valueName: "notes"))
    var offset = 0

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
    }

    package func run() throws {
        if unanswered { return try listUnanswered() }
        guard !query.isEmpty || interactive else {
            throw ValidationError(Interface.words("terminal.search.no-query"))
        }
        let session = try Session.upToDate(folder)
        let text = query.joined(separator: " ")
        if interactive { return try InteractiveSearch(session: session, display: display).run(query: text) }
        let request = SearchRequest(
            text, limit: min(limit, 1_000_000), offset: min(offset, 1_000_000),
            today: try Clock.today(session.environment))
        let answer = try session.base.ask { try $0.search(request) }
        if answer.isUnanswered, offset == 0 { session.recordUnanswered(text) }
        if explain, list.form == .text {
            try StandardStream.output.write(ExplanationText(words: Interface.words).text(answer.explanation))
        }
        guard !answer.hits.isEmpty else {
            StandardStream.tell(Interface.words("terminal.search.none", ControlCharacters.visible(request.text)))
            // A list for a program stays a list.
            if list.form == .json { try session.write([], as: .json) }
            throw ExitCode(1)
        }
        tellChanges(answer)
        let form: ListFormat = isPathsOnly ? .path : list.form
        if isVimgrep {
            try StandardStream.output.write(VimgrepList(answer.hits, root: session.base.folder.root).text)
        } else if form == .text {
            try show(answer, session)
        } else {
            try session.write(answer.hits.map { SearchRow($0, isExplained: explain) }, as: form)
        }
    }

    private func show(_ answer: SearchAnswer, _ session: Session) throws {
        let terminal = Terminal(color: display.color, environment: session.environment)
        let text = SearchText(terminal: terminal, words: Interface.words, isExplained: explain)
        try session.show(
            terminal.isTerminal ? text.grouped(answer.hits) : text.lines(answer.hits), on: terminal, display)
        if terminal.isTerminal || answer.total > offset + answer.hits.count {
            StandardStream.tell(
                Interface.words(
                    answer.isCut ? "terminal.search.count.cut" : "terminal.search.count", String(answer.hits.count),
                    String(answer.total)))
        }
    }

    /// What was looked for in vain: the notes that somebody should write.
    private func listUnanswered() throws {
        let session = try Session(folder)
        let queries = try session.journal().unansweredQueries(notes: session.base.folder.root, limit: min(limit, 1000))
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

    /// Says where the answer is to something else than what was typed.
    private func tellChanges(_ answer: SearchAnswer) {
        var told: [SearchAnswer.Change] = []
        for change in answer.changes where !told.contains(change) {
            told.append(change)
            let word = ControlCharacters.visible(change.word)
            let replacements = ControlCharacters.visible(change.replacements.joined(separator: ", "))
            switch change.kind {
            case .corrected: StandardStream.tell(Interface.words("terminal.search.corrected", word, replacements))
            case .leftOut: StandardStream.tell(Interface.words("terminal.search.left-out", word))
            case .expanded: break
            }
        }
        if answer.changes.isEmpty, answer.hits.first?.match == .partial {
            StandardStream.tell(Interface.words("terminal.search.partial"))
        }
    }
}
