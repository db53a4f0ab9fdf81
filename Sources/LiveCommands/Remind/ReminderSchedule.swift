import Catalogue
import Commands
import Foundation
import Journal
import KnowledgeBase
import Live
import Logging
import Review
import ServiceLifecycle

/// Reminds by itself while the server runs: each day at a time, later where hours are quiet or nobody answered.
struct ReminderSchedule: Service {
    let base: KnowledgeBase
    let journal: Journal
    let settings: ReminderSettings
    var environment: [String: String]
    let words: Catalogue
    let logger: Logger
    /// The time from one round to the next; tests have less of it.
    var pause = Duration.seconds(60)

    /// After rounds that failed one after another the next is this many times later, so that neither the log nor who
    /// refuses is flooded.
    private static let mostPatience = 60

    func run() async throws {
        var patience = 1
        // Looking often is right where clocks are set, days are 23 hours long and machines sleep; claims keep it from
        // reminding twice.
        while !Task.isCancelled, !Task.isShuttingDownGracefully {
            do {
                patience = try await round() ? 1 : min(patience * 2, Self.mostPatience)
            } catch {
                logger.error("Reminders failed.", metadata: ["error": "\(error)"])
                patience = min(patience * 2, Self.mostPatience)
            }
            let pause = pause * patience
            await cancelWhenGracefulShutdown {
                // It ends early where the server is stopped.
                try? await Task.sleep(for: pause)
            }
        }
    }

    /// Tells of what is new, when it is time.
    ///
    /// - Returns: whether all arrived that was sent.
    func round() async throws -> Bool {
        let store = try ReviewStore(base, environment: environment)
        let (_, second) = store.clock.now.local(offset: store.clock.now.offset)
        let run = ReminderRun(
            store: store, journal: journal, settings: settings, sentences: ReviewSentences { words.text($0, $1) })
        guard let first = settings.firstMinute, second / 60 >= first, !run.isQuiet else { return true }
        try base.refresh()
        _ = try store.settle()
        var isDelivered = true
        for outcome in try await run.send() {
            let report = ReminderReport(words: words)
            if let delivery = outcome.delivery {
                let isSent = delivery == .sent
                isDelivered = isDelivered && isSent
                for line in report.lines(outcome) { logger.log(level: isSent ? .notice : .warning, "\(line)") }
            } else {
                // That nothing is new is no news each minute; what an earlier run left in doubt is, once.
                for line in report.doubts(outcome) { logger.warning("\(line)") }
            }
            try run.remember(outcome)
        }
        return isDelivered
    }
}
