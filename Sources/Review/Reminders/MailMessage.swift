import Notes

/// A digest as a message of the Internet Message Format (RFC 5322), UTF-8 in base64, for sendmail(1).
package struct MailMessage: Sendable, Hashable {
    /// An address that `isAddress` takes; the name beside it is always kb.
    package var from: String
    /// An address that `isAddress` takes.
    package var to: String
    /// When it is sent, with the offset from UTC of the person's clock.
    package var date: Timestamp
    /// Unique for what it says, so that a message that comes twice is told for one.
    package var id: String

    /// The addresses go into headers as they are: check them with `isAddress` first.
    package init(from: String, to: String, date: Timestamp, id: String) {
        self.from = from
        self.to = to
        self.date = date
        self.id = id
    }

    /// Whether a text can stand as an address in a header and as an argument of a program: printable, without spaces, and
    /// neither an option nor several addresses.
    package static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && text.utf8.count <= 254
            && !text.hasPrefix("-")
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"<>(),;:\\\"[]".utf8.contains($0) }
    }

    /// The message with lines that end in LF, as sendmail(1) reads it.
    package func text(_ digest: ReminderDigest) -> String {
        let headers = [
            "From: kb <\(from)>", "To: <\(to)>", "Subject: \(Self.encodedWords(digest.subject))",
            "Date: \(Self.date(date))", "Message-ID: <\(id)>", "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
        ]
        let body = Base64.text(Array((digest.text + "\n").utf8))
        var lines = headers + [""]
        var rest = Substring(body)
        while !rest.isEmpty {
            lines.append(String(rest.prefix(76)))
            rest = rest.dropFirst(76)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A header's text: as it is in ASCII, else in encoded words (RFC 2047) of whole characters, each on a line
    /// of at most 76 characters, that of the header's name too.
    package static func encodedWords(_ text: String) -> String {
        let text = ReminderDigest.oneLine(text)
        guard !text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) || text.contains("=?") else { return text }
        var words: [String] = []
        var word: [UInt8] = []
        for character in text {
            let bytes = Array(character.utf8)
            if word.count + bytes.count > 39, !word.isEmpty {
                words.append(Base64.text(word))
                word = []
            }
            word += bytes
        }
        words.append(Base64.text(word))
        return words.map { "=?utf-8?B?\($0)?=" }.joined(separator: "\n ")
    }

    /// `Tue, 03 Mar 2026 09:00:00 +0800`
    private static func date(_ time: Timestamp) -> String {
        let (day, second) = time.local(offset: time.offset)
        let weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][Weekday(of: day).rawValue - 1]
        let parts = day.description.split(separator: "-")
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let month = months[(Int(parts[1]) ?? 1) - 1]
        let offset = abs(time.offset) / 60
        let zone = (time.offset < 0 ? "-" : "+") + two(offset / 60) + two(offset % 60)
        return "\(weekday), \(parts[2]) \(month) \(parts[0]) \(two(second / 3600)):\(two(second / 60 % 60)):"
            + "\(two(second % 60)) \(zone)"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
