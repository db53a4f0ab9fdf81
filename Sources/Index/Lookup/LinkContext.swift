/// The words around a link, by which a reader judges whether to follow it.
enum LinkContext {
    /// Characters at most.
    private static let length = 200

    /// The line of a text that holds a link, cut so that the link stays inside.
    static func sentence(with link: String, in text: String) -> String {
        guard let place = text.firstRange(of: link) else { return link }
        let lineStart = text[..<place.lowerBound].lastIndex(of: "\n").map { text.index(after: $0) } ?? text.startIndex
        let lineEnd = text[place.upperBound...].firstIndex(of: "\n") ?? text.endIndex
        let lead = text.index(place.lowerBound, offsetBy: -length / 2, limitedBy: lineStart) ?? lineStart
        let line = text[lead..<lineEnd]
        return (lead > lineStart ? "…" : "") + line.prefix(length) + (line.count > length ? "…" : "")
    }
}
