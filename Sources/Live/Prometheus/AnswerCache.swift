/// Lets many who ask the same share one answer: those who come while it is sought wait for it, those who come within
/// its lifetime get what was found.
///
/// A failure is kept as well, so that many viewers of a Prometheus that is down do not storm it.
package actor AnswerCache<Answer: Sendable> {
    private struct Entry {
        let task: Task<Answer, Never>
        /// Nil while it runs.
        var end: ContinuousClock.Instant?
    }

    private let lifetime: Duration
    private let capacity: Int
    private let now: @Sendable () -> ContinuousClock.Instant
    private var entries: [String: Entry] = [:]
    /// When it was last looked for answers that serve no longer.
    private var swept: ContinuousClock.Instant

    /// - Parameters:
    ///   - lifetime: how long an answer serves.
    ///   - capacity: the most answers kept; the oldest give way.
    package init(
        lifetime: Duration, capacity: Int = 10_000, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.lifetime = lifetime
        self.capacity = max(1, capacity)
        self.now = now
        swept = now()
    }

    /// The answers that are kept.
    package var count: Int { entries.count }

    /// The answer to a question, at most `lifetime` old.
    ///
    /// - Parameter ask: must end by itself, as it runs on for others when one of those who asked has gone.
    package func answer(_ question: String, _ ask: @escaping @Sendable () async -> Answer) async -> Answer {
        if let entry = entries[question], isFresh(entry) { return await entry.task.value }
        sweep()
        let task = Task { await ask() }
        entries[question] = Entry(task: task, end: nil)
        let answer = await task.value
        // It may have given way meanwhile, even to another answer to the same question.
        if entries[question]?.task == task { entries[question]?.end = now() }
        return answer
    }

    private func isFresh(_ entry: Entry) -> Bool {
        guard let end = entry.end else { return true }
        return end.duration(to: now()) < lifetime
    }

    /// Drops what serves no longer, once a lifetime: a reply may be large, and its question never come again. Where too
    /// many are left, the older half goes.
    private func sweep() {
        guard entries.count >= capacity || swept.duration(to: now()) >= lifetime else { return }
        swept = now()
        entries = entries.filter { isFresh($0.value) }
        guard entries.count >= capacity else { return }
        let ended = entries.filter { $0.value.end != nil }.sorted { ($0.value.end ?? now()) < ($1.value.end ?? now()) }
        for (question, _) in ended.prefix(max(1, capacity / 2)) { entries[question] = nil }
    }
}
