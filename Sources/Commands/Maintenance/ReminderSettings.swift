import Catalogue
import Foundation
package import Live
package import Review

/// Where and when a person is reminded: flags, else the `KB_REMIND…` variables.
package struct ReminderSettings: Sendable {
    /// Each is told by itself.
    package var channels: [ReminderChannel]
    /// When nobody is reminded.
    package var quiet: QuietHours?
    /// When the server reminds by itself.
    package var time: ReviewDay?
    /// Where the pages are, for links.
    package var site: String?
    /// Of mails; nil for the address itself.
    package var sender: String?
    /// The program that takes mails.
    package var sendmail: String

    /// Wrong settings, by the name of the variable or flag and the value.
    package struct Invalid: Error {
        /// Of the variable or flag.
        package var name: String
        /// As it was given.
        package var value: String

        /// For a person, with what to do.
        package var failure: Failure {
            let isTime = ["--remind-at", "KB_REMIND_AT"].contains(name)
            return .invalidValue(
                option: name, value: ControlCharacters.visible(value),
                advice: Interface.words(isTime ? "web.serve.remind-at.advice" : "remind.advice"))
        }
    }

    /// - Throws: `Invalid`
    package init(_ environment: [String: String], flags: ReminderFlags = ReminderFlags()) throws(Invalid) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        func parsed<Value>(_ text: String, of name: String, _ parse: (String) -> Value?) throws(Invalid) -> Value {
            guard let value = parse(text) else { throw Invalid(name: name, value: text) }
            return value
        }
        // A flag goes before the variable; what is wrong is told of the one that counts.
        func read<Value>(
            _ flag: String?, _ option: String, _ variable: String, _ parse: (String) -> Value?
        ) throws(Invalid) -> Value? {
            guard let text = flag ?? value(variable) else { return nil }
            return try parsed(text, of: flag == nil ? variable : option, parse)
        }
        func readAll<Value>(
            _ flags: [String], _ option: String, _ variable: String, _ parse: (String) -> Value?
        ) throws(Invalid) -> [Value] {
            let texts = flags.isEmpty ? (value(variable) ?? "").split(separator: " ").map(String.init) : flags
            return try texts.map { text throws(Invalid) in
                try parsed(text, of: flags.isEmpty ? variable : option, parse)
            }
        }
        var channels = try readAll(flags.mail, "--mail", "KB_REMIND_MAIL") { address in
            MailMessage.isAddress(address) ? ReminderChannel.mail(to: address) : nil
        }
        channels += try readAll(flags.webhook, "--webhook", "KB_REMIND_WEBHOOK") { ReminderChannel(webhook: $0) }
        if flags.isDesktop || ["1", "true", "yes"].contains(value("KB_REMIND_DESKTOP")?.lowercased()) {
            channels.append(.desktop)
        }
        self.channels = channels
        quiet = try read(flags.quiet, "--quiet", "KB_REMIND_QUIET") { QuietHours($0) }
        time = try read(flags.time, "--remind-at", "KB_REMIND_AT") { ReviewDay($0) }
        site = try read(flags.url, "--url", "KB_REMIND_URL") { PagesAddress.isAddress($0) ? $0 : nil }
        sender = try value("KB_REMIND_FROM").map { text throws(Invalid) in
            try parsed(text, of: "KB_REMIND_FROM") { MailMessage.isAddress($0) ? $0 : nil }
        }
        sendmail = value("KB_SENDMAIL") ?? "/usr/sbin/sendmail"
    }

    /// The minute of the day from which the server reminds: a time in quiet hours is put off to their end.
    package var firstMinute: Int? {
        guard let time else { return nil }
        guard let quiet, quiet.contains(minute: time.startMinute) else { return time.startMinute }
        return quiet.end
    }
}
