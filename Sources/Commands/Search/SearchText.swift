import Catalogue
import Index
import Notes

/// Hits as text: grouped and coloured for a terminal, or one line each with the same information.
struct SearchText {
    let terminal: Terminal
    let words: Catalogue
    private let isExplained: Bool
    private var style: Style { terminal.style }

    /// - Parameter isExplained: with the parts of each score.
    init(terminal: Terminal, words: Catalogue, isExplained: Bool = false) {
        self.terminal = terminal
        self.words = words
        self.isExplained = isExplained
    }

    /// A paragraph a note: title and badges; place and headings; snippet.
    func grouped(_ hits: [SearchHit]) -> String {
        hits.map { hit in
            var title = BilingualLine(hit.title).styled(.bold, .dim)
            let badges = Badges(words: words)
            for badge in badges.symptom(hit.symptom, hit.urgency) + badges.match(hit.match) + badges.status(hit.status)
            {
                title.append("  ")
                title.append(badge)
            }
            var place = StyledText(ControlCharacters.visible("\(hit.path):\(hit.line)"), .cyan)
            let headings = hit.headingsBelowTitle.map { ControlCharacters.visible($0) }.joined(separator: " › ")
            if !headings.isEmpty { place.append("  " + headings, [.dim]) }
            let snippet = indented(snippet(hit.snippet), by: 4)
            let score = isExplained ? [indented(StyledText(explanation.score(of: hit), .dim), by: 4)] : []
            return ([title.rendered(style), indented(place, by: 2)] + (snippet.isEmpty ? [] : [snippet]) + score)
                .joined(separator: "\n") + "\n"
        }.joined(separator: "\n")
    }

    /// One line a note: `path:line: title › heading [S1 High] snippet`.
    func lines(_ hits: [SearchHit]) -> String {
        hits.map { hit in
            var line = StyledText(ControlCharacters.visible("\(hit.path):\(hit.line)"), .cyan)
            let names = [hit.title.full] + hit.headingsBelowTitle
            line.append(": " + names.map { ControlCharacters.visible($0) }.joined(separator: " › "))
            let badges = Badges(words: words)
            let marks = badges.symptom(hit.symptom, hit.urgency) + badges.match(hit.match) + badges.status(hit.status)
            if !marks.isEmpty { line.append(" [" + marks.map(\.plain).joined(separator: ", ") + "]") }
            if !hit.snippet.text.isEmpty {
                line.append(" ")
                line.append(snippet(hit.snippet))
            }
            if isExplained { line.append("\n    " + explanation.score(of: hit)) }
            return line.rendered(style) + "\n"
        }.joined()
    }

    private var explanation: ExplanationText { ExplanationText(words: words) }

    private func snippet(_ snippet: Snippet) -> StyledText {
        var text = StyledText()
        for piece in snippet.pieces {
            text.append(ControlCharacters.visible(piece.text), piece.isHighlighted ? [.bold, .yellow] : [])
        }
        return text
    }

    private func indented(_ text: StyledText, by indent: Int) -> String {
        guard !text.isEmpty else { return "" }
        let margin = String(repeating: " ", count: indent)
        return TextWrap(width: terminal.width - indent, cells: terminal.cells).lines(of: text)
            .map { margin + $0.rendered(style) }.joined(separator: "\n")
    }
}
