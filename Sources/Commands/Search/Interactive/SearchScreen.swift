import Catalogue
import Index

/// The screen of a search that answers while somebody types: a query, the hits, one of them chosen.
struct SearchScreen {
    private(set) var query: String
    private(set) var selection = 0
    private var answer = SearchAnswer.nothing
    let words: Catalogue
    let style: Style
    let cells: CellWidth

    /// Lines that a hit takes: title, place, snippet.
    private static let linesOfHit = 3
    /// Lines above and below the hits: the query, the count, the keys.
    private static let otherLines = 3

    init(query: String, words: Catalogue, style: Style, cells: CellWidth) {
        self.query = query
        self.words = words
        self.style = style
        self.cells = cells
    }

    /// The hit that is chosen.
    var chosen: SearchHit? { answer.hits.indices.contains(selection) ? answer.hits[selection] : nil }

    /// Takes a new answer; the best hit is chosen.
    mutating func show(_ answer: SearchAnswer) {
        self.answer = answer
        selection = 0
    }

    /// Takes a key that changes the query or the choice.
    ///
    /// - Returns: whether the query changed, so that it must be asked again.
    mutating func take(_ key: TypedKey) -> Bool {
        let before = query
        switch key {
        case .text(let text): query += text.filter { !$0.isNewline }
        case .backspace: query = String(query.dropLast())
        case .clear: query = ""
        case .deleteWord:
            query = String(query.reversed().drop { $0.isWhitespace }.drop { !$0.isWhitespace }.reversed())
        case .up: choose(selection - 1)
        case .down: choose(selection + 1)
        case .pageUp: choose(selection - 5)
        case .pageDown: choose(selection + 5)
        case .enter, .browser, .leave: break
        }
        return query != before
    }

    private mutating func choose(_ index: Int) {
        selection = max(0, min(index, answer.hits.count - 1))
    }

    /// The lines of the screen, each at most `width` cells, never more than `height` of them.
    func lines(width: Int, height: Int) -> [String] {
        var prompt = StyledText("> ", .bold)
        prompt.append(ControlCharacters.visible(query))
        prompt.append("▏", [.dim])
        let room = max(1, (height - Self.otherLines) / Self.linesOfHit)
        // The chosen hit stays in sight.
        let first = max(0, selection - room + 1)
        let hits = answer.hits.dropFirst(first).prefix(room).enumerated().flatMap { offset, hit in
            lines(of: hit, isChosen: first + offset == selection)
        }
        let count =
            query.isEmpty
            ? StyledText()
            : answer.hits.isEmpty
                ? StyledText(words("terminal.search.none", ControlCharacters.visible(query)), .yellow)
                : StyledText(
                    words(
                        answer.isCut ? "terminal.search.count.cut" : "terminal.search.count",
                        String(answer.hits.count), String(answer.total)), .dim)
        let all = [prompt, count] + hits + [StyledText(words("terminal.search.keys"), .dim)]
        return all.prefix(height).map { cut($0, width).rendered(style) }
    }

    private func lines(of hit: SearchHit, isChosen: Bool) -> [StyledText] {
        var title = StyledText(isChosen ? "▌ " : "  ", .bold)
        title.append(BilingualLine(hit.title).styled(.bold, .dim))
        let badges = Badges(words: words)
        for badge in badges.symptom(hit.symptom, hit.urgency) + badges.match(hit.match) + badges.status(hit.status) {
            title.append("  ")
            title.append(badge)
        }
        var place = StyledText("    ")
        place.append(ControlCharacters.visible("\(hit.path):\(hit.line)"), [.cyan])
        let headings = hit.headingsBelowTitle.map { ControlCharacters.visible($0) }.joined(separator: " › ")
        place.append("  " + headings, [.dim])
        var snippet = StyledText("    ")
        for piece in hit.snippet.pieces {
            snippet.append(ControlCharacters.visible(piece.text), piece.isHighlighted ? [.bold, .yellow] : [])
        }
        return [title, place, snippet]
    }

    private func cut(_ text: StyledText, _ width: Int) -> StyledText {
        var cut = StyledText()
        var room = width
        for piece in text.pieces {
            for character in piece.text {
                room -= cells(of: character)
                guard room >= 0 else { return cut }
                cut.append(String(character), piece.effects)
            }
        }
        return cut
    }
}
