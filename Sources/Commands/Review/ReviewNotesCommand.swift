import ArgumentParser
import Catalogue
import Index
import KnowledgeBase
import Notes
import Review

/// `kb review [NOTE…]`, with a grade, a date, or a session.
struct ReviewNotesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notes", abstract: Interface.words("review.notes.abstract"))

    @Argument(help: Interface.help("review.note", valueName: "note"), completion: Completion.notes)
    var references: [String] = []

    @Option(help: Interface.help("review.grade", valueName: "grade"), completion: .list(Grade.allCases.map(\.name)))
    var grade: String?

    @Option(help: Interface.help("review.next.option", valueName: "day"))
    var next: String?

    @Option(help: Interface.help("review.interval", valueName: "days"))
    var interval: Int?

    @OptionGroup var display: DisplayOptions
    @OptionGroup var folder: FolderOptions

    func run() throws {
        let words = Interface.words
        guard grade != nil || next != nil || interval != nil else { return try ask() }
        guard interval == nil || next != nil else { throw ReviewUse.intervalAlone }
        guard references.count == 1, (grade == nil) != (next == nil) else {
            throw ReviewUse.oneNote
        }
        var chosen: Grade?
        if let grade {
            guard let known = Grade(name: grade) else {
                throw Failure.invalidValue(
                    option: "--grade", value: ControlCharacters.visible(grade), advice: words("review.grade.advice"))
            }
            chosen = known
        }
        if let interval, !(1...36_500).contains(interval) {
            throw Failure.invalidValue(
                option: "--interval", value: String(interval), advice: words("review.interval.advice"))
        }
        let session = try Session.upToDate(notes: folder.notes)
        let store = try session.reviews()
        let path = try session.base.summary(of: references[0]).path
        let event: ReviewEvent
        if let chosen {
            event = try store.review(path, chosen)
        } else {
            let text = next ?? ""
            guard let day = ReviewDayText.day(text, today: store.clock.today) else {
                throw Failure.invalidValue(
                    option: "--next", value: ControlCharacters.visible(text), advice: words("due.until.advice"))
            }
            event = try store.reschedule(path, next: day, interval: interval)
        }
        try StandardStream.output.write(
            ReviewSentences(words: words).sentence(event, today: store.clock.today) + "\n")
    }

    /// The session, which needs somebody to answer.
    private func ask() throws {
        guard Keyboard.isThere, StandardStream.output.isTerminal else { throw ReviewUse.noTerminal }
        let session = try Session.upToDate(notes: folder.notes)
        let store = try session.reviews()
        let paths = try references.map { try session.base.summary(of: $0).path }
        let queue = try paths.isEmpty ? store.queueToday(store.history()) : store.queue(of: paths)
        guard !queue.isEmpty else { return StandardStream.tell(try nothing(in: store)) }
        let terminal = Terminal(color: display.color, environment: session.environment)
        var review = ReviewSession(session: session, store: store, terminal: terminal, display: display)
        try review.run(queue)
    }
}

extension ReviewNotesCommand {
    /// Why there is nothing to ask: nothing is due, or what may be asked for in a day has been.
    private func nothing(in store: ReviewStore) throws -> String {
        let due = try store.due().count
        guard due > 0 else { return Interface.words("due.none") }
        return Interface.words("review.cap.reached", String(store.settings.dailyCap), String(due))
    }
}

/// Wrong use of `kb review` that the argument parser cannot see.
enum ReviewUse: Error, Equatable {
    case oneNote
    case intervalAlone
    case noTerminal
}
