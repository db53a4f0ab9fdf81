package import Notes

/// Reviews that have fallen due as an Atom feed (RFC 4287): one entry for each note and date.
package struct AtomFeed: Sendable {
    /// A review that has fallen due.
    package struct Entry: Sendable, Hashable {
        /// The id of the note.
        package var id: String
        /// Of the note, as plain text: it is escaped when it is written.
        package var title: String
        /// The day on which the review fell due; another day makes another entry.
        package var date: CalendarDate
        /// The absolute address of the page that the entry leads to.
        package var url: String
        /// Why the note comes up again, as plain text; nil for an entry that is its title alone.
        package var summary: String?
        /// The terms of its categories, such as tags.
        package var categories: [String]
        /// When the entry came to be what it is.
        package var updated: Timestamp

        /// An entry of plain texts; nothing of it needs to be escaped.
        package init(
            id: String, title: String, date: CalendarDate, url: String, summary: String? = nil,
            categories: [String] = [], updated: Timestamp
        ) {
            self.id = id
            self.title = title
            self.date = date
            self.url = url
            self.summary = summary
            self.categories = categories
            self.updated = updated
        }
    }

    /// What readers show as the name of the feed.
    package var title: String
    /// What tells the feed from others: the site, and what its notes fulfil. Its id is made of it.
    package var scope: [String]
    /// The address of the feed itself.
    package var url: String
    /// The page that the feed belongs to.
    package var page: String
    /// When there is no entry, the feed was last updated then.
    package var updated: Timestamp
    /// In any order; they are written with the latest date first.
    package var entries: [Entry]

    /// A feed of plain texts; nothing of it needs to be escaped.
    package init(
        title: String, scope: [String], url: String, page: String, updated: Timestamp, entries: [Entry]
    ) {
        self.title = title
        self.scope = scope
        self.url = url
        self.page = page
        self.updated = updated
        self.entries = entries
    }

    /// The media type to serve the text with.
    package static let mediaType = "application/atom+xml; charset=utf-8"

    /// The document; entries with the latest date first.
    package var text: String {
        let ordered = entries.sorted { left, right in
            left.date == right.date
                ? left.id.utf8.lexicographicallyPrecedes(right.id.utf8) : left.date > right.date
        }
        let latest = entries.map(\.updated).max() ?? updated
        return """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom">
              <id>\(id)</id>
              <title>\(Self.escaped(title))</title>
              <updated>\(latest)</updated>
              <author><name>kb</name></author>
              <link rel="self" type="application/atom+xml" href="\(Self.escaped(url))"/>
              <link rel="alternate" type="text/html" href="\(Self.escaped(page))"/>

            """ + ordered.map(Self.text).joined() + "</feed>\n"
    }

    /// No two feeds may have one (RFC 4287, 4.2.6). A part of it is no date, so that it is the id of no entry either.
    private var id: String {
        (["tag:kb,2026:reviews"] + scope.map { $0.percentEncoded() }).joined(separator: "/")
    }

    private static func text(of entry: Entry) -> String {
        var lines = [
            "<id>tag:kb,2026:reviews/\(entry.id.percentEncoded())/\(entry.date)</id>",
            "<title>\(escaped(entry.title))</title>", "<updated>\(entry.updated)</updated>",
            "<link rel=\"alternate\" type=\"text/html\" href=\"\(escaped(entry.url))\"/>",
        ]
        lines += entry.categories.map { "<category term=\"\(escaped($0))\"/>" }
        if let summary = entry.summary { lines.append("<summary>\(escaped(summary))</summary>") }
        return "  <entry>\n" + lines.map { "    \($0)\n" }.joined() + "  </entry>\n"
    }

    /// Text for elements and attributes; characters that XML 1.0 cannot hold are left out.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\n", "\r", "\t": escaped += "&#\(scalar.value);"
            case "\0"..<" ", "\u{FFFE}", "\u{FFFF}": break
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
