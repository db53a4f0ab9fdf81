import Glibc

/// The free spaced repetition scheduler, version 6: how memory grows with reviews and fades with time.
///
/// The formulas and default weights are those of py-fsrs 6.3.2 (open-spaced-repetition), without fuzz and without
/// learning steps. Powers of e are written as there, so that results agree to the last digits.
package struct FSRS: Sendable, Hashable {
    /// The 21 weights, w0 to w20.
    package let weights: [Double]
    /// The probability of recall at which a review falls due, between 0 and 1.
    package let retention: Double
    private let decay: Double
    private let factor: Double

    /// The weights that FSRS-6 starts from, fitted to the reviews of many people.
    package static let defaultWeights: [Double] = [
        0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
        1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
    ]

    private static let leastStability = 0.001
    private static let e = 2.718281828459045

    /// Nil when there are not 21 finite weights, the last one above 0, or the retention is not between 0 and 1.
    package init?(weights: [Double] = defaultWeights, retention: Double = 0.9) {
        guard weights.count == 21, weights.allSatisfy(\.isFinite), let last = weights.last, last > 0,
            retention > 0, retention < 1
        else { return nil }
        self.init(checked: weights, retention: retention)
    }

    private init(checked weights: [Double], retention: Double) {
        self.weights = weights
        self.retention = retention
        decay = -weights[20]
        factor = pow(0.9, 1 / decay) - 1
    }

    /// The default weights at a retention of 0.9.
    package static let standard = FSRS(checked: defaultWeights, retention: 0.9)

    /// The probability that a memory of that stability is recalled after so many whole days.
    package func retrievability(stability: Double, elapsedDays: Int) -> Double {
        pow(1 + factor * Double(max(0, elapsedDays)) / max(stability, Self.leastStability), decay)
    }

    /// Whole days until recall falls to the wanted retention: at least 1, at most the longest.
    package func interval(stability: Double, longest: Int) -> Int {
        let days = (stability / factor) * (pow(retention, 1 / decay) - 1)
        let rounded = days.rounded(.toNearestOrEven)
        let most = Double(max(1, longest))
        return rounded.isFinite ? Int(min(max(rounded, 1), most)) : max(1, longest)
    }

    /// Stability and difficulty after the first review.
    package func first(_ grade: Grade) -> (stability: Double, difficulty: Double) {
        (max(weights[grade.rawValue - 1], Self.leastStability), clamped(initialDifficulty(grade)))
    }

    /// Stability and difficulty after a further review. On the day of the last one the short-term formula holds.
    package func next(
        stability: Double, difficulty: Double, elapsedDays: Int, grade: Grade
    ) -> (stability: Double, difficulty: Double) {
        let next: Double
        if elapsedDays < 1 {
            next = shortTermStability(stability, grade)
        } else {
            let recall = retrievability(stability: stability, elapsedDays: elapsedDays)
            next =
                grade == .again
                ? forgetStability(stability, difficulty, recall) : recallStability(stability, difficulty, recall, grade)
        }
        return (max(next, Self.leastStability), nextDifficulty(difficulty, grade))
    }

    // MARK: - Formulas

    private func exponential(_ power: Double) -> Double { pow(Self.e, power) }

    private func clamped(_ difficulty: Double) -> Double { min(max(difficulty, 1), 10) }

    private func initialDifficulty(_ grade: Grade) -> Double {
        weights[4] - exponential(weights[5] * Double(grade.rawValue - 1)) + 1
    }

    private func nextDifficulty(_ difficulty: Double, _ grade: Grade) -> Double {
        let delta = -(weights[6] * Double(grade.rawValue - 3))
        let damped = difficulty + (10 - difficulty) * delta / 9
        return clamped(weights[7] * initialDifficulty(.easy) + (1 - weights[7]) * damped)
    }

    private func shortTermStability(_ stability: Double, _ grade: Grade) -> Double {
        let increase =
            exponential(weights[17] * (Double(grade.rawValue - 3) + weights[18])) * pow(stability, -weights[19])
        return stability * (grade.isRecall ? max(increase, 1) : increase)
    }

    private func forgetStability(_ stability: Double, _ difficulty: Double, _ recall: Double) -> Double {
        let longTerm =
            weights[11] * pow(difficulty, -weights[12]) * (pow(stability + 1, weights[13]) - 1)
            * exponential((1 - recall) * weights[14])
        return min(longTerm, stability / exponential(weights[17] * weights[18]))
    }

    private func recallStability(
        _ stability: Double, _ difficulty: Double, _ recall: Double, _ grade: Grade
    ) -> Double {
        let hardPenalty = grade == .hard ? weights[15] : 1
        let easyBonus = grade == .easy ? weights[16] : 1
        let growth =
            exponential(weights[8]) * (11 - difficulty) * pow(stability, -weights[9])
            * (exponential((1 - recall) * weights[10]) - 1)
        return stability * (1 + growth * hardPenalty * easyBonus)
    }
}
