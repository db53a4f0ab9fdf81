/// Finds the most likely weights for what was recalled: Fisher scoring with the damping of Levenberg and Marquardt.
///
/// The default weights are the prior, each as wide as people differ in it, so that few reviews move them little. Slopes
/// are differences of the formulas themselves, which stand in `FSRS` and nowhere else.
struct FisherScoring {
    private(set) var weights = FSRS.defaultWeights
    private let history: RecallHistory
    private let recalled: [Bool]
    private let trained: Int

    private static let mostSteps = 25

    /// - Parameter trained: how many reviews, from the first on, are looked at.
    init(_ history: RecallHistory, trained: Int) {
        self.history = history
        self.trained = trained
        recalled = history.recalled
        var point = Point(weights: weights, probabilities: history.probabilities(.standard))
        var cost = cost(point)
        var damping = 0.01
        var isNew = true
        var equations = NormalEquations(count: weights.count)
        for _ in 0..<Self.mostSteps {
            if isNew { equations = self.equations(at: point) }
            isNew = false
            guard damping < 1e6 else { break }
            guard let next = step(from: point, equations, damping) else {
                damping *= 8
                continue
            }
            let nextCost = self.cost(next)
            guard nextCost < cost else {
                damping *= 8
                continue
            }
            let won = cost - nextCost
            (point, cost, isNew) = (next, nextCost, true)
            damping /= 8
            if won < 1e-6 * cost { break }
        }
        weights = point.weights
    }

    private struct Point {
        var weights: [Double]
        var probabilities: [Double]
    }

    /// The negative logarithm of how likely weights are.
    private func cost(_ point: Point) -> Double {
        var cost = history.losses(point.probabilities)[..<trained].reduce(0, +)
        for index in point.weights.indices {
            let distance = (point.weights[index] - FSRS.defaultWeights[index]) / FSRS.bounds[index].deviation
            cost += distance * distance / 2
        }
        return cost
    }

    private func step(from point: Point, _ equations: NormalEquations, _ damping: Double) -> Point? {
        guard let move = equations.solved(damping: damping) else { return nil }
        let weights = point.weights.indices.map { index in
            min(max(point.weights[index] + move[index], FSRS.bounds[index].least), FSRS.bounds[index].most)
        }
        guard let fsrs = FSRS(weights: weights) else { return nil }
        return Point(weights: weights, probabilities: history.probabilities(fsrs))
    }

    /// The slope of the cost downwards, and the expected information.
    private func equations(at point: Point) -> NormalEquations {
        let slopes = point.weights.indices.map { slope(of: $0, at: point) }
        var equations = NormalEquations(count: weights.count)
        var row = Array(repeating: 0.0, count: weights.count)
        for place in 0..<trained {
            let probability = point.probabilities[place]
            for index in slopes.indices { row[index] = slopes[index].isEmpty ? 0 : slopes[index][place] }
            let miss = (recalled[place] ? 1 : 0) - probability
            equations.add(row, residual: miss, weight: 1 / (probability * (1 - probability)))
        }
        for index in point.weights.indices {
            let variance = FSRS.bounds[index].deviation * FSRS.bounds[index].deviation
            equations.addPrior(
                index, residual: FSRS.defaultWeights[index] - point.weights[index], weight: 1 / variance)
        }
        return equations
    }

    /// How each probability changes with a weight; empty for a weight that changes none.
    private func slope(of index: Int, at point: Point) -> [Double] {
        let distance = 1e-6 * max(1, abs(point.weights[index]))
        var weights = point.weights
        weights[index] += distance
        guard let fsrs = FSRS(weights: weights) else { return [] }
        return zip(history.probabilities(fsrs), point.probabilities).map { ($0 - $1) / distance }
    }
}
