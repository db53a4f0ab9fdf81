import Catalogue
import Index
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
    /// What was recorded, the last one last: what `u` takes back.
    private var recorded: [Recorded] = []
    /// How many reviews of this session count.
    private var count = 0
    /// The ids of the events that this session knows of.
    private var known: Set<String> = []
    private var words: Catalogue { Interface.words }

    init(session: Session, store: ReviewStore, terminal: Terminal, display: DisplayOptions) {
        self.session = session
        self.store = store
        self.terminal = terminal
        self.display = display
    }

    /// Something that was recorded, and how the note stood then.
    private struct Recorded {
        let path: String
        let state: String
    }

    /// What comes after a note.
    private enum Step {
        case next, again, leave
        /// The note at the path, whose review was taken back, and then this one.
        case back(to: String)
    }

    mutating func run(_ queue: [DueRow]) throws {
        known = Set(try store.history().events.map(\.id))
        var queue = queue
        var index = 0
        var isAgain = false
        while index < queue.count {
            switch try ask(queue[index], place: "\(index + 1)/\(queue.count)", isAgain: isAgain) {
            case .next:
                index += 1
                isAgain = false
            case .again: isAgain = true
            case .back(let path):
                isAgain = false
                guard let place = queue[..<index].lastIndex(where: { $0.path == path }) else { continue }
                index -= 1
                queue.insert(queue.remove(at: place), at: index)
            case .leave:
                try say(words("review.done", String(count), String(queue.count - index)))
                return
            }
        }
        try say(words("review.done", String(count), "0"))
    }

    private mutating func ask(_ queued: DueRow, place: String, isAgain: Bool) throws -> Step {
        // Others review meanwhile, and the answer counts for what is shown.
        try session.catchUp()
        _ = try store.settle()
        let row = try store.queue(of: [queued.path]).first ?? queued
        let reviews = try store.reviews(ofNoteAt: row.path, in: store.history())
        if queued.due.daysOverdue >= 0, row.due.daysOverdue < 0 {
            if let last = reviews?.history.events.last, !known.contains(last.id) {
                try skip(row, last, isSaid: isAgain)
            } else {
                // Somebody wrote another date into the note.
                try say(words("review.not-due", ControlCharacters.visible(row.path)))
            }
            return .next
        }
        if row.entry.isPaused, !queued.entry.isPaused {
            // Somebody archived it, or made it a draft again.
            try say(words("review.not-due", ControlCharacters.visible(row.path)))
            return .next
        }
        let loaded: LoadedNote
        do { loaded = try session.base.note(at: row.path) } catch let error as KnowledgeBaseError {
            // It is gone since the session began.
            try say(Failure.sentence(for: error))
            return .next
        }
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
                if let path = try undo() { return .back(to: path) }
            case .letter("e"):
                try edit(row)
                return .again
            case .letter("z"):
                return try record(row) { try $0.snooze(row.path, days: 1, seen: reviews?.state) }
            case .enter where !isShown:
                isShown = true
                try session.show(try card.back(in: session.base), on: terminal, isPagerOff: display.isPagerOff)
                let condition = try ConditionText(loaded, session, store)
                try say(card.condition(condition))
                try say("\n" + card.choices(try store.preview(row.path)))
            case .letter(let letter) where isShown:
                guard let grade = letter.wholeNumberValue.flatMap({ Grade(rawValue: $0) }) else { continue }
                return try record(row) { try $0.review(row.path, grade, seen: reviews?.state) }
            default: continue
            }
        }
    }

    /// Goes past a note that somebody else reviewed since the session began.
    private func skip(_ row: DueRow, _ last: ReviewEvent, isSaid: Bool) throws {
        if !isSaid { try say(Failure.sentence(for: ReviewError.reviewedMeanwhile(path: row.path, who: last.who))) }
        try say(ReviewSentences(words: words).sentence(last, today: store.clock.today))
    }

    /// A review that cannot be recorded is said, and the session goes on; with the same note where it is not any more
    /// what was shown.
    private mutating func record(_ row: DueRow, _ work: (ReviewStore) throws -> ReviewEvent) throws -> Step {
        do {
            let event = try work(store)
            recorded.append(Recorded(path: row.path, state: NoteReviews.state(after: event)))
            count += 1
            known.insert(event.id)
            try say(ReviewSentences(words: words).sentence(event, today: store.clock.today))
        } catch let error as ReviewError {
            try say(Failure.sentence(for: error))
            if case .reviewedMeanwhile = error { return .again }
        }
        return .next
    }

    /// The path of the note of which something was taken back. What cannot be is said; it can be tried again unless somebody
    /// did more since.
    private mutating func undo() throws -> String? {
        guard let last = recorded.last else { return nil }
        do {
            let event = try store.undo(last.path, seen: last.state)
            recorded.removeLast()
            count -= 1
            known.insert(event.id)
            try say(ReviewSentences(words: words).sentence(event, today: store.clock.today))
            return last.path
        } catch let error as ReviewError {
            if case .reviewedMeanwhile = error { recorded.removeLast() }
            try say(Failure.sentence(for: error))
            return nil
        }
    }

    private func edit(_ row: DueRow) throws {
        if !Editor(environment: session.environment).open(session.base.folder.root + "/" + row.path) {
            try say(words("review.editor"))
        }
    }

    private func say(_ text: String) throws {
        try StandardStream.output.write(text + "\n")
    }
}
