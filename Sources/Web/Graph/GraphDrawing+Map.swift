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
    private static let mapWidth = 1200.0
    private static let margin = (x: 110.0, y: 34.0)
    /// The most and the least height, and how far apart neighbours are drawn at most.
    private static let heights = 160.0...1600.0
    private static let longestStep = (x: 190.0, y: 100.0)

    /// Draws notes, the most linked first, with links by their numbers.
    init(places: [Place], links: [(from: Int, to: Int)]) {
        let points = GraphLayout(count: places.count, edges: links).points
        let (left, right) = (points.map(\.x).min() ?? 0, points.map(\.x).max() ?? 0)
        let (top, bottom) = (points.map(\.y).min() ?? 0, points.map(\.y).max() ?? 0)
        let (width, margin) = (Self.mapWidth, Self.margin)
        // Each direction has its own scale: labels are wide, so the map is as wide as there is room.
        let scaleX = min((width - 2 * margin.x) / max(right - left, 1), Self.longestStep.x)
        let wanted = (bottom - top) * min(scaleX, Self.longestStep.y) + 2 * margin.y
        let height = min(max(wanted, Self.heights.lowerBound), Self.heights.upperBound)
        let scaleY = min((height - 2 * margin.y) / max(bottom - top, 1), Self.longestStep.y)
        let circles = zip(places, points).map { place, point in
            Circle(
                x: (width - (right - left) * scaleX) / 2 + (point.x - left) * scaleX,
                y: (height - (bottom - top) * scaleY) / 2 + (point.y - top) * scaleY,
                radius: min(4 + Double(place.links).squareRoot() * 1.6, 16))
        }
        (self.width, self.height) = (Int(width), Int(height))
        edges = links.map { link in
            let (from, to) = (circles[link.from], circles[link.to])
            return Edge(
                path: "M\(Self.number(from.x)) \(Self.number(from.y))L\(Self.number(to.x)) \(Self.number(to.y))")
        }
        var labels = LabelPlaces(circles, width: width, height: height)
        nodes = zip(places, circles).enumerated().map { number, pair in
            let (place, circle) = pair
            let text = Self.label(place.title, width: 28)
            let label = number < Self.mostLabels ? labels.place(for: text, at: circle) : nil
            return Node(
                x: Self.number(circle.x), y: Self.number(circle.y), radius: Self.number(circle.radius),
                kind: place.isRunbook ? "runbook" : "note", href: place.href, title: place.title,
                label: label == nil ? nil : text, labelX: Self.number(label?.x ?? 0),
                labelY: Self.number(label?.y ?? 0), anchor: label?.anchor ?? "middle")
        }
    }
}
