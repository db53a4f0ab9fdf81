import Foundation

/// Where the nodes of a graph are drawn: linked ones near each other, none on another. The same graph is always drawn the
/// same way.
///
/// This is the grid variant of Fruchterman and Reingold's "Graph Drawing by Force-directed Placement" (1991): nodes push
/// only those in the neighbouring cells, so that a round takes time in proportion to the nodes and links.
struct GraphLayout {
    struct Point: Equatable {
        var x: Double
        var y: Double

        static func - (left: Point, right: Point) -> Point { Point(x: left.x - right.x, y: left.y - right.y) }

        var length: Double { (x * x + y * y).squareRoot() }
    }

    private struct Cell: Hashable {
        var column: Int
        var row: Int
    }

    private static let rounds = 150
    /// How far nodes push each other, as a multiple of their natural distance, which is 1.
    private static let reach = 2.5

    private(set) var points: [Point]
    private let edges: [(from: Int, to: Int)]

    /// - Parameters:
    ///   - count: of nodes, the most linked first.
    ///   - edges: by the numbers of nodes; others are ignored.
    init(count: Int, edges: [(from: Int, to: Int)]) {
        self.edges = edges.filter { $0.from != $0.to && (0..<count).contains($0.from) && (0..<count).contains($0.to) }
        // A sunflower's spiral: no two nodes begin at one place, and the most linked begin in the middle.
        points = (0..<count).map { number in
            let (angle, radius) = (Double(number) * 2.399963, (Double(number) + 0.5).squareRoot() * 0.8)
            return Point(x: cos(angle) * radius, y: sin(angle) * radius)
        }
        for round in 0..<Self.rounds { step(longest: 1.2 * (1 - Double(round) / Double(Self.rounds)) + 0.02) }
    }

    /// Moves every node once, no farther than `longest`.
    private mutating func step(longest: Double) {
        var pushes = [Point](repeating: Point(x: 0, y: 0), count: points.count)
        let cells = Dictionary(grouping: points.indices) { Self.cell(of: points[$0]) }
        for (number, point) in points.enumerated() {
            let home = Self.cell(of: point)
            for column in (home.column - 1)...(home.column + 1) {
                for row in (home.row - 1)...(home.row + 1) {
                    // A crowd pushes like its first members: the time of a round must not grow with its square.
                    for other in (cells[Cell(column: column, row: row)] ?? []).prefix(40) where other != number {
                        let away = point - points[other]
                        let distance = max(away.length, 0.01)
                        guard distance < Self.reach else { continue }
                        let force = (1 / distance - distance / (Self.reach * Self.reach)) / distance
                        pushes[number].x += away.x * force
                        pushes[number].y += away.y * force
                    }
                }
            }
            // A weak pull to the middle keeps parts together that no link joins.
            pushes[number].x -= point.x * 0.06
            pushes[number].y -= point.y * 0.09
        }
        for edge in edges {
            let pull = points[edge.to] - points[edge.from]
            let force = min(pull.length, 12) * 0.08
            pushes[edge.from].x += pull.x * force
            pushes[edge.from].y += pull.y * force
            pushes[edge.to].x -= pull.x * force
            pushes[edge.to].y -= pull.y * force
        }
        for number in points.indices {
            let push = pushes[number]
            let scale = min(push.length, longest) / max(push.length, 0.000_001)
            points[number].x += push.x * scale
            points[number].y += push.y * scale
        }
    }

    private static func cell(of point: Point) -> Cell {
        Cell(column: Int((point.x / reach).rounded(.down)), row: Int((point.y / reach).rounded(.down)))
    }
}
