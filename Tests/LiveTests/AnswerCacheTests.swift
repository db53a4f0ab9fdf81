import Detection
import Live
import Synchronization
import Testing

@Suite("Many who ask the same share one answer")
struct AnswerCacheTests {
    private static let answer = PrometheusClient.Answer.success(PrometheusReply(data: .vector([])))
    private typealias Answers = AnswerCache<PrometheusClient.Answer>

    @Test("five hundred viewers at once cost one query")
    func coalesced() async {
        let count = Tally()
        // However long the five hundred take to come, it is the same moment.
        let moment = ContinuousClock.now
        let cache = Answers(lifetime: .seconds(5), now: { moment })
        await withTaskGroup(of: PrometheusClient.Answer.self) { group in
            for _ in 0..<500 {
                group.addTask {
                    await cache.answer("up") {
                        count.add()
                        try? await Task.sleep(for: .milliseconds(50))
                        return Self.answer
                    }
                }
            }
            for await answer in group { #expect(answer == Self.answer) }
        }
        #expect(count.all == 1)
    }

    @Test("an answer serves for its lifetime, and no longer; so does a failure")
    func lifetime() async {
        let count = Tally()
        let time = Mutex(ContinuousClock.now)
        let cache = Answers(lifetime: .seconds(5), now: { time.withLock { $0 } })
        let ask: @Sendable (String) async -> Void = { query in
            _ = await cache.answer(query) {
                count.add()
                return query == "down" ? .failure(.status(503)) : Self.answer
            }
        }
        for query in ["up", "down"] {
            count.reset()
            await ask(query)
            time.withLock { $0 += .seconds(4.9) }
            await ask(query)
            #expect(count.all == 1)
            time.withLock { $0 += .seconds(0.2) }
            await ask(query)
            #expect(count.all == 2)
        }
    }

    @Test("what serves no longer is not kept, though nobody asks for it again")
    func swept() async {
        let time = Mutex(ContinuousClock.now)
        let cache = Answers(lifetime: .seconds(2), now: { time.withLock { $0 } })
        for query in 0..<50 { _ = await cache.answer("q\(query)") { Self.answer } }
        #expect(await cache.count == 50)
        time.withLock { $0 += .seconds(3) }
        _ = await cache.answer("other") { Self.answer }
        #expect(await cache.count == 1)
    }

    @Test("the oldest give way when too many are kept")
    func bounded() async {
        let count = Tally()
        let cache = Answers(lifetime: .seconds(3600), capacity: 10)
        for query in (0..<100).map({ "q\($0)" }) + ["q99", "q0"] {
            _ = await cache.answer(query) {
                count.add(query)
                return Self.answer
            }
        }
        #expect(count["q99"] == 1)
        #expect(count["q0"] == 2)
    }
}

/// Counts what happens at once.
private final class Tally: Sendable {
    private let counts = Mutex([String: Int]())

    var all: Int { counts.withLock { $0.values.reduce(0, +) } }
    subscript(name: String) -> Int? { counts.withLock { $0[name] } }

    func add(_ name: String = "") { counts.withLock { $0[name, default: 0] += 1 } }
    func reset() { counts.withLock { $0 = [:] } }
}
