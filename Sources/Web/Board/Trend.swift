import Detection

/// The course of a value: when and what, the oldest first.
struct Trend: Sendable {
    /// Seconds that it covers, and into how many steps they are cut.
    static let length = 3600.0
    static let steps = 60

    let points: [PrometheusReply.Point]

    /// The one series of an answer; nil where it has none.
    init?(_ reply: PrometheusReply) {
        guard case .matrix(let series) = reply.data, let first = series.first else { return nil }
        self.init(first.points)
    }

    /// Nil where there are fewer than two values that can be drawn.
    init?(_ points: [PrometheusReply.Point]) {
        let points = points.filter { $0.value.isFinite && $0.time.isFinite }.prefix(2 * Self.steps)
        guard points.count > 1 else { return nil }
        self.points = Array(points)
    }
}
