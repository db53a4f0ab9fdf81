extension FSRS {
    /// What a weight may be, and how far those of different people lie apart.
    struct Bounds {
        let least: Double
        let most: Double
        /// The standard deviation, as fsrs-rs found it in the reviews of many people.
        let deviation: Double
    }

    /// Those of w0 to w20; the limits are those of py-fsrs.
    static let bounds: [Bounds] = [
        Bounds(least: 0.001, most: 100, deviation: 6.43), Bounds(least: 0.001, most: 100, deviation: 9.66),
        Bounds(least: 0.001, most: 100, deviation: 17.58), Bounds(least: 0.001, most: 100, deviation: 27.85),
        Bounds(least: 1, most: 10, deviation: 0.57), Bounds(least: 0.001, most: 4, deviation: 0.28),
        Bounds(least: 0.001, most: 4, deviation: 0.6), Bounds(least: 0.001, most: 0.75, deviation: 0.12),
        Bounds(least: 0, most: 4.5, deviation: 0.39), Bounds(least: 0, most: 0.8, deviation: 0.18),
        Bounds(least: 0.001, most: 3.5, deviation: 0.33), Bounds(least: 0.001, most: 5, deviation: 0.3),
        Bounds(least: 0.001, most: 0.25, deviation: 0.09), Bounds(least: 0.001, most: 0.9, deviation: 0.16),
        Bounds(least: 0, most: 4, deviation: 0.57), Bounds(least: 0, most: 1, deviation: 0.25),
        Bounds(least: 1, most: 6, deviation: 1.03), Bounds(least: 0, most: 2, deviation: 0.31),
        Bounds(least: 0, most: 2, deviation: 0.32), Bounds(least: 0, most: 0.8, deviation: 0.14),
        Bounds(least: 0.1, most: 0.8, deviation: 0.27),
    ]

    /// Reads 21 weights, separated by commas, each within its bounds; nil for anything else.
    package static func weights(_ text: String) -> [Double]? {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            Double(part.drop { $0 == " " })
        }
        guard numbers.count == bounds.count else { return nil }
        let weights = zip(numbers, bounds).compactMap { number, bounds in
            number.flatMap { $0 >= bounds.least && $0 <= bounds.most ? $0 : nil }
        }
        return weights.count == bounds.count ? weights : nil
    }

    /// Weights as `weights` reads them, with four decimals.
    package static func text(_ weights: [Double]) -> String {
        weights.map { weight in
            let parts = Int((min(max(0, weight), 1000) * 10_000).rounded())
            let digits = String(10_000 + parts % 10_000).dropFirst()
            return "\(parts / 10_000).\(digits)"
        }.joined(separator: ",")
    }
}
