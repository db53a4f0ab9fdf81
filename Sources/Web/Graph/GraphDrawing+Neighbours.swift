/// A note between those that link to it and those that it links to.
extension GraphDrawing {
    struct Neighbour: Sendable {
        let href: String
        let title: String
    }

    /// More would be no drawing of it, but a list.
    static let mostNeighbours = 12

    /// Nil where there is nothing around the note.
    init?(around title: String, linking: [Neighbour], linked: [Neighbour]) {
        guard !linking.isEmpty || !linked.isEmpty else { return nil }
        let (linking, linked) = (linking.prefix(Self.mostNeighbours), linked.prefix(Self.mostNeighbours))
        let rowHeight = 28.0
        let height = Double(max(linking.count, linked.count, 2)) * rowHeight + 12
        let (left, centre, right, middle) = (270.0, 400.0, 530.0, height / 2)
        var nodes: [Node] = []
        var edges: [Edge] = []
        func node(
            _ x: Double, _ y: Double, _ kind: String, _ href: String, _ title: String, anchor: String,
            at labelX: Double, _ labelY: Double
        )
            -> Node
        {
            Node(
                x: Self.number(x), y: Self.number(y), radius: kind == "centre" ? "9" : "5", kind: kind, href: href,
                title: title, label: Self.label(title, width: kind == "centre" ? 28 : 34),
                labelX: Self.number(labelX), labelY: Self.number(labelY), anchor: anchor)
        }
        for (column, notes) in [(left, linking), (right, linked)] {
            let top = middle - Double(notes.count - 1) * rowHeight / 2
            let isLeft = column == left
            for (row, note) in notes.enumerated() {
                let y = top + Double(row) * rowHeight
                // The ends are a little outside the circles; the arrow head is at the second.
                let (from, to) =
                    isLeft ? ((column + 6, y), (centre - 13, middle)) : ((centre + 10, middle), (column - 9, y))
                let bend = (from.0 + to.0) / 2
                edges.append(
                    Edge(
                        path: "M\(Self.number(from.0)) \(Self.number(from.1))C\(Self.number(bend)) "
                            + "\(Self.number(from.1)) \(Self.number(bend)) \(Self.number(to.1)) "
                            + "\(Self.number(to.0)) \(Self.number(to.1))"))
                nodes.append(
                    node(
                        column, y, "note", note.href, note.title, anchor: isLeft ? "end" : "start",
                        at: isLeft ? column - 12 : column + 12, y + 4.5))
            }
        }
        nodes.append(node(centre, middle, "centre", "#kb:main", title, anchor: "middle", at: centre, height - 2))
        (width, self.height) = (800, Int(height) + 6)
        (self.nodes, self.edges) = (nodes, edges)
    }
}
