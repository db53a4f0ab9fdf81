import Detection
import Foundation

/// The course of a value as a small drawing, with its threshold and a text that says the same.
struct Sparkline: Sendable {
    /// Of an SVG polyline.
    let points: String
    /// The height of the threshold in the drawing; nil where there is none.
    let limit: String?
    let text: String

    static let width = 160.0
    static let height = 36.0

    init(_ trend: Trend, _ threshold: DetectionPlan.Threshold?, _ words: Words) {
        let values = trend.points.map(\.value)
        let (lowest, highest) = (values.min() ?? 0, values.max() ?? 0)
        let bound = threshold.flatMap { $0.limit.isFinite ? $0.limit : nil }
        let (bottom, top) = (min(lowest, bound ?? lowest), max(highest, bound ?? highest))
        let start = trend.points.first?.time ?? 0
        let length = max(1, (trend.points.last?.time ?? 0) - start)
        func place(_ value: Double) -> String {
            // A course without ups and downs runs through the middle; halves, so that nothing overflows.
            let span = top / 2 - bottom / 2
            let share = span > 0 ? (value / 2 - bottom / 2) / span : 0.5
            return Self.rounded(2 + (Self.height - 4) * (1 - share))
        }
        points = trend.points.map { "\(Self.rounded(Self.width * ($0.time - start) / length)),\(place($0.value))" }
            .joined(separator: " ")
        limit = bound.map(place)
        let course = words(
            "live.course", [lowest, highest, values.last ?? 0].map(ReadingItem.short))
        text =
            threshold.map {
                course + words("live.course.limit", $0.operation.rawValue + " " + ReadingItem.short($0.limit))
            } ?? course
    }

    private static func rounded(_ number: Double) -> String {
        String(format: "%.1f", number.isFinite ? min(max(number, 0), 1000) : 0)
    }
}
