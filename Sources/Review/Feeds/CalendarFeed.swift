package import Notes

/// The coming reviews as an iCalendar stream (RFC 5545, with the refresh properties of RFC 7986): one all-day event a note.
///
/// A note's event keeps its UID for ever and has no recurrence rule: a review moves it. The text depends on nothing but
/// the values given, so that an unchanged feed has an unchanged ETag.
package struct CalendarFeed: Sendable {
    /// The review of one note.
    package struct Event: Sendable, Hashable {
        /// Unique and lasting, such as the note's id.
        package var id: String
        /// Of the note, as plain text: it is escaped when it is written.
        package var title: String
        /// The day of the review, which the event takes whole.
        package var date: CalendarDate
        /// The page of the note.
        package var url: String?
        /// What the event says below its title, as plain text; nil for nothing.
        package var details: String?
        /// Such as tags; calendars may colour by them.
        package var categories: [String]
        /// When the note or its schedule was last changed.
        package var modified: Timestamp
        /// How often its schedule was changed by what stands in the log.
        package var changes: Int

        /// An event of plain texts; nothing of it needs to be escaped.
        package init(
            id: String, title: String, date: CalendarDate, url: String? = nil, details: String? = nil,
            categories: [String] = [], modified: Timestamp, changes: Int = 0
        ) {
            self.id = id
            self.title = title
            self.date = date
            self.url = url
            self.details = details
            self.categories = categories
            self.modified = modified
            self.changes = changes
        }

        /// Rises with every change, two within one second included: the seconds from 2020 to the last one, and one more
        /// for each that is logged, within the 31 bits of an integer of RFC 5545, 3.3.8.
        package var sequence: Int {
            let seconds = min(max(0, modified.seconds), 3_725_320_447) - 1_577_836_800
            return min(max(0, seconds) + min(max(0, changes), 2_147_483_647), 2_147_483_647)
        }
    }

    /// What calendars show as the name of the feed.
    package var name: String
    /// In any order; they are written with the earliest date first.
    package var events: [Event]
    /// Minutes after midnight at which the day's alarm sounds; nil for no alarm.
    package var alarmMinute: Int?
    /// Minutes after which clients should look again; at least 1.
    package var refreshMinutes: Int
    /// The part of UIDs after the `@`.
    package var domain: String

    /// A feed of plain texts; minutes beyond their bounds become the nearest within.
    package init(
        name: String, events: [Event], alarmMinute: Int? = 9 * 60, refreshMinutes: Int = 60, domain: String = "kb"
    ) {
        self.name = name
        self.events = events
        self.alarmMinute = alarmMinute.map { min(max(0, $0), 1439) }
        self.refreshMinutes = max(1, refreshMinutes)
        self.domain = domain
    }

    /// The media type to serve the text with.
    package static let mediaType = "text/calendar; charset=utf-8"

    /// The stream, with folded lines that end in CRLF.
    package var text: String {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//kb//Reviews//EN", "CALSCALE:GREGORIAN",
            "NAME:\(Self.escaped(name))", "X-WR-CALNAME:\(Self.escaped(name))",
            "REFRESH-INTERVAL;VALUE=DURATION:PT\(refreshMinutes)M", "X-PUBLISHED-TTL:PT\(refreshMinutes)M",
        ]
        let ordered = events.sorted { left, right in
            left.date == right.date
                ? left.id.utf8.lexicographicallyPrecedes(right.id.utf8) : left.date < right.date
        }
        for event in ordered { lines += self.lines(of: event) }
        // A calendar has at least one component (3.6).
        if events.isEmpty { lines += Self.timeZone }
        lines.append("END:VCALENDAR")
        return lines.map { Self.folded($0) + "\r\n" }.joined()
    }

    private func lines(of event: Event) -> [String] {
        let title = Self.escaped(event.title)
        var lines = [
            "BEGIN:VEVENT", "UID:\(Self.escaped("\(event.id)@\(domain)"))", "DTSTAMP:\(Self.utc(event.modified))",
            "LAST-MODIFIED:\(Self.utc(event.modified))", "SEQUENCE:\(event.sequence)",
            "DTSTART;VALUE=DATE:\(Self.basic(event.date))",
        ]
        // An event ends after it begins (3.8.2.2); without an end it takes the day, as the last of all days must.
        let end = event.date.addingClamped(days: 1)
        if end > event.date { lines.append("DTEND;VALUE=DATE:\(Self.basic(end))") }
        lines.append("SUMMARY:\(title)")
        if let details = event.details { lines.append("DESCRIPTION:\(Self.escaped(details))") }
        if let url = event.url { lines.append("URL:\(Self.uri(url))") }
        if !event.categories.isEmpty {
            lines.append("CATEGORIES:\(event.categories.map(Self.escaped).joined(separator: ","))")
        }
        lines.append("TRANSP:TRANSPARENT")
        if let alarmMinute {
            lines += [
                "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:\(title)", "TRIGGER;RELATED=START:PT\(alarmMinute)M",
                "END:VALARM",
            ]
        }
        lines.append("END:VEVENT")
        return lines
    }

    /// The component that says nothing: clocks of UTC.
    private static let timeZone = [
        "BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE",
    ]

    // MARK: - Values

    /// `20260303`.
    private static func basic(_ date: CalendarDate) -> String {
        String(date.description.filter { $0 != "-" })
    }

    /// `20260303T010000Z`.
    private static func utc(_ time: Timestamp) -> String {
        let utc = Timestamp(seconds: time.seconds).description
        return String(utc.filter { $0 != "-" && $0 != ":" })
    }

    /// TEXT of RFC 5545, 3.3.11: control characters, which it does not allow, are left out.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",":
                escaped.unicodeScalars.append("\\")
                escaped.unicodeScalars.append(scalar)
            case "\n": if previous != "\r" { escaped += "\\n" }
            case "\r": escaped += "\\n"
            case "\t": escaped.unicodeScalars.append(scalar)
            case "\0"..<" ", "\u{7F}"..."\u{9F}": break
            default: escaped.unicodeScalars.append(scalar)
            }
            previous = scalar
        }
        return escaped
    }

    /// Percent-encodes what no URI may hold.
    private static func uri(_ text: String) -> String {
        var uri = ""
        for byte in text.utf8 {
            if byte > 0x20, byte < 0x7F, !Self.forbiddenInURI.contains(byte) {
                uri.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                uri += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return uri
    }

    private static let forbiddenInURI = Set("\"<>\\^`{|}".utf8)

    /// Breaks a line after at most 75 octets (RFC 5545, 3.1), not within what a reader sees as one character; only one that
    /// is longer than a line is broken between its code points.
    private static func folded(_ line: String) -> String {
        var folded = ""
        var octets = 0
        func append(_ part: some StringProtocol) {
            let width = part.utf8.count
            if octets + width > 75 {
                folded += "\r\n "
                octets = 1
            }
            folded += part
            octets += width
        }
        for character in line {
            if character.utf8.count <= 74 {
                append(String(character))
            } else {
                for scalar in character.unicodeScalars { append(String(scalar)) }
            }
        }
        return folded
    }
}
