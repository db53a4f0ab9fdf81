/// A drawing of notes and their links, in the units of its `viewBox`. Colours and fonts are the style sheet's.
struct GraphDrawing: Sendable {
    let width: Int
    let height: Int
    let nodes: [Node]
    let edges: [Edge]

    struct Node: Sendable {
        let x: String
        let y: String
        let radius: String
        let kind: String
        let href: String
        let title: String
        /// What is written beside it; nil where there is no room.
        let label: String?
        let labelX: String
        let labelY: String
        /// Of the label: `start`, `middle` or `end`.
        let anchor: String
    }

    /// A path in SVG's language.
    struct Edge: Sendable {
        let path: String
    }

    /// One decimal is finer than what a screen shows.
    static func number(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e9 else { return "0" }
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : String(Double(tenths) / 10)
    }

    /// A title cut to a width in Latin letters, of which a Han character takes two.
    static func label(_ title: String, width: Int) -> String {
        var used = 0
        for index in title.indices {
            used += title[index].unicodeScalars.contains { $0.value >= 0x1100 } ? 2 : 1
            if used > width { return title[..<index] + "…" }
        }
        return title
    }
}
