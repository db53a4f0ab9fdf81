import Journal
import KnowledgeBase
import ServiceLifecycle
import Synchronization

/// The service that runs what pages ask for, a bounded number at once.
final class RunDesk: Service, Sendable {
    private let jobs = AsyncStream<(RecordedRun, LiveRun)>.makeStream()
    private struct Places {
        var live: [Int: LiveRun] = [:]
        /// Runs that are being recorded.
        var starting = 0
    }

    private let running = Mutex(Places())
    private let most: Int

    private let metrics: Metrics

    /// - Parameters:
    ///   - most: runs at once.
    ///   - metrics: count them.
    init(most: Int, metrics: Metrics) {
        self.most = most
        self.metrics = metrics
    }

    func run() async {
        await withDiscardingTaskGroup { group in
            for await (run, live) in jobs.stream.cancelOnGracefulShutdown() {
                group.addTask { await self.perform(run, live) }
            }
            // The server stops: what runs is ended, with everything it has started.
            group.cancelAll()
        }
    }

    /// Starts a run; nil when as many run as may.
    ///
    /// - Parameter begin: records it in the journal.
    func start(_ begin: () throws -> RecordedRun) rethrows -> LiveRun? {
        // The journal may keep one waiting, which nobody shall who looks at a run.
        let hasPlace = running.withLock { running in
            guard running.live.count + running.starting < most else { return false }
            running.starting += 1
            return true
        }
        guard hasPlace else { return nil }
        do {
            let run = try begin()
            let live = LiveRun(id: run.id)
            running.withLock { running in
                running.starting -= 1
                running.live[run.id] = live
            }
            jobs.continuation.yield((run, live))
            return live
        } catch {
            running.withLock { $0.starting -= 1 }
            throw error
        }
    }

    /// The run with that number, while it runs.
    func live(_ id: Int) -> LiveRun? { running.withLock { $0.live[id] } }

    private func perform(_ run: RecordedRun, _ live: LiveRun) async {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                let record = await run.perform { _, line in live.add(line) }
                if let outcome = record.outcome {
                    self.metrics.countRun(verdict: outcome.verdict, seconds: outcome.duration)
                }
                live.end(record.outcome)
                return true
            }
            group.addTask {
                await live.waitForCancel()
                return false
            }
            group.addTask {
                while !Task.isCancelled {
                    try? await Task.sleep(for: .seconds(10))
                    live.beat()
                }
                return true
            }
            _ = await group.next()
            group.cancelAll()
        }
        running.withLock { $0.live[live.id] = nil }
    }
}
