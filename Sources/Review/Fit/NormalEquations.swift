/// Weighted least squares as its normal equations, and their solution by Cholesky's method.
struct NormalEquations {
    private let count: Int
    /// The lower triangle, row by row; what is above the diagonal is not filled.
    private var matrix: [Double]
    private var right: [Double]

    init(count: Int) {
        self.count = count
        matrix = Array(repeating: 0, count: count * count)
        right = Array(repeating: 0, count: count)
    }

    /// Adds an observation: how it depends on each unknown, and what is missing to it.
    mutating func add(_ slopes: [Double], residual: Double, weight: Double) {
        for row in 0..<count where slopes[row] != 0 {
            let part = slopes[row] * weight
            right[row] += part * residual
            for column in 0...row { matrix[row * count + column] += part * slopes[column] }
        }
    }

    /// Adds what is known beforehand of one unknown.
    mutating func addPrior(_ index: Int, residual: Double, weight: Double) {
        matrix[index * count + index] += weight
        right[index] += weight * residual
    }

    /// The solution with the diagonal raised by a part of itself; nil where there is none.
    func solved(damping: Double) -> [Double]? {
        var lower = matrix
        for row in 0..<count {
            lower[row * count + row] *= 1 + damping
            for column in 0...row {
                var sum = lower[row * count + column]
                for inner in 0..<column { sum -= lower[row * count + inner] * lower[column * count + inner] }
                if row == column {
                    guard sum > 0, sum.isFinite else { return nil }
                    lower[row * count + row] = sum.squareRoot()
                } else {
                    lower[row * count + column] = sum / lower[column * count + column]
                }
            }
        }
        var solution = right
        for row in 0..<count {
            for inner in 0..<row { solution[row] -= lower[row * count + inner] * solution[inner] }
            solution[row] /= lower[row * count + row]
        }
        for row in (0..<count).reversed() {
            for inner in (row + 1)..<count { solution[row] -= lower[inner * count + row] * solution[inner] }
            solution[row] /= lower[row * count + row]
        }
        return solution.allSatisfy(\.isFinite) ? solution : nil
    }
}
