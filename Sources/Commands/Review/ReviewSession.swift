import Catalogue
import KnowledgeBase
import Review

/// A review session in the terminal: recall, look, grade, next. It can be left at any key; what was graded is recorded.
struct ReviewSession {
    let session: Session
    let store: ReviewStore
    let terminal: Terminal
    let display: DisplayOptions
    /// Where the answers come from.
    var key: () -> Keyboard.Key = { Keyboard().next() }
    /// The paths that something was recorded for, the last one last: what `u` takes back.
    private var recorded: [String] = []
    private var words: Catalogue { Interface.words }

    init(session: Session, store: ReviewStore, terminal: Terminal, display: DisplayOptions) {
        self.session = session
        self.store = store
        self.terminal = terminal
        self.display = display
    }

    /// What comes after a note.
    private enum Step {
        case next, again, leave
    }

    mutating func run(_ queue: [DueRow]) throws {
        var index = 0
        while index < queue.count {
            switch try ask(queue[index], place: "\(index + 1)/\(queue.count)") {
            case .next: index += 1
            case .again: continue
            case .leave:
                try say(words("review.done", String(recorded.count), String(queue.count - index)))
                return
            }
        }
        try say(words("review.done", String(recorded.count), "0"))
    }

    private mutating func ask(_ row: DueRow, place: String) throws -> Step {
        let loaded = try session.base.note(at: row.path)
        let card = ReviewCard(loaded: loaded, terminal: terminal, words: words)
        let sentences = ReviewSentences(words: words)
        let reasons = [sentences.lateness(row.due.daysOverdue)] + sentences.reasons(row.due)
        try say("\n" + card.front(place: place, reasons: reasons).joined(separator: "\n"))
        try say("\n" + terminal.style(words("review.keys.front"), .dim))
        var isShown = false
        while true {
            switch key() {
            case .leave, .letter("q"): return .leave
            case .letter("s"): return .next
            case .letter("u"):
                if try undo() { return .again }
            case .letter("e"):
                try edit(row)
                return .again
            case .letter("z"):
                try record(row) { try $0.snooze(row.path, days: 1) }
                return .next
            case .enter where !isShown:
                isShown = true
                try session.show(try card.back(in: session.base), on: terminal, isPagerOff: display.isPagerOff)
                let condition = try ConditionText(loaded, session, store)
                try say(card.condition(condition))
                try say("\n" + card.choices(try store.preview(row.path)))
            case .letter(let letter) where isShown:
                guard let grade = letter.wholeNumberValue.flatMap({ Grade(rawValue: $0) }) else { continue }
                try record(row) { try $0.review(row.path, grade) }
                return .next
            default: continue
            }
        }
    }

    /// A review that cannot be recorded is said, and the session goes on.
    private mutating func record(_ row: DueRow, _ work: (ReviewStore) throws -> ReviewEvent) throws {
        do {
            let event = try work(store)
            recorded.append(row.path)
            try say(ReviewSentences(words: words).sentence(event, today: store.clock.today))
        } catch let error as ReviewError {
            try say(Failure.sentence(for: error))
        }
        try session.refresh()
    }

    private mutating func undo() throws -> Bool {
        guard let path = recorded.popLast() else { return false }
        try say(ReviewSentences(words: words).sentence(try store.undo(path), today: store.clock.today))
        try session.refresh()
        return true
    }

    private func edit(_ row: DueRow) throws {
        if !Editor(environment: session.environment).open(session.base.folder.root + "/" + row.path) {
            try say(words("review.editor"))
        }
        try session.refresh()
    }

    private func say(_ text: String) throws {
        try StandardStream.output.write(text + "\n")
    }
}
