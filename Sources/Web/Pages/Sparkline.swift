import Detection
import Foundation

/// The course of a value in the last hour as a small drawing, with its threshold and a text that says the same.
struct Sparkline: Sendable {
    /// Of an SVG polyline.
    let points: String
    /// The height of the threshold in the drawing; nil where there is none.
    let limit: String?
    let text: String

    static let width = 160.0
    static let height = 36.0
    /// A course that begins later than this after the hour does is not called that of an hour.
    private static let wholeHour = Trend.length - 300

    /// - Parameters:
    ///   - measured: the value that stands beside the drawing, where it is one of this course; the course itself may be a
    ///     minute older.
    ///   - now: seconds since 1970, where the drawing ends.
    init(
        _ trend: Trend, measured: PrometheusReply.Point?, now: Double, _ threshold: DetectionPlan.Threshold?,
        _ words: Words
    ) {
        var course = trend.points
        if let measured, measured.value.isFinite, measured.time.isFinite {
            course.removeAll { $0.time >= measured.time }
            course.append(measured)
        }
        let end = max(now, course.last?.time ?? now)
        let start = end - Trend.length
        let values = course.map(\.value)
        let (lowest, highest) = (values.min() ?? 0, values.max() ?? 0)
        let bound = threshold.flatMap { $0.limit.isFinite ? $0.limit : nil }
        let (bottom, top) = (min(lowest, bound ?? lowest), max(highest, bound ?? highest))
        func place(_ value: Double) -> String {
            // A course without ups and downs runs through the middle; halves, so that nothing overflows.
            let span = top / 2 - bottom / 2
            let share = span > 0 ? (value / 2 - bottom / 2) / span : 0.5
            return Self.rounded(2 + (Self.height - 4) * (1 - share))
        }
        points = course.map { "\(Self.rounded(Self.width * ($0.time - start) / Trend.length)),\(place($0.value))" }
            .joined(separator: " ")
        limit = bound.map(place)
        let known = end - (course.first?.time ?? end)
        let minutes = String(Int((max(0, min(known, Trend.length)) / 60).rounded(.up)))
        let span = known < Self.wholeHour ? words("live.course.minutes", minutes) : words("live.course.hour")
        let last = words(measured == nil ? "live.course.last" : "live.course.now")
        let text = words(
            "live.course",
            [span] + [lowest, highest].map(Verdict.shown) + [last, Verdict.shown(values.last ?? 0)])
        self.text =
            threshold.map {
                text + words("live.course.limit", $0.operation.rawValue + " " + Verdict.shown($0.limit))
            } ?? text
    }

    private static func rounded(_ number: Double) -> String {
        String(format: "%.1f", number.isFinite ? min(max(number, 0), 1000) : 0)
    }
}
