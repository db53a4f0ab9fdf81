/// The map of many notes.
extension GraphDrawing {
    /// A note on the map.
    struct Place: Sendable {
        let href: String
        let title: String
        let isRunbook: Bool
        /// How many links it has, in both directions.
        let links: Int
    }

    private static let mostLabels = 60

    /// Draws notes, the most linked first, with links by their numbers.
    init(places: [Place], links: [(from: Int, to: Int)]) {
        let points = GraphLayout(count: places.count, edges: links).points
        let (left, right) = (points.map(\.x).min() ?? 0, points.map(\.x).max() ?? 0)
        let (top, bottom) = (points.map(\.y).min() ?? 0, points.map(\.y).max() ?? 0)
        let width = 1200.0
        let (marginX, marginY) = (90.0, 30.0)
        let scale = min((width - 2 * marginX) / max(right - left, 1), 90)
        let height = min(max((bottom - top) * scale + 2 * marginY, 160), 1600)
        let scaleY = min((height - 2 * marginY) / max(bottom - top, 1), scale)
        func x(_ point: GraphLayout.Point) -> Double {
            (width - (right - left) * scale) / 2 + (point.x - left) * scale
        }
        func y(_ point: GraphLayout.Point) -> Double {
            (height - (bottom - top) * scaleY) / 2 + (point.y - top) * scaleY
        }
        var taken: [(x: ClosedRange<Double>, y: ClosedRange<Double>)] = []
        (self.width, self.height) = (Int(width), Int(height))
        edges = links.map { link in
            let (from, to) = (points[link.from], points[link.to])
            return Edge(
                path: "M\(Self.number(x(from))) \(Self.number(y(from)))L\(Self.number(x(to))) \(Self.number(y(to)))")
        }
        nodes = zip(places, points).enumerated().map { number, pair in
            let (place, point) = pair
            let radius = min(4 + Double(place.links).squareRoot() * 1.6, 16)
            let (x, y) = (x(point), y(point))
            let text = Self.label(place.title, width: 28)
            // About what the letters take; a label on another would make both unreadable.
            let reach = Double(text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }) * 3.6
            let room = (x: (x - reach)...(x + reach), y: (y + radius + 2)...(y + radius + 17))
            let isFree =
                number < Self.mostLabels && room.x.lowerBound > 0 && room.x.upperBound < width
                && !taken.contains { $0.x.overlaps(room.x) && $0.y.overlaps(room.y) }
            if isFree { taken.append(room) }
            return Node(
                x: Self.number(x), y: Self.number(y), radius: Self.number(radius),
                kind: place.isRunbook ? "runbook" : "note", href: place.href, title: place.title,
                label: isFree ? text : nil, labelX: Self.number(x), labelY: Self.number(y + radius + 14),
                anchor: "middle")
        }
    }
}
