import Glibc
import Notes

/// What a log tells of remembering and forgetting: for each note, the reviews that any weights can be tried on.
package struct RecallHistory: Sendable {
    struct Review {
        /// The stability of a memory that begins here by the author's word; nil where that of the review before goes on.
        var seed: Double?
        /// Whether nothing was remembered before: the first review of a note without an interval.
        var isFirst: Bool
        var elapsedDays: Int
        var grade: Grade
        /// The place among all that count, in order of time; nil for one that says nothing of recall: a first one, or
        /// one more on the same day.
        var place: Int?
    }

    /// Each note's reviews in order.
    let notes: [[Review]]
    /// How many reviews tell whether something was recalled.
    package let count: Int

    private static let longestStability = 36_500.0

    /// - Parameter histories: the events of each note, as `ReviewLog.histories`; what was taken back does not count.
    package init(_ histories: [String: [ReviewEvent]]) {
        var notes: [[Review]] = []
        var times: [(event: ReviewEvent, note: Int, review: Int)] = []
        for (_, events) in histories.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            var reviews: [Review] = []
            var known: Memory?
            for event in NoteHistory(events).effective {
                guard let grade = event.grade else { continue }
                let before = event.before.memory
                // A memory that the review before did not leave is the author's word: the first, or an edit by hand.
                let isSeed = before.map { $0.stability != known?.stability } ?? false
                let elapsed = before.map { max(0, event.day.days(since: $0.lastReview)) } ?? 0
                if before != nil, elapsed >= 1 { times.append((event, notes.count, reviews.count)) }
                reviews.append(
                    Review(
                        seed: isSeed ? before.map { min($0.stability, Self.longestStability) } : nil,
                        isFirst: before == nil, elapsedDays: elapsed, grade: grade))
                known = event.after.memory
            }
            if !reviews.isEmpty { notes.append(reviews) }
        }
        times.sort { ReviewEvent.isOrdered($0.event, $1.event) }
        for (place, time) in times.enumerated() { notes[time.note][time.review].place = place }
        self.notes = notes
        count = times.count
    }

    /// Whether each review was recalled, in order of time.
    var recalled: [Bool] {
        var recalled = Array(repeating: false, count: count)
        for review in notes.joined() {
            if let place = review.place { recalled[place] = review.grade.isRecall }
        }
        return recalled
    }

    /// How likely weights make each review to be recalled, in order of time; never quite 0 or 1.
    func probabilities(_ fsrs: FSRS) -> [Double] {
        var probabilities = Array(repeating: 0.5, count: count)
        for reviews in notes {
            var memory = fsrs.first(.good)
            for review in reviews {
                if let seed = review.seed { memory.stability = seed }
                if let place = review.place {
                    let recall = fsrs.retrievability(stability: memory.stability, elapsedDays: review.elapsedDays)
                    // Also where a hostile log led to no number at all.
                    probabilities[place] = recall > 1e-6 ? min(recall, 1 - 1e-6) : 1e-6
                }
                memory =
                    review.isFirst
                    ? fsrs.first(review.grade)
                    : fsrs.next(
                        stability: memory.stability, difficulty: memory.difficulty, elapsedDays: review.elapsedDays,
                        grade: review.grade)
            }
        }
        return probabilities
    }

    /// The log loss of each review.
    func losses(_ probabilities: [Double]) -> [Double] {
        zip(probabilities, recalled).map { probability, isRecalled in
            -log(isRecalled ? probability : 1 - probability)
        }
    }
}
