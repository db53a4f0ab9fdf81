import Foundation
package import Review
import Notes

/// A way in which a person is reminded.
package enum ReminderChannel: Sendable, Equatable {
    case mail(to: String)
    case webhook(WebhookMessage.Service, url: String)
    case desktop

    /// A service by its name and an equals sign before the address, else by its address: `slack=https://…`.
    ///
    /// Nil for what is no address of the web.
    package init?(webhook text: String) {
        var url = text
        var service: WebhookMessage.Service?
        if let equals = text.firstIndex(of: "="),
            let named = WebhookMessage.Service(rawValue: text[..<equals].lowercased())
        {
            service = named
            url = String(text[text.index(after: equals)...])
        }
        guard let parts = URLComponents(string: url), ["http", "https"].contains(parts.scheme?.lowercased() ?? ""),
            let host = parts.host?.lowercased(), !host.isEmpty
        else { return nil }
        self = .webhook(service ?? Self.service(host: host, path: parts.path), url: url)
    }

    private static func service(host: String, path: String) -> WebhookMessage.Service {
        switch host {
        case "hooks.slack.com": .slack
        case "discord.com", "discordapp.com", "ptb.discord.com", "canary.discord.com": .discord
        case "ntfy.sh": .ntfy
        default: path.hasPrefix("/hooks/") ? .mattermost : .json
        }
    }

    /// What the journal knows it by. The address of a webhook is a secret and is not written out.
    package var name: String {
        switch self {
        case .mail(let address): "mail:" + address.lowercased()
        case .webhook(let service, let url): "\(service.rawValue):" + String(FNV1a.hash(url), radix: 16)
        case .desktop: "desktop"
        }
    }

    /// As a person is told of it.
    package var label: String {
        switch self {
        case .mail(let address): address
        case .webhook(let service, let url): "\(service.rawValue) (\(URLComponents(string: url)?.host ?? "?"))"
        case .desktop: "desktop"
        }
    }
}
