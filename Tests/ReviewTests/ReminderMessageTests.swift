import Foundation
import Review
import Testing

@Suite("Messages of reminders")
struct ReminderMessageTests {
    private func digest(_ count: Int) -> ReminderDigest {
        let lines = (0..<count).map { number in
            ReminderDigest.Line(
                title: "第 \(number) 篇：消費者延遲持續攀升時的處理方式與常見原因整理", reasons: "逾期 3 天 · 每 14 天",
                url: "http://kb.example/review/notes/\(number)_kafka_consumer_lag_keeps_rising")
        }
        return ReminderDigest(subject: "\(count) 篇筆記該複習了", lines: lines, closing: "")
    }

    @Test("ntfy gets no more than it shows, whole characters of it", arguments: [1, 20, 40])
    func ntfy(count: Int) {
        let digest = digest(count)
        let body = WebhookMessage(digest, for: .ntfy).body
        #expect(body.utf8.count <= 4096)
        if digest.text.utf8.count <= 4096 {
            #expect(body == digest.text)
        } else {
            #expect(body.hasSuffix("…") && digest.text.hasPrefix(body.dropLast()))
            #expect(body.utf8.count > 4090)
        }
    }

    @Test("a title calls nobody", arguments: [WebhookMessage.Service.mattermost, .discord])
    func mentions(service: WebhookMessage.Service) {
        let line = ReminderDigest.Line(title: "@all @everyone @here", reasons: "today", url: nil)
        let body = WebhookMessage(ReminderDigest(subject: "1 note", lines: [line], closing: ""), for: service).body
        #expect(!body.contains("@all") || body.contains(#""allowed_mentions":{"parse":[]}"#))
    }

    @Test("a title calls nobody in Slack, whatever stands beside the marks that would")
    func slack() {
        let line = ReminderDigest.Line(title: "\u{600}<!channel>\u{301}", reasons: "today", url: nil)
        let body = WebhookMessage(ReminderDigest(subject: "1 note", lines: [line], closing: ""), for: .slack).body
        #expect(!body.utf8.contains(UInt8(ascii: "<")))
        #expect(body.contains("\u{600}&lt;!channel&gt;\u{301}"))
    }

    @Test("an address of the pages stays as it is", arguments: WebhookMessage.Service.allCases)
    func addresses(service: WebhookMessage.Service) {
        let url = "https://ops@kb.example/review/notes/lag"
        let line = ReminderDigest.Line(title: "Lag", reasons: "today", url: url)
        let body = WebhookMessage(ReminderDigest(subject: "1 note", lines: [line], closing: ""), for: service).body
        #expect(body.contains(url))
    }

    @Test("Discord gets at most 2,000 characters, however they are counted")
    func discord() throws {
        let message = WebhookMessage(digest(40), for: .discord)
        let object = try JSONSerialization.jsonObject(with: Data(message.body.utf8)) as? [String: Any]
        let content = try #require(object?["content"] as? String)
        #expect(content.utf16.count <= 2000 && content.utf16.count > 1990 && content.hasSuffix("…"))
    }

    @Test(
        "lines with encoded words have at most 76 characters, that with the name of the header too", arguments: 1..<60)
    func encodedWords(count: Int) {
        let subject = String(repeating: "複", count: count)
        let header = "Subject: " + MailMessage.encodedWords(subject)
        let lines = header.split(separator: "\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 76 }, "\(header)")
        let words = header.dropFirst("Subject: ".count).split(whereSeparator: \.isWhitespace)
        let bytes = words.compactMap { Data(base64Encoded: String($0.dropFirst("=?utf-8?B?".count).dropLast(2))) }
        #expect(bytes.map { String(decoding: $0, as: UTF8.self) }.joined() == subject)
    }
}
