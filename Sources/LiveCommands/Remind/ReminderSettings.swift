import Commands
import Foundation
import Live
import Review

/// Where and when a person is reminded: flags, else the `KB_REMIND…` variables.
struct ReminderSettings: Sendable {
    var channels: [ReminderChannel]
    var quiet: QuietHours?
    /// When the server reminds by itself.
    var time: ReviewDay?
    /// Where the pages are, for links.
    var site: String?
    var sender: String?
    var sendmail: String

    /// Wrong settings, by the name of the variable or flag and the value.
    struct Invalid: Error {
        var name: String
        var value: String
        /// Whether it is the time at which the server reminds.
        var isTime: Bool { ["--remind-at", "KB_REMIND_AT"].contains(name) }
    }

    /// - Throws: `Invalid`
    init(_ environment: [String: String], flags: ReminderFlags = ReminderFlags()) throws(Invalid) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        func values(_ flags: [String], _ name: String) -> [String] {
            flags.isEmpty ? (value(name) ?? "").split(separator: " ").map(String.init) : flags
        }
        var channels: [ReminderChannel] = []
        for address in values(flags.mail, "KB_REMIND_MAIL") {
            guard MailMessage.isAddress(address) else {
                throw Invalid(name: flags.mail.isEmpty ? "KB_REMIND_MAIL" : "--mail", value: address)
            }
            channels.append(.mail(to: address))
        }
        for url in values(flags.webhook, "KB_REMIND_WEBHOOK") {
            guard let channel = ReminderChannel(webhook: url) else {
                throw Invalid(name: flags.webhook.isEmpty ? "KB_REMIND_WEBHOOK" : "--webhook", value: url)
            }
            channels.append(channel)
        }
        if flags.isDesktop || ["1", "true", "yes"].contains(value("KB_REMIND_DESKTOP")?.lowercased()) {
            channels.append(.desktop)
        }
        self.channels = channels
        quiet = try Self.read(
            flags.quiet ?? value("KB_REMIND_QUIET"), flags.quiet == nil ? "KB_REMIND_QUIET" : "--quiet"
        ) { QuietHours($0) }
        time = try Self.read(
            flags.time ?? value("KB_REMIND_AT"), flags.time == nil ? "KB_REMIND_AT" : "--remind-at"
        ) { ReviewDay($0) }
        site = flags.url ?? value("KB_REMIND_URL")
        sender = try Self.read(value("KB_REMIND_FROM"), "KB_REMIND_FROM") { MailMessage.isAddress($0) ? $0 : nil }
        sendmail = value("KB_SENDMAIL") ?? "/usr/sbin/sendmail"
    }

    /// The minute of the day from which the server reminds: a time in quiet hours is put off to their end.
    var firstMinute: Int? {
        guard let time else { return nil }
        guard let quiet, quiet.contains(minute: time.startMinute) else { return time.startMinute }
        return quiet.end
    }

    private static func read<Value>(
        _ text: String?, _ name: String, _ parse: (String) -> Value?
    ) throws(Invalid) -> Value? {
        guard let text else { return nil }
        guard let value = parse(text) else { throw Invalid(name: name, value: text) }
        return value
    }
}

/// What flags say in place of the variables.
struct ReminderFlags {
    var mail: [String] = []
    var webhook: [String] = []
    var isDesktop = false
    var quiet: String?
    var time: String?
    var url: String?
}
