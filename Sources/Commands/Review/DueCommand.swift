package import ArgumentParser
import Catalogue
import Index
import KnowledgeBase
import Notes
import Review

/// `kb due`: the notes that are due for review, most overdue for their interval first.
package struct DueCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "due", abstract: Interface.words("due.abstract"), discussion: Interface.words("due.discussion"))

    @Argument(help: Interface.help("due.filter", valueName: "filter"), completion: Completion.queryWords)
    var filters: [String] = []

    @Option(help: Interface.help("due.until", valueName: "day"))
    var until: String?

    @Flag(name: .customLong("exit-code"), help: Interface.help("due.exit-code"))
    var hasExitCode = false

    @Flag(name: .customLong("short"), help: Interface.help("due.short"))
    var isShort = false

    @Option(name: .shortAndLong, help: Interface.help("due.limit", valueName: "n"))
    var limit: Int?

    @OptionGroup var list: ListOptions
    @OptionGroup var display: DisplayOptions
    @OptionGroup var folder: FolderOptions

    package init() {}

    package mutating func validate() throws {
        if let limit, limit < 1 { throw ValidationError(Interface.words("terminal.error.least", "--limit", "1")) }
    }

    package func run() throws {
        let session = try Session.upToDate(folder)
        let store = try session.reviews(isQuiet: isShort)
        let query = SearchQuery(filters.joined(separator: " "), isField: session.isField)
        guard query.terms.isEmpty else {
            throw Failure.invalidValue(
                option: "due", value: ControlCharacters.visible(query.source),
                advice: Interface.words("due.only-filters"))
        }
        let all = try store.due(withinDays: try days(from: store.clock.today), filters: query.filters)
        try write(Array(all.prefix(limit ?? all.count)), of: all.count, in: session, cap: store.settings.dailyCap)
        if hasExitCode, !all.isEmpty { throw ExitCode(1) }
    }

    private func days(from today: CalendarDate) throws -> Int {
        guard let until else { return 0 }
        guard let day = ReviewDayText.day(until, today: today) else {
            throw Failure.invalidValue(
                option: "--until", value: ControlCharacters.visible(until), advice: Interface.words("due.until.advice"))
        }
        return day.days(since: today)
    }

    private func write(_ rows: [DueRow], of count: Int, in session: Session, cap: Int) throws {
        let words = Interface.words
        if isShort {
            guard count > 0 else { return }
            return try StandardStream.output.write(words("due.short.count", String(count)) + "\n")
        }
        guard list.form == .text else {
            if rows.isEmpty { StandardStream.tell(words("due.none")) }
            return try session.write(rows, as: list.form)
        }
        guard !rows.isEmpty else { return StandardStream.tell(words("due.none")) }
        let terminal = Terminal(color: display.color, environment: session.environment)
        try session.show(DueText(terminal: terminal, words: words).text(rows), on: terminal, display)
        if terminal.isTerminal || rows.count < count {
            StandardStream.tell(words("due.count", String(rows.count), String(count)))
        }
        let due = rows.count { $0.due.daysOverdue >= 0 }
        if terminal.isTerminal, due > cap { StandardStream.tell(words("due.cap", String(cap))) }
    }
}

extension Session {
    /// Whether some note has a front matter field of this name, so that it can filter.
    func isField(_ name: String) -> Bool {
        (try? base.ask { try !$0.values(ofField: name).isEmpty }) ?? false
    }
}
