import Catalogue
import Commands
import Detection
import KnowledgeBase
import Notes

/// Measured symptoms for a person: a table on a terminal, else one line each.
struct TriageText {
    let words: Catalogue

    /// - Parameter isOneNote: whether the rows are of one note that was named, which no row needs to name again.
    func text(_ rows: [TriageRow], on terminal: Terminal, isOneNote: Bool) -> String {
        guard terminal.isTerminal else { return rows.map { line($0).rendered(terminal.style) + "\n" }.joined() }
        let names = ["verdict", "urgency", "symptom", "value", "message"] + (isOneNote ? [] : ["note"])
        let header = names.map { StyledText(words("triage.column.\($0)"), .bold) }
        let cells = rows.map { row in
            [
                verdict(row), urgency(row), StyledText(ControlCharacters.visible(row.target.symptom.id), .bold),
                StyledText(row.verdict?.measured ?? ""), message(row),
            ] + (isOneNote ? [] : [StyledText(ControlCharacters.visible(row.target.note), .cyan)])
        }
        return TableLayout(cells: terminal.cells, style: terminal.style)
            .lines(header: header, rows: cells, width: terminal.width, lastBelow: isOneNote ? nil : 4)
            .joined(separator: "\n")
    }

    /// How many symptoms there are of each verdict: `7 symptoms: 1 firing, 6 clear`.
    func summary(_ rows: [TriageRow]) -> String {
        let kinds = Verdict.Kind.allCases.map { Optional($0) } + [nil]
        let counts = kinds.compactMap { kind -> String? in
            let count = rows.count { $0.verdict?.kind == kind }
            return count == 0 ? nil : "\(count) \(word(kind))"
        }
        guard !counts.isEmpty else { return words("triage.none") }
        return words("triage.summary", "\(rows.count)", counts.joined(separator: words("triage.separator")))
    }

    /// `path:line: ✖ firing High S1: description: 42000 > 10000 {topic="orders"}: message`.
    private func line(_ row: TriageRow) -> StyledText {
        var line = StyledText(ControlCharacters.visible("\(row.path):\(row.target.line)"), .cyan)
        line.append(": ")
        line.append(verdict(row))
        line.append(" ")
        line.append(urgency(row))
        line.append(" ")
        line.append(StyledText(ControlCharacters.visible(row.target.symptom.id), .bold))
        line.append(row.verdict?.measured.map { ": \($0): " } ?? ": ")
        line.append(message(row))
        return line
    }

    /// A glyph and always a word, because neither colour nor shape says enough alone.
    private func verdict(_ row: TriageRow) -> StyledText {
        let word = word(row.verdict?.kind)
        return switch row.verdict?.kind {
        case .firing: StyledText("✖ \(word)", .bold, .red)
        case .blind: StyledText("? \(word)", .magenta)
        case .error: StyledText("! \(word)", .yellow)
        case .clear: StyledText("✓ \(word)", .green)
        case .observed: StyledText("= \(word)", .cyan)
        case nil: StyledText("– \(word)", .dim)
        }
    }

    private func word(_ kind: Verdict.Kind?) -> String { words("triage.verdict.\(kind?.rawValue ?? "unmeasured")") }

    private func urgency(_ row: TriageRow) -> StyledText {
        row.target.symptom.urgency.map { Badges(words: words).urgency($0) } ?? StyledText("–", .dim)
    }

    private func message(_ row: TriageRow) -> StyledText {
        var text = StyledText(ControlCharacters.visible(row.target.symptom.description.full))
        let labels = (row.verdict?.labels ?? [:]).filter { $0.key != "__name__" }.sorted { $0.key < $1.key }
            .map { "\($0.key)=\"\($0.value)\"" }
        if !labels.isEmpty { text.append(" {\(shown(labels.joined(separator: ", ")))}", [.dim]) }
        text.append(" — " + shown(words(row.sentences)), [.dim])
        for warning in row.verdict?.warnings ?? [] { text.append(" ⚠ " + shown(warning), [.yellow]) }
        return text
    }

    /// A stranger's text: visible, and not longer than one reads.
    private func shown(_ text: String) -> String { ControlCharacters.visible(VisibleText.excerpt(text, limit: 500)) }
}
