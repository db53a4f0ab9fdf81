/// A piece of a text with the places of the words that were looked for.
package struct Snippet: Sendable, Equatable {
    /// On one line.
    package var text: String
    /// Byte ranges in the UTF-8 of `text`, in order, apart from one another.
    package var highlights: [Range<Int>]

    /// Highlights must be in order and apart; `pieces` passes over those that are not.
    package init(text: String, highlights: [Range<Int>] = []) {
        self.text = text
        self.highlights = highlights
    }

    /// The text in pieces, each with whether it is highlighted.
    package var pieces: [(text: String, isHighlighted: Bool)] {
        var pieces: [(String, Bool)] = []
        let utf8 = Array(text.utf8)
        var position = 0
        for range in highlights where range.lowerBound >= position && range.upperBound <= utf8.count {
            if range.lowerBound > position {
                pieces.append((String(decoding: utf8[position..<range.lowerBound], as: UTF8.self), false))
            }
            pieces.append((String(decoding: utf8[range], as: UTF8.self), true))
            position = range.upperBound
        }
        if position < utf8.count { pieces.append((String(decoding: utf8[position...], as: UTF8.self), false)) }
        return pieces
    }
}
