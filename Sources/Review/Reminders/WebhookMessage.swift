import Notes

/// A digest in the form that a service takes over HTTP.
package struct WebhookMessage: Sendable, Hashable {
    /// The services with a form of their own; `json` is for everything else.
    package enum Service: String, Sendable, CaseIterable {
        case slack, discord, mattermost, ntfy, json
    }

    /// The media type of the body.
    package let contentType: String
    /// Further header fields; none repeats `Content-Type`.
    package let headers: [(name: String, value: String)]
    /// The text to send, escaped and cut as the service asks.
    package let body: String

    /// What Discord takes at most, in characters; other services take more.
    private static let longestDiscord = 2_000
    /// What ntfy shows at most, in bytes; of more it makes a file that is attached.
    private static let longestNtfy = 4_096

    /// Puts the digest into the form of a service: titles of notes call nobody there.
    package init(_ digest: ReminderDigest, for service: Service) {
        var digest = digest
        // Mattermost calls by the word at once; Slack wants markup for that, and Discord is told to call nobody.
        if service == .mattermost {
            for index in digest.lines.indices {
                digest.lines[index].title = digest.lines[index].title.replacing("@", with: "@\u{200B}")
            }
        }
        let whole = ReminderDigest.oneLine(digest.subject) + "\n" + digest.text
        var headers: [(String, String)] = []
        switch service {
        case .slack, .mattermost:
            contentType = "application/json"
            body = JSONValue.object([("text", .string(Self.slackEscaped(whole)))]).text
        case .discord:
            contentType = "application/json"
            body =
                JSONValue.object([
                    ("content", .string(Self.cut(whole, to: Self.longestDiscord) { $0.utf16.count })),
                    ("allowed_mentions", .object([("parse", .array([]))])),
                ]).text
        case .ntfy:
            contentType = "text/plain; charset=utf-8"
            headers = [
                ("Title", MailMessage.encodedWords(digest.subject).replacing("\n ", with: " ")), ("Tags", "books"),
            ]
            if let url = digest.lines.first?.url { headers.append(("Click", url)) }
            body = Self.cut(digest.text, to: Self.longestNtfy) { $0.utf8.count }
        case .json:
            contentType = "application/json"
            let notes = digest.lines.map { line in
                JSONValue.object([
                    ("title", .string(line.title)), ("reasons", .string(line.reasons)),
                    ("url", line.url.map { .string($0) } ?? .null),
                ])
            }
            body =
                JSONValue.object([
                    ("kind", .string("reviews_due")), ("subject", .string(digest.subject)), ("text", .string(whole)),
                    ("notes", .array(notes)),
                ]).text
        }
        self.headers = headers
    }

    /// The three characters that begin markup there.
    private static func slackEscaped(_ text: String) -> String {
        text.escaping(["&": "&amp;", "<": "&lt;", ">": "&gt;"])
    }

    /// - Parameter size: how the service counts; UTF-16 units are never fewer than its characters.
    private static func cut(_ text: String, to length: Int, size: (String) -> Int) -> String {
        guard size(text) > length else { return text }
        var cut = ""
        var length = length - size("…")
        for character in text {
            length -= size(String(character))
            if length < 0 { break }
            cut.append(character)
        }
        return cut + "…"
    }

    package static func == (left: WebhookMessage, right: WebhookMessage) -> Bool {
        left.contentType == right.contentType && left.body == right.body
            && left.headers.elementsEqual(right.headers) { $0 == $1 }
    }

    /// Without the headers, whose pairs cannot be hashed: equal messages have equal hashes all the same.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(contentType)
        hasher.combine(body)
    }
}
