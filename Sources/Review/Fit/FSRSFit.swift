/// FSRS weights fitted to a person's own reviews, and whether they are worth taking.
///
/// They are fitted to the first four fifths of the reviews, in order of time, and judged by the last fifth.
package struct FSRSFit: Sendable {
    /// Fewer reviews say too little.
    package static let leastReviews = 400

    /// With four decimals, as they are written and read: these are what was judged.
    package let weights: [Double]
    /// How many reviews they were fitted to.
    package let trained: Int
    /// How many reviews judge the weights, none of which they were fitted to.
    package let heldOut: Int
    /// The mean log loss of the held-out reviews by the default weights; less is better.
    package let defaultLoss: Double
    /// The same by these weights.
    package let loss: Double
    /// The standard error of the difference of the two.
    package let error: Double

    /// By how much less is lost.
    package var gain: Double { defaultLoss - loss }

    /// Whether the gain is more than chance gives one time in a hundred.
    package var isWorthTaking: Bool { gain > 0 && gain > 2.326 * error }

    /// Nil with fewer than `leastReviews`.
    package init?(_ history: RecallHistory) {
        guard history.count >= Self.leastReviews else { return nil }
        trained = history.count * 4 / 5
        heldOut = history.count - trained
        let fitted = FisherScoring(history, trained: trained).weights
        weights = FSRS.weights(FSRS.text(fitted)) ?? FSRS.defaultWeights
        let defaults = history.losses(history.probabilities(.standard))[trained...]
        let losses = history.losses(history.probabilities(FSRS(weights: weights) ?? .standard))[trained...]
        let count = Double(heldOut)
        defaultLoss = defaults.reduce(0, +) / count
        loss = losses.reduce(0, +) / count
        let mean = defaultLoss - loss
        let squares = zip(defaults, losses).map { ($0 - $1 - mean) * ($0 - $1 - mean) }.reduce(0, +)
        error = (squares / (count - 1) / count).squareRoot()
    }
}
