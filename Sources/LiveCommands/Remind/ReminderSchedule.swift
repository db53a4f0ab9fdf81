import Catalogue
import Foundation
import Journal
import KnowledgeBase
import Logging
import Review
import ServiceLifecycle

/// Reminds by itself while the server runs: each day at a time, later where hours are quiet or nobody answered.
struct ReminderSchedule: Service {
    let base: KnowledgeBase
    let journal: Journal
    let settings: ReminderSettings
    let environment: [String: String]
    let words: Catalogue
    let logger: Logger

    func run() async throws {
        // Looking often is right where clocks are set, days are 23 hours long and machines sleep; claims keep it from
        // reminding twice.
        while !Task.isCancelled, !Task.isShuttingDownGracefully {
            do {
                try await remind()
            } catch {
                logger.error("Reminders failed.", metadata: ["error": "\(error)"])
            }
            await cancelWhenGracefulShutdown {
                // It ends early where the server is stopped.
                try? await Task.sleep(for: .seconds(60))
            }
        }
    }

    private func remind() async throws {
        let store = try ReviewStore(base, environment: environment)
        let (_, second) = store.clock.now.local(offset: store.clock.now.offset)
        let run = ReminderRun(
            store: store, journal: journal, settings: settings, sentences: ReviewSentences { words.text($0, $1) })
        guard let time = settings.time, second / 60 >= time.startMinute, !run.isQuiet else { return }
        try base.refresh()
        _ = try store.settle()
        for outcome in try await run.send() where outcome.delivery != nil {
            for line in ReminderReport(words: words).lines(outcome) { logger.notice("\(line)") }
        }
    }
}
