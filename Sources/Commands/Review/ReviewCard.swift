import Catalogue
import Index
import KnowledgeBase
import Markdown
import Notes
import Review

/// The two sides of a note in a session: what is asked, and the note itself.
struct ReviewCard {
    let loaded: LoadedNote
    let terminal: Terminal
    let words: Catalogue
    private var style: Style { terminal.style }
    private var wrap: TextWrap { TextWrap(width: terminal.readingWidth, cells: terminal.cells) }

    init(loaded: LoadedNote, terminal: Terminal, words: Catalogue) {
        self.loaded = loaded
        self.terminal = terminal
        self.words = words
    }

    /// Title, symptoms and headings; what they say is hidden, to be recalled.
    ///
    /// - Parameters:
    ///   - place: `2/5`.
    ///   - reasons: why the note is due.
    func front(place: String, reasons: [String]) -> [String] {
        let note = loaded.note
        var title = StyledText(place + "  ", .dim)
        title.append(BilingualLine(note.title).styled(.bold, .bold))
        var lines = wrap.lines(of: title)
        lines += wrap.lines(of: StyledText(reasons.joined(separator: " · "), .dim))
        lines.append(StyledText())
        lines.append(StyledText(words("review.recall"), .italic))
        lines += note.symptoms.flatMap { symptom in
            var line = StyledText("  ")
            let badges = Badges(words: words)
            for badge in badges.symptom(symptom.id, symptom.urgency) { line.append(badge) }
            line.append("  " + ControlCharacters.visible(symptom.description.full))
            return wrap.lines(of: line)
        }
        lines += loaded.note.headingsToRecall.flatMap { section, depth in
            wrap.lines(
                of: StyledText(
                    String(repeating: "  ", count: depth) + "· "
                        + ControlCharacters.visible(section.heading.full)))
        }
        return lines.map { $0.rendered(style) }
    }

    /// The whole note, as `kb show` lays it out.
    func back(in base: KnowledgeBase) throws -> String {
        var html = NoteHTML(base, addresses: NoteAddresses(sharedIDs: try base.ask { try $0.sharedIDs() }))
        let words = words
        html.effectLabel = { words("terminal.effect.\($0.rawValue)") }
        html.calloutTitle = { words("terminal.callout.\($0.rawValue)") }
        let head = NoteHead(loaded.note, words: words, width: terminal.readingWidth, cells: terminal.cells)
        let lines = PageLayout.lines(
            of: HTMLToken.tokens(of: html.fragment(of: loaded, omittingTitle: true)), style: style,
            cells: terminal.cells, width: terminal.readingWidth, headingMarks: head.headingMarks)
        return (head.lines.map { $0.rendered(style) } + [""] + lines).joined(separator: "\n")
    }

    /// What is known of the note beyond what it says; empty for nothing.
    func condition(_ condition: ConditionText) -> String {
        let lines = condition.lines(words, wrap).map { $0.rendered(style) }
        return lines.isEmpty ? "" : "\n" + lines.joined(separator: "\n")
    }

    /// `1 Again 3 days · 2 Hard 10 days · …` with what else can be done.
    func choices(_ outcomes: [Grade: Scheduler.Outcome]) -> String {
        let sentences = ReviewSentences(words: words)
        var line = StyledText()
        for grade in Grade.allCases {
            guard let outcome = outcomes[grade] else { continue }
            line.append("\(grade.rawValue) ", [.bold])
            line.append(sentences.grade(grade), [Self.colour(of: grade)])
            line.append(" " + sentences.days(outcome.interval), [.dim])
            line.append("   ")
        }
        line.append(words("review.keys.more"), [.dim])
        return wrap.lines(of: line).map { $0.rendered(style) }.joined(separator: "\n")
    }

    private static func colour(of grade: Grade) -> Style.Effect {
        switch grade {
        case .again: .red
        case .hard: .yellow
        case .good: .green
        case .easy: .cyan
        }
    }
}
