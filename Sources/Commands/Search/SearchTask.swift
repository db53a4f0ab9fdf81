import ArgumentParser
import Catalogue
import Index
import KnowledgeBase
import Notes

/// What `kb search` was asked: a query, and the form in which its answer comes out.
struct SearchTask: Equatable {
    let query: String
    /// The notes folder; nil for the one of the environment.
    let notes: String?
    var limit = 10
    var offset = 0
    var form = ListFormat.text
    var isVimgrep = false
    var isExplained = false
    var color = Style.Choice.auto
    var isPagerOff = false

    init(_ words: [String] = [], notes: String? = nil) {
        // Most queries are one word, and joining would first look up how lists are joined, among all types of the program.
        query = words.count == 1 ? words[0] : words.joined(separator: " ")
        self.notes = notes
    }

    func run() throws {
        let session = try Session(notes: notes, isAskedOnce: true)
        let request = SearchRequest(
            query, limit: min(limit, 1_000_000), offset: min(offset, 1_000_000),
            today: try Clock.today(session.environment))
        let answer = try session.answer { try $0.search(request) }
        let alert = offset == 0 ? try session.base.soughtAlert(query) : nil
        if answer.isUnanswered, offset == 0, alert == nil { session.recordUnanswered(query) }
        if isExplained, form == .text {
            try StandardStream.output.write(ExplanationText(words: Interface.words).text(answer.explanation))
        }
        session.tell(answer.changes.filter(\.isAboutFilter))
        if let alert { tell(alert) }
        guard !answer.hits.isEmpty else {
            StandardStream.tell(nothing(answer))
            // A list for a program stays a list.
            if form == .json { try session.write([], as: .json) }
            throw ExitCode(1)
        }
        tellChanges(answer)
        if isVimgrep {
            try StandardStream.output.write(VimgrepList(answer.hits, root: session.base.folder.root).text)
        } else if form == .text {
            try show(answer, session)
        } else {
            try session.write(answer.hits.map { SearchRow($0, isExplained: isExplained) }, as: form)
        }
        if isCutShort(answer) {
            StandardStream.tell(Interface.words("terminal.search.cut", String(offset + answer.hits.count)))
        }
    }

    /// Why there is nothing to show: no note answers, or none stands so far down the list.
    private func nothing(_ answer: SearchAnswer) -> String {
        guard answer.total > 0, offset > 0 else {
            return Interface.words("terminal.search.none", ControlCharacters.visible(query))
        }
        return Interface.words(
            answer.isCut ? "terminal.search.beyond.cut" : "terminal.search.beyond", String(answer.total),
            String(offset))
    }

    /// Whether there are more notes than were found, although more were asked for.
    private func isCutShort(_ answer: SearchAnswer) -> Bool {
        answer.hits.count < limit && (answer.isCut || answer.total > offset + answer.hits.count)
    }

    private func show(_ answer: SearchAnswer, _ session: Session) throws {
        let terminal = Terminal(color: color, environment: session.environment)
        let text = SearchText(terminal: terminal, words: Interface.words, isExplained: isExplained)
        try session.show(
            terminal.isTerminal ? text.grouped(answer.hits) : text.lines(answer.hits), on: terminal,
            isPagerOff: isPagerOff)
        if !isCutShort(answer), terminal.isTerminal || answer.total > offset + answer.hits.count {
            StandardStream.tell(
                Interface.words(
                    answer.isCut ? "terminal.search.count.cut" : "terminal.search.count", String(answer.hits.count),
                    String(answer.total)))
        }
    }

    /// Says what the alert is about that was looked for by its name.
    private func tell(_ alert: SoughtAlert) {
        let subject = [alert.symptom, alert.description?.full].compactMap { $0 }.joined(separator: " ")
        StandardStream.tell(
            Interface.words(
                "terminal.search.alert", ControlCharacters.visible(alert.name),
                ControlCharacters.visible(subject.isEmpty ? alert.title.full : subject),
                ControlCharacters.visible(ShellWord.quoted(alert.reference))))
    }

    /// Says where the answer is to something else than what was typed.
    private func tellChanges(_ answer: SearchAnswer) {
        var told: [SearchAnswer.Change] = []
        for change in answer.changes where !told.contains(change) {
            told.append(change)
            let word = ControlCharacters.visible(change.word)
            let separator = Interface.words("triage.separator")
            let replacements = ControlCharacters.visible(change.replacements.joined(separator: separator))
            switch change.kind {
            case .corrected: StandardStream.tell(Interface.words("terminal.search.corrected", word, replacements))
            case .similar: StandardStream.tell(Interface.words("terminal.search.similar", word, replacements))
            case .relaxed: StandardStream.tell(Interface.words("terminal.search.relaxed", word))
            case .leftOut: StandardStream.tell(Interface.words("terminal.search.left-out", word))
            case .included: StandardStream.tell(Interface.words("terminal.search.included", word))
            case .expanded, .unreadable, .unmet: break
            }
        }
        if answer.changes.isEmpty, answer.hits.first?.match == .partial {
            StandardStream.tell(Interface.words("terminal.search.partial"))
        }
    }
}
