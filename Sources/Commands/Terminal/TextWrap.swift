import Notes

/// Breaks a paragraph into lines of a width in cells: at spaces and, in Chinese, between any two characters, except
/// before closing and after opening marks (the essentials of Unicode Standard Annex #14 and of kinsoku rules).
struct TextWrap {
    let width: Int
    let cells: CellWidth

    /// - Parameter width: in cells; at least 1.
    init(width: Int, cells: CellWidth) {
        self.width = max(1, width)
        self.cells = cells
    }

    /// The lines of a text; a line feed in it always ends a line. There is at least one line.
    func lines(of text: StyledText) -> [StyledText] {
        var lines = Lines()
        var unit = StyledText()
        var unitWidth = 0
        var previous: Character?

        func place() {
            guard unitWidth > 0 || !unit.isEmpty else { return }
            if lines.width + unitWidth > width, lines.width > 0 { lines.end() }
            lines.add(unit, unitWidth, limit: width, cells)
            (unit, unitWidth) = (StyledText(), 0)
        }

        for piece in text.pieces {
            for character in piece.text {
                if character == "\n" {
                    place()
                    lines.end()
                    previous = nil
                    continue
                }
                if character == " " {
                    place()
                    lines.space(limit: width, piece.effects)
                    previous = character
                    continue
                }
                if let previous, previous != " ", Self.mayBreak(between: previous, and: character) { place() }
                unit.append(String(character), piece.effects)
                unitWidth += cells(of: character)
                previous = character
            }
        }
        place()
        lines.end()
        return lines.finished
    }

    /// The lines of plain text.
    func lines(of text: String) -> [String] { lines(of: StyledText(text)).map(\.plain) }

    /// The width of the longest part of a text in which no line may end.
    static func longestWord(in text: StyledText, cells: CellWidth) -> Int {
        var (longest, width) = (0, 0)
        var previous: Character?
        for character in text.plain {
            if character == " " || character == "\n" {
                width = 0
            } else {
                if let previous, mayBreak(between: previous, and: character) { width = 0 }
                width += cells(of: character)
                longest = max(longest, width)
            }
            previous = character
        }
        return longest
    }

    private static func mayBreak(between left: Character, and right: Character) -> Bool {
        guard isIdeographic(left) || isIdeographic(right) else { return false }
        return !opening.contains(left) && !closing.contains(right)
    }

    /// Chinese characters and the full-width marks and letters beside them.
    private static func isIdeographic(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first, scalar.value >= 0x2E80 else { return false }
        return EastAsianWidth.isWide(scalar.value)
    }

    /// Never the last on a line.
    private static let opening: Set<Character> = [
        "（", "「", "『", "《", "〈", "【", "〔", "［", "｛", "(", "[", "{", "“", "‘", "〖", "￥", "＄",
    ]

    /// Never the first on a line.
    private static let closing: Set<Character> = [
        "、", "。", "，", "．", "：", "；", "！", "？", "）", "」", "』", "》", "〉", "】", "〕", "］", "｝", ")", "]", "}", "”", "’",
        ",", ".", ":", ";", "!", "?", "…", "‥", "—", "～", "·", "・", "〗", "々", "％", "%", "ー",
    ]
}

/// Lines that grow.
private struct Lines {
    private(set) var finished: [StyledText] = []
    private(set) var width = 0
    private var line = StyledText()
    /// Spaces that are written only when something follows on the same line.
    private var pending = 0
    private var pendingEffects: [Style.Effect] = []

    mutating func add(_ unit: StyledText, _ unitWidth: Int, limit: Int, _ cells: CellWidth) {
        if pending > 0 { line.append(String(repeating: " ", count: pending), pendingEffects) }
        pending = 0
        guard width + unitWidth > limit else {
            line.append(unit)
            width += unitWidth
            return
        }
        // A word longer than a line is cut where the line ends.
        for piece in unit.pieces {
            for character in piece.text {
                let cellsOfCharacter = cells(of: character)
                if width > 0, width + cellsOfCharacter > limit { end() }
                line.append(String(character), piece.effects)
                width += cellsOfCharacter
            }
        }
    }

    mutating func space(limit: Int, _ effects: [Style.Effect]) {
        guard width > 0, width < limit else { return }
        pending += 1
        width += 1
        pendingEffects = effects
    }

    mutating func end() {
        finished.append(line)
        line = StyledText()
        (width, pending) = (0, 0)
    }
}
