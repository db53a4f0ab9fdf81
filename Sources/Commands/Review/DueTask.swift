import ArgumentParser
import Catalogue
import Index
import KnowledgeBase
import Notes
import Review

/// What `kb due` was asked: which notes, until when, and the form in which the list comes out.
struct DueTask: Equatable {
    let filters: String
    /// The notes folder; nil for the one of the environment.
    let notes: String?
    var until: String?
    var hasExitCode = false
    var isShort = false
    var limit: Int?
    var form = ListFormat.text
    var color = Style.Choice.auto
    var isPagerOff = false

    init(_ words: [String], notes: String?) {
        filters = words.joined(separator: " ")
        self.notes = notes
    }

    func run() throws {
        let session = try Session(notes: notes, isAskedOnce: true)
        let (store, filters, all) = try session.answer(isQuiet: isShort) { store in
            let filters = try chosen(session)
            let days = try days(from: store.clock.today)
            return (store, filters, try store.due(withinDays: days, filters: filters))
        }
        session.tell(try session.base.ask { try $0.faults(of: filters, today: store.clock.today) })
        try write(Array(all.prefix(limit ?? all.count)), of: all.count, in: session, cap: store.settings.dailyCap)
        if hasExitCode, !all.isEmpty { throw ExitCode(1) }
    }

    /// The filters that were given.
    private func chosen(_ session: Session) throws -> [SearchQuery.Filter] {
        let query = SearchQuery(filters, isField: session.isField)
        guard query.terms.isEmpty else {
            throw Failure.invalidValue(
                option: "due", value: ControlCharacters.visible(query.source),
                advice: Interface.words("due.only-filters"))
        }
        return query.filters
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
        guard form == .text else {
            if rows.isEmpty { StandardStream.tell(words("due.none")) }
            return try session.write(rows, as: form)
        }
        guard !rows.isEmpty else { return StandardStream.tell(words("due.none")) }
        let terminal = Terminal(color: color, environment: session.environment)
        try session.show(DueText(terminal: terminal, words: words).text(rows), on: terminal, isPagerOff: isPagerOff)
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
