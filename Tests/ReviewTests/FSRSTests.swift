import Fixtures
import Foundation
import Notes
import Review
import Testing

private struct Sequences: Decodable {
    var parameters: [Double]
    var sequences: [Sequence]

    struct Sequence: Decodable {
        var retention: Double
        var longest: Int
        var steps: [Step]

        enum CodingKeys: String, CodingKey {
            case steps
            case retention = "desired_retention"
            case longest = "maximum_interval"
        }
    }

    struct Step: Decodable {
        var at: String
        var grade: Grade
        var retrievability: Double?
        var stability: Double
        var difficulty: Double
        var interval: Int

        enum CodingKeys: String, CodingKey {
            case at, grade, stability, difficulty
            case retrievability = "retrievability_before"
            case interval = "interval_days"
        }
    }
}

@Suite("FSRS-6")
struct FSRSTests {
    @Test(
        "the shared sequences of py-fsrs come out the same",
        .enabled(if: SharedData.exists("review/fsrs_sequences.json"), "needs ../shared/review/fsrs_sequences.json"))
    func sharedSequences() throws {
        let shared = try JSONDecoder().decode(Sequences.self, from: SharedData.data("review/fsrs_sequences.json"))
        for (number, sequence) in shared.sequences.enumerated() {
            let fsrs = try #require(FSRS(weights: shared.parameters, retention: sequence.retention))
            var memory: (stability: Double, difficulty: Double)?
            var last = 0
            for step in sequence.steps {
                let now = try #require(Timestamp(step.at)).seconds
                let elapsed = Int((Double(now - last) / 86_400).rounded(.down))
                if let known = memory {
                    let recall = fsrs.retrievability(stability: known.stability, elapsedDays: elapsed)
                    #expect(isClose(recall, step.retrievability ?? .nan), "sequence \(number)")
                    memory = fsrs.next(
                        stability: known.stability, difficulty: known.difficulty, elapsedDays: elapsed,
                        grade: step.grade)
                } else {
                    memory = fsrs.first(step.grade)
                }
                last = now
                let next = try #require(memory)
                #expect(isClose(next.stability, step.stability), "sequence \(number)")
                #expect(isClose(next.difficulty, step.difficulty), "sequence \(number)")
                #expect(
                    fsrs.interval(stability: next.stability, longest: sequence.longest) == step.interval,
                    "sequence \(number)")
            }
        }
    }

    private func isClose(_ left: Double, _ right: Double) -> Bool {
        abs(left - right) <= 1e-9 * max(abs(left), abs(right))
    }

    @Test("at a retention of 0.9 the interval is the stability, ties going to the even day")
    func intervalIsStability() {
        for days in [1, 2, 14, 90, 180, 5000] {
            #expect(FSRS.standard.interval(stability: Double(days), longest: 36_500) == days)
        }
    }

    @Test("the interval stays between one day and the longest")
    func intervalBounds() {
        #expect(FSRS.standard.interval(stability: 0.001, longest: 180) == 1)
        #expect(FSRS.standard.interval(stability: 1e300, longest: 180) == 180)
        #expect(FSRS.standard.interval(stability: .nan, longest: 180) == 180)
    }

    @Test("recall is certain on the day, 0.9 after the stability, and a clock set back changes nothing")
    func retrievability() {
        #expect(FSRS.standard.retrievability(stability: 14, elapsedDays: 0) == 1)
        #expect(isClose(FSRS.standard.retrievability(stability: 14, elapsedDays: 14), 0.9))
        #expect(FSRS.standard.retrievability(stability: 14, elapsedDays: -3) == 1)
    }

    @Test("weights and retention that make no sense are refused")
    func refusesNonsense() {
        #expect(FSRS(weights: [1, 2, 3]) == nil)
        #expect(FSRS(retention: 1) == nil)
        #expect(FSRS(retention: 0) == nil)
        #expect(FSRS(weights: Array(repeating: .nan, count: 21)) == nil)
    }
}
