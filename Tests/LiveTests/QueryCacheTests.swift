import Detection
import Live
import Synchronization
import Testing

@Suite("Many who ask the same share one query")
struct QueryCacheTests {
    private static let answer = PrometheusClient.Answer.success(PrometheusReply(data: .vector([])))

    @Test("five hundred viewers at once cost one query")
    func coalesced() async {
        let count = Mutex(0)
        let cache = QueryCache(lifetime: .seconds(5)) { _ in
            count.withLock { $0 += 1 }
            try? await Task.sleep(for: .milliseconds(50))
            return Self.answer
        }
        await withTaskGroup(of: PrometheusClient.Answer.self) { group in
            for _ in 0..<500 { group.addTask { await cache.answer("up") } }
            for await answer in group { #expect(answer == Self.answer) }
        }
        #expect(count.withLock { $0 } == 1)
    }

    @Test("an answer serves for its lifetime, and no longer; so does a failure")
    func lifetime() async {
        let count = Mutex(0)
        let time = Mutex(ContinuousClock.now)
        let cache = QueryCache(lifetime: .seconds(5), now: { time.withLock { $0 } }) { query in
            count.withLock { $0 += 1 }
            return query == "down" ? .failure(.status(503)) : Self.answer
        }
        for query in ["up", "down"] {
            count.withLock { $0 = 0 }
            _ = await cache.answer(query)
            time.withLock { $0 += .seconds(4.9) }
            _ = await cache.answer(query)
            #expect(count.withLock { $0 } == 1)
            time.withLock { $0 += .seconds(0.2) }
            _ = await cache.answer(query)
            #expect(count.withLock { $0 } == 2)
        }
    }

    @Test("the oldest give way when too many are kept")
    func bounded() async {
        let count = Mutex([String: Int]())
        let cache = QueryCache(lifetime: .seconds(3600), capacity: 10) { query in
            count.withLock { $0[query, default: 0] += 1 }
            return Self.answer
        }
        for number in 0..<100 { _ = await cache.answer("q\(number)") }
        _ = await cache.answer("q99")
        _ = await cache.answer("q0")
        #expect(count.withLock { $0["q99"] } == 1)
        #expect(count.withLock { $0["q0"] } == 2)
    }
}
