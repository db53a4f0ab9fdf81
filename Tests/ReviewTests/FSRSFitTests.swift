import Fixtures
import Notes
import Review
import Testing

/// A team whose memory follows given weights, and whose notes are scheduled by the default ones.
private struct Team {
    var truth: FSRS
    var random: SeededGenerator
    private let scheduler = Scheduler()
    private let start = CalendarDate(daysSinceEpoch: 20_000)

    init(weights: [Double], seed: UInt64) throws {
        truth = try #require(FSRS(weights: weights))
        random = SeededGenerator(seed: seed)
    }

    /// The log of notes that are each reviewed so many times, on the day they fall due or a little later.
    mutating func log(notes: Int, reviews: Int) -> [String: [ReviewEvent]] {
        var histories: [String: [ReviewEvent]] = [:]
        for note in 0..<notes {
            var plan = ReviewPlan(
                interval: random.pick([7, 14, 30]),
                nextReview: start.adding(days: Int.random(in: 0..<1500, using: &random)))
            var memory = scheduler.seed(plan)
            var real = (stability: Double(plan.interval ?? 1), difficulty: truth.first(.good).difficulty)
            for number in 0..<reviews {
                guard let known = memory, let due = plan.nextReview else { break }
                let day = due.adding(days: Int.random(in: 0..<5, using: &random))
                let elapsed = day.days(since: known.lastReview)
                let recall = truth.retrievability(stability: real.stability, elapsedDays: elapsed)
                let isRecalled = Double.random(in: 0..<1, using: &random) < recall
                let grade: Grade = isRecalled ? random.pick([.hard, .good, .good, .good, .easy]) : .again
                real = truth.next(
                    stability: real.stability, difficulty: real.difficulty, elapsedDays: elapsed, grade: grade)
                let outcome = scheduler.review(known, plan: plan, grade: grade, on: day)
                histories["n\(note)", default: []].append(
                    ReviewEvent(
                        id: "\(note)-\(number)",
                        time: Timestamp(seconds: day.daysSinceEpoch * 86_400 + 36_000), day: day, note: "n\(note)",
                        who: "ann", action: .review(grade),
                        before: .init(interval: plan.interval, nextReview: due, memory: known),
                        after: .init(
                            interval: outcome.interval, nextReview: outcome.nextReview, memory: outcome.memory)))
                memory = outcome.memory
                (plan.interval, plan.nextReview) = (outcome.interval, outcome.nextReview)
            }
        }
        return histories
    }
}

@Suite("Weights fitted to a person's own reviews")
struct FSRSFitTests {
    /// Of people who forget sooner than others, and gain less by each review.
    private static let forgetful: [Double] = {
        var weights = FSRS.defaultWeights
        (weights[8], weights[10], weights[11], weights[20]) = (0.4, 0.4, 0.5, 0.35)
        return weights
    }()

    @Test("are found where memory follows others than the defaults, and forecast reviews they never saw")
    func otherWeights() throws {
        var team = try Team(weights: Self.forgetful, seed: 1)
        let history = RecallHistory(team.log(notes: 300, reviews: 8))
        let fit = try #require(FSRSFit(history))
        #expect(history.count == 2400)
        #expect(fit.trained == 1920)
        #expect(fit.heldOut == 480)
        #expect(fit.isWorthTaking)
        #expect(fit.gain > 0.05 * fit.defaultLoss)
        #expect(fit.weights[8] < FSRS.defaultWeights[8])
    }

    @Test("are not praised where the defaults are true already")
    func defaultWeights() throws {
        var praised = 0
        for seed in 0..<20 as Range<UInt64> {
            var team = try Team(weights: FSRS.defaultWeights, seed: 100 + seed)
            let fit = try #require(FSRSFit(RecallHistory(team.log(notes: 100, reviews: 5))))
            if fit.isWorthTaking { praised += 1 }
            #expect(abs(fit.gain) < 0.05)
        }
        // Chance alone gives one in a hundred.
        #expect(praised <= 1)
    }

    @Test("need four hundred reviews that tell what was remembered")
    func tooFew() throws {
        var team = try Team(weights: Self.forgetful, seed: 2)
        #expect(FSRSFit(RecallHistory(team.log(notes: 57, reviews: 7))) == nil)
        #expect(FSRSFit(RecallHistory(team.log(notes: 57, reviews: 8))) != nil)
    }

    @Test("are the same for the same log")
    func deterministic() throws {
        var team = try Team(weights: Self.forgetful, seed: 3)
        let log = team.log(notes: 90, reviews: 5)
        #expect(FSRSFit(RecallHistory(log))?.weights == FSRSFit(RecallHistory(log))?.weights)
    }

    @Test("survive a log of nonsense")
    func nonsense() throws {
        let day = CalendarDate(daysSinceEpoch: 20_000)
        let events = (0..<1000).map { number in
            let memory = Memory(
                stability: number % 2 == 0 ? 1e300 : 1e-300, difficulty: 10,
                lastReview: day.adding(days: -3_000_000 - number))
            return ReviewEvent(
                id: String(10_000 + number), time: Timestamp(seconds: number), day: day, note: "n", who: "eve",
                action: .review(number % 3 == 0 ? .again : .easy), before: .init(memory: memory),
                after: .init(interval: 1, nextReview: day, memory: number % 5 == 0 ? memory : nil))
        }
        let fit = try #require(FSRSFit(RecallHistory(["n": events])))
        #expect(fit.loss.isFinite)
        #expect(FSRS.weights(FSRS.text(fit.weights)) == fit.weights)
    }

    @Test("are read as they are written; others than 21 numbers within their bounds are refused")
    func text() {
        let text = FSRS.text(FSRS.defaultWeights)
        #expect(text.hasPrefix("0.2120,1.2931,2.3065,8.2956,"))
        #expect(FSRS.weights(text) == FSRS.defaultWeights)
        #expect(FSRS.weights(text.replacing(",", with: ", ")) == FSRS.defaultWeights)
        for wrong in [
            "", "1", text + ",1", text.replacing("0.1542", with: "0.9"), text.replacing("0.1542", with: "nan"),
        ] {
            #expect(FSRS.weights(wrong) == nil, "\(wrong)")
        }
    }
}
