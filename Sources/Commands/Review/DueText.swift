import Catalogue
import Index
import KnowledgeBase
import Notes
import Review

/// Notes that are due as text: a table for a terminal, or one line each with the same information.
struct DueText {
    let terminal: Terminal
    let words: Catalogue
    private var sentences: ReviewSentences { ReviewSentences(words: words) }
    private var badges: Badges { Badges(words: words) }

    init(terminal: Terminal, words: Catalogue) {
        self.terminal = terminal
        self.words = words
    }

    func text(_ rows: [DueRow]) -> String {
        terminal.isTerminal ? table(rows) : rows.map { line($0) + "\n" }.joined()
    }

    private func table(_ rows: [DueRow]) -> String {
        let header = ["due", "title", "why", "note"].map { StyledText(words("due.column.\($0)"), .bold) }
        let cells = rows.map { row in
            var why = StyledText(sentences.reasons(row.due).joined(separator: " · "))
            if let urgency = row.entry.urgency {
                why.append(" · ")
                why.append(badges.urgency(urgency))
            }
            return [
                lateness(row), BilingualLine(BilingualText(row.entry.title)).styled(.bold, .dim), why,
                StyledText(ControlCharacters.visible(row.entry.note), .cyan),
            ]
        }
        return TableLayout(cells: terminal.cells, style: terminal.style)
            .lines(header: header, rows: cells, width: terminal.width).joined(separator: "\n")
    }

    /// `path: title (3 days late · every 14 days · recall 87 %) [High]`.
    private func line(_ row: DueRow) -> String {
        var line = StyledText(ControlCharacters.visible(row.path), .cyan)
        line.append(": " + ControlCharacters.visible(row.entry.title) + " (")
        line.append(lateness(row))
        line.append(sentences.reasons(row.due).map { " · " + $0 }.joined() + ")")
        if let urgency = row.entry.urgency {
            line.append(" [")
            line.append(badges.urgency(urgency))
            line.append("]")
        }
        return line.rendered(terminal.style)
    }

    private func lateness(_ row: DueRow) -> StyledText {
        let text = sentences.lateness(row.due.daysOverdue)
        return switch row.due.daysOverdue {
        case 0: StyledText(text, .yellow)
        case 1...: StyledText(text, .red)
        default: StyledText(text, .dim)
        }
    }
}
