import Detection

/// Lets many who ask the same share one query: those who come while it runs wait for it, those who come within its
/// lifetime get what it brought.
///
/// A failure is kept as well, so that many viewers of a Prometheus that is down do not storm it.
package actor QueryCache {
    private struct Entry {
        let task: Task<PrometheusClient.Answer, Never>
        /// Nil while it runs.
        var end: ContinuousClock.Instant?
    }

    private let lifetime: Duration
    private let capacity: Int
    private let now: @Sendable () -> ContinuousClock.Instant
    private let ask: @Sendable (String) async -> PrometheusClient.Answer
    private var entries: [String: Entry] = [:]

    /// - Parameters:
    ///   - lifetime: how long an answer serves.
    ///   - capacity: the most answers kept; the oldest give way.
    ///   - ask: must end by itself, as it runs on for others when one of those who asked has gone.
    package init(
        lifetime: Duration, capacity: Int = 1000, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
        ask: @escaping @Sendable (String) async -> PrometheusClient.Answer
    ) {
        self.lifetime = lifetime
        self.capacity = max(1, capacity)
        self.now = now
        self.ask = ask
    }

    /// The answer to a query, at most `lifetime` old.
    package func answer(_ query: String) async -> PrometheusClient.Answer {
        if let entry = entries[query], isFresh(entry) { return await entry.task.value }
        if entries.count >= capacity { makeRoom() }
        let ask = ask
        let task = Task { await ask(query) }
        entries[query] = Entry(task: task, end: nil)
        let answer = await task.value
        // It may have given way meanwhile, even to another query of the same text.
        if entries[query]?.task == task { entries[query]?.end = now() }
        return answer
    }

    private func isFresh(_ entry: Entry) -> Bool {
        guard let end = entry.end else { return true }
        return end.duration(to: now()) < lifetime
    }

    /// Drops what is no longer fresh, and where that is nothing, the older half.
    private func makeRoom() {
        entries = entries.filter { isFresh($0.value) }
        guard entries.count >= capacity else { return }
        let ended = entries.filter { $0.value.end != nil }.sorted { ($0.value.end ?? now()) < ($1.value.end ?? now()) }
        for (query, _) in ended.prefix(max(1, capacity / 2)) { entries[query] = nil }
    }
}
