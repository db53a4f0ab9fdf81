/// The anchor that an author gives a heading, `## Causes {#why}`: it leads there, and readers do not see it.
package enum HeadingAnchor {
    /// The text of a heading without its anchor, and the anchor.
    package static func cut(_ heading: String) -> (text: String, anchor: String?) {
        let text = heading.trimmingSpaces()
        guard text.utf8.last == UInt8(ascii: "}"), let brace = text.lastIndex(of: "{") else { return (text, nil) }
        let anchor = text[brace...].dropFirst().dropLast()
        guard anchor.first == "#", !anchor.contains(where: \.isWhitespace) else { return (text, nil) }
        return (text[..<brace].trimmingSpaces(), String(anchor.dropFirst()))
    }
}
