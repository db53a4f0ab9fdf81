import KnowledgeBase
import Live

extension Triage {
    /// All rows within the limit, each expression asked once; what was not answered by then is an error.
    func rows(
        _ client: PrometheusClient, within limit: Duration, now: @escaping @Sendable () -> Int
    ) async -> [TriageRow] {
        let deadline = ContinuousClock.now.advanced(by: limit)
        let cache = AnswerCache<PrometheusClient.Answer>(lifetime: limit)
        return await rows(now: now) { query in
            await cache.answer(query) {
                await client.instant(query, within: ContinuousClock.now.duration(to: deadline))
            }
        }
    }
}
