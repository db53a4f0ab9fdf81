/// Text in pieces with effects, measured and wrapped before any escape sequence is written.
package struct StyledText: Sendable, Equatable {
    struct Piece: Sendable, Equatable {
        var text: String
        var effects: [Style.Effect]
    }

    private(set) var pieces: [Piece] = []

    /// Nothing yet, to be appended to.
    package init() {}

    /// A text in one style; it must be clean of controls.
    package init(_ text: String, _ effects: Style.Effect...) {
        append(text, effects)
    }

    var isEmpty: Bool { pieces.isEmpty }
    /// The text without its effects, as its width is measured.
    package var plain: String { pieces.map(\.text).joined() }

    /// Adds text with effects of its own; those of the text before do not reach into it.
    package mutating func append(_ text: String, _ effects: [Style.Effect] = []) {
        guard !text.isEmpty else { return }
        if let last = pieces.indices.last, pieces[last].effects == effects {
            pieces[last].text += text
        } else {
            pieces.append(Piece(text: text, effects: effects))
        }
    }

    /// Adds another text with its effects.
    package mutating func append(_ other: StyledText) {
        for piece in other.pieces { append(piece.text, piece.effects) }
    }

    /// Without spaces and line feeds at its end.
    var trimmed: StyledText {
        var trimmed = self
        while let last = trimmed.pieces.indices.last {
            while let end = trimmed.pieces[last].text.last, end == " " || end == "\n" {
                trimmed.pieces[last].text.removeLast()
            }
            guard trimmed.pieces[last].text.isEmpty else { break }
            trimmed.pieces.removeLast()
        }
        return trimmed
    }

    /// The text with escape sequences, or without any where the style has no colours.
    package func rendered(_ style: Style) -> String {
        pieces.reduce(into: "") { $0 += style($1.text, $1.effects) }
    }
}
