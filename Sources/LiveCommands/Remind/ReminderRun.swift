import Foundation
import Journal
import KnowledgeBase
import Live
import Review

/// One round of reminders: what is newly due is claimed, sent, and settled, for each channel by itself.
struct ReminderRun {
    let store: ReviewStore
    let journal: Journal
    let settings: ReminderSettings
    let sentences: ReviewSentences

    /// What came of a channel.
    struct Outcome: Sendable {
        let channel: ReminderChannel
        /// How many notes the message was about; 0 when there was nothing new.
        var notes = 0
        var delivery: ReminderDelivery?
        /// Claims of an earlier run that was ended in the middle: nobody knows whether they arrived.
        var unsettled: [ReminderKey] = []
    }

    /// A claim that is older is of a run that has ended.
    private static let longestRun = 600.0

    private var notes: String { store.base.folder.root }
    private var now: Double { Double(store.clock.now.seconds) }

    /// Whether nobody is to be reminded now.
    var isQuiet: Bool {
        let (_, second) = store.clock.now.local(offset: store.clock.now.offset)
        return settings.quiet?.contains(minute: second / 60) ?? false
    }

    /// The message that would be sent to a channel now; nil when nothing is new.
    func preview(_ channel: ReminderChannel) throws -> ReminderDigest? {
        let due = try store.remindable()
        let new = Set(try journal.unclaimedReminders(due.map(\.key), notes: notes, channel: channel.name))
        return try digest(due.filter { new.contains($0.key) }.map(\.row), of: due.count)
    }

    func send() async throws -> [Outcome] {
        let due = try store.remindable()
        var outcomes: [Outcome] = []
        for channel in settings.channels { outcomes.append(try await send(due, over: channel)) }
        return outcomes
    }

    private func send(
        _ due: [(key: ReminderKey, row: DueRow)], over channel: ReminderChannel
    ) async throws -> Outcome {
        var outcome = Outcome(channel: channel)
        outcome.unsettled = try journal.unsettledReminders(
            notes: notes, channel: channel.name, before: now - Self.longestRun)
        let claimed = try journal.claimReminders(due.map(\.key), notes: notes, channel: channel.name, now: now)
        let new = Set(claimed)
        guard let digest = try digest(due.filter { new.contains($0.key) }.map(\.row), of: due.count) else {
            return outcome
        }
        outcome.notes = claimed.count
        let delivery = await deliver(digest, over: channel)
        switch delivery {
        case .sent: try journal.settleReminders(claimed, notes: notes, channel: channel.name, now: now)
        case .refused: try journal.releaseReminders(claimed, notes: notes, channel: channel.name)
        case .uncertain: break
        }
        outcome.delivery = delivery
        return outcome
    }

    private func digest(_ rows: [DueRow], of count: Int) throws -> ReminderDigest? {
        guard !rows.isEmpty else { return nil }
        return try store.digest(rows, others: count - rows.count, site: settings.site, sentences)
    }

    private func deliver(_ digest: ReminderDigest, over channel: ReminderChannel) async -> ReminderDelivery {
        switch channel {
        case .mail(let address):
            let sender = settings.sender ?? address
            let message = MailMessage(
                from: sender, to: address, date: store.clock.now, id: UUID().uuidString.lowercased() + "@kb.invalid")
            return await MessageProgram(settings.sendmail, ["-i", "-f", sender, "--", address])
                .run(message.text(digest))
        case .webhook(let service, let url):
            let client = WebhookClient()
            let delivery = await client.send(WebhookMessage(digest, for: service), to: url)
            await client.shutdown()
            return delivery
        case .desktop:
            return await MessageProgram("notify-send", ["--app-name=kb", "--", digest.subject, digest.text]).run("")
        }
    }
}
