import Commands
import Foundation
import Journal
import KnowledgeBase
import Live
import Notes
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
        /// What the message was about; empty when there was nothing new.
        var reminders: [ReminderKey] = []
        var delivery: ReminderDelivery?
        /// Claims of earlier runs of which nobody knows whether they arrived.
        var unsettled: [UnsettledReminder] = []

        /// What a person who reads the report knows to be in doubt.
        fileprivate var doubts: [ReminderKey] {
            if case .uncertain = delivery { unsettled.map(\.key) + reminders } else { unsettled.map(\.key) }
        }
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
        return try digest(
            journal.unclaimedReminders(due.map(\.key), notes: notes, channel: channel.name), of: due)
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
        // What could not be put into words would be claimed and never be sent.
        let new = try journal.unclaimedReminders(due.map(\.key), notes: notes, channel: channel.name)
        guard var digest = try digest(new, of: due) else { return outcome }
        let claimed = try journal.claimReminders(new, notes: notes, channel: channel.name, now: now)
        if claimed != new {
            // Another run was faster with some of them.
            do {
                guard let rest = try self.digest(claimed, of: due) else { return outcome }
                digest = rest
            } catch {
                try journal.releaseReminders(claimed, notes: notes, channel: channel.name)
                throw error
            }
        }
        outcome.reminders = claimed
        let delivery = await deliver(digest, over: channel)
        switch delivery {
        case .sent: try journal.settleReminders(claimed, notes: notes, channel: channel.name, now: now)
        case .refused: try journal.releaseReminders(claimed, notes: notes, channel: channel.name)
        case .uncertain: try journal.doubtReminders(claimed, notes: notes, channel: channel.name)
        }
        outcome.delivery = delivery
        return outcome
    }

    /// Notes that somebody has read the report of an outcome, so that what is in doubt is not told of again.
    func remember(_ outcome: Outcome) throws {
        guard !outcome.doubts.isEmpty else { return }
        try journal.tellReminders(outcome.doubts, notes: notes, channel: outcome.channel.name, now: now)
    }

    private func digest(
        _ keys: [ReminderKey], of due: [(key: ReminderKey, row: DueRow)]
    ) throws -> ReminderDigest? {
        let keys = Set(keys)
        return try digest(due.filter { keys.contains($0.key) }.map(\.row), of: due.count)
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
            // The body is markup there, unlike the summary (Desktop Notifications Specification, 1.2), and the program
            // reads backslashes in it as C does: `\074` would be a `<` again.
            let body = digest.text.escaping(["&": "&amp;", "<": "&lt;", ">": "&gt;", "\\": #"\\"#])
            return await MessageProgram("notify-send", ["--app-name=kb", "--", digest.subject, body]).run("")
        }
    }
}
