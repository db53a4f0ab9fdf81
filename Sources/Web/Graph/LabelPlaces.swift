/// Where names stand beside their nodes: on no node and on no other name.
struct LabelPlaces {
    /// The place of a text, as SVG wants it.
    struct Place {
        let x: Double
        let y: Double
        let anchor: String
    }

    private struct Box {
        let x: ClosedRange<Double>
        let y: ClosedRange<Double>

        func overlaps(_ other: Box) -> Bool { x.overlaps(other.x) && y.overlaps(other.y) }
    }

    /// About what a line and half a Latin letter of it take.
    private static let lineHeight = 15.0
    private static let halfLetter = 3.6
    /// Between a node and its name.
    private static let gap = 3.0

    private let room: Box
    private var taken: [Box]

    init(_ circles: [Circle], width: Double, height: Double) {
        room = Box(x: 0...max(0, width), y: 0...max(0, height))
        taken = circles.map {
            Box(x: ($0.x - $0.radius)...($0.x + $0.radius), y: ($0.y - $0.radius)...($0.y + $0.radius))
        }
    }

    /// Takes the first free place: below the node, above, at the right, at the left; nil where none is free.
    mutating func place(for text: String, at circle: Circle) -> Place? {
        let half = Double(text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }) * Self.halfLetter
        let away = circle.radius + Self.gap
        let line = Self.lineHeight
        let candidates: [(place: Place, box: Box)] = [
            (
                Place(x: circle.x, y: circle.y + away + line - 4, anchor: "middle"),
                Box(
                    x: (circle.x - half)...(circle.x + half), y: (circle.y + away)...(circle.y + away + line))
            ),
            (
                Place(x: circle.x, y: circle.y - away - 4, anchor: "middle"),
                Box(
                    x: (circle.x - half)...(circle.x + half), y: (circle.y - away - line)...(circle.y - away))
            ),
            (
                Place(x: circle.x + away, y: circle.y + line / 2 - 4, anchor: "start"),
                Box(
                    x: (circle.x + away)...(circle.x + away + 2 * half),
                    y: (circle.y - line / 2)...(circle.y + line / 2))
            ),
            (
                Place(x: circle.x - away, y: circle.y + line / 2 - 4, anchor: "end"),
                Box(
                    x: (circle.x - away - 2 * half)...(circle.x - away),
                    y: (circle.y - line / 2)...(circle.y + line / 2))
            ),
        ]
        guard
            let free = candidates.first(where: { candidate in
                candidate.box.x.lowerBound >= room.x.lowerBound && candidate.box.x.upperBound <= room.x.upperBound
                    && candidate.box.y.lowerBound >= room.y.lowerBound
                    && candidate.box.y.upperBound <= room.y.upperBound
                    && !taken.contains { $0.overlaps(candidate.box) }
            })
        else { return nil }
        taken.append(free.box)
        return free.place
    }
}
