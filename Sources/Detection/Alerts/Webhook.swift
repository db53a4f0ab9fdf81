/// A message of Alertmanager's webhook, version 4, its types checked.
package struct Webhook: Sendable, Hashable {
    /// The longest body that is read, in bytes; the receiver refuses a longer one before it has read it (413).
    package static let largestBody = 16 * 1_048_576

    /// The receiver's name in Alertmanager's configuration.
    package let receiver: String
    /// Names the group whose alerts these are.
    package let groupKey: String
    /// The alerts of the message, in its order; one may be in it twice.
    package let alerts: [Alert]
    /// How many more alerts of the group were left out.
    package let truncated: UInt64

    /// One alert with a status of its own, whatever the group's is.
    package struct Alert: Sendable, Hashable {
        /// What Alertmanager says of an alert.
        package enum Status: String, Sendable {
            case firing
            case resolved
        }

        /// Whether it fires or is resolved.
        package let status: Status
        /// The labels, a stranger's text: to be escaped where it is shown.
        package let labels: [String: String]
        /// The annotations, a stranger's text.
        package let annotations: [String: String]
        /// Seconds since 1970 at which this episode began.
        package let startsAt: Double
        /// Seconds since 1970 at which it ended; nil while it fires.
        package let endsAt: Double?
        /// Where the alert was made; any text, not to be linked unchecked.
        package let generatorURL: String
        /// What tells this alert from others: Alertmanager's fingerprint, else one made of the labels.
        package let fingerprint: String

        /// The label `alertname`; empty where there is none.
        package var name: String { labels["alertname"] ?? "" }
    }
}

/// Why a webhook is refused; a sentence for the sender's log.
package enum WebhookError: Error, Hashable, Sendable, CustomStringConvertible {
    case tooLarge(limit: Int)
    case notWebhook(String)
    case version(String)

    /// One sentence for a person.
    package var description: String {
        switch self {
        case .tooLarge(let limit):
            "The webhook is longer than \(limit / 1_048_576) MiB; set max_alerts in its receiver."
        case .notWebhook(let why): "The body is no webhook of Alertmanager: \(why)."
        case .version(let version):
            "The webhook has version \(VisibleText.excerpt(version, limit: 20)); only version 4 is known."
        }
    }

    /// The HTTP status to answer with.
    package var status: Int {
        if case .tooLarge = self { 413 } else { 400 }
    }
}
