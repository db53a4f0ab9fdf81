import Notes

/// A bilingual text on a line: the first half strong, the second quiet.
struct BilingualLine {
    private let text: BilingualText

    init(_ text: BilingualText) {
        self.text = text
    }

    func styled(_ first: Style.Effect, _ second: Style.Effect) -> StyledText {
        guard let halves = text.halves else { return StyledText(ControlCharacters.visible(text.full), first) }
        var line = StyledText(ControlCharacters.visible(halves.first), first)
        line.append(" / ", [.dim])
        line.append(ControlCharacters.visible(halves.second), [second])
        return line
    }
}
