import Detection
import Journal
import NIOPosix

/// The alerts that were told of this notes folder, in the journal.
struct AlertLog: Sendable {
    let journal: Journal
    /// The notes folder.
    let notes: String

    /// Takes what a webhook says.
    ///
    /// - Returns: what is new, in the order of its alerts.
    func record(_ webhook: Webhook, now: Double) async throws -> [AlertEpisode.Change] {
        try await NIOThreadPool.singleton.run { try journal.record(webhook.alerts, notes: notes, now: now) }
    }

    /// Those that go on, the newest first.
    func active(now: Double) async throws -> [AlertEpisode] {
        try await NIOThreadPool.singleton.run {
            try journal.activeAlerts(notes: notes, now: now, patience: AlertEpisode.patience)
        }
    }

    /// The latest, over or not.
    func latest(_ limit: Int) async throws -> [AlertEpisode] {
        try await NIOThreadPool.singleton.run { try journal.alerts(notes: notes, limit: limit) }
    }
}
