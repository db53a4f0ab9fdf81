import Foundation

extension Verdict {
    /// The value against its threshold, `42000 > 10000`, or the value alone, as of what is no number; nil where there is none.
    package var measured: String? {
        guard let value else { return nil }
        guard let threshold, !value.isNaN else { return Self.shown(value) }
        return "\(Self.shown(value)) \(threshold.operation.rawValue) \(Self.shown(threshold.limit))"
    }

    /// A number as a person compares it with another: a whole one with all its digits, another with six.
    package static func shown(_ number: Double) -> String {
        guard number.isFinite else { return PromQL.Writer.number(number) }
        if let whole = Int64(exactly: number), abs(number) < 1e15 { return String(whole) }
        return String(format: "%.6g", number)
    }
}
