/// A page as its template sees it: what all pages have, and its own content under `page`.
struct Page<Content: Sendable>: Sendable {
    let w: Words
    let language: String
    let theme: String
    let reading: String
    /// Of the document: what the browser's tab shows.
    let documentTitle: String
    /// What stands in the search box.
    let query: String
    let stylesheet: String
    let icon: String
    /// Scripts in the order of loading.
    let scripts: [String]
    let navigation: [NavigationLink]
    let switches: [Switch]
    /// Whether it says what came of a request, so that the page at the same address is another: nothing follows it.
    let isOutcome: Bool
    let page: Content
}

/// A part of the site, as the bar at the top leads to it.
struct NavigationLink: Sendable {
    let href: String
    let label: String
    /// As `aria-current`: `page` on the page itself, `true` on those below it, nil elsewhere.
    let current: String?

    /// All of them, as they are seen from a path.
    static func all(from path: String, _ words: Words) -> [NavigationLink] {
        let path = path.prefix { $0 != "?" }
        return [
            ("/triage", "triage.nav"), ("/symptoms", "symptoms.heading"), ("/series", "layout.series"),
            ("/tags", "layout.tags"), ("/review", "review.heading"),
        ].map { href, key in
            NavigationLink(
                href: href, label: words(key),
                current: path == href ? "page" : path.hasPrefix(href + "/") ? "true" : nil)
        }
    }
}

/// A preference with the links that set it.
struct Switch: Sendable {
    let name: String
    let label: String
    let choices: [Choice]

    struct Choice: Sendable {
        let label: String
        let value: String
        let href: String
        let languageTag: String
        let isChosen: Bool
    }
}

/// A link with its text.
struct LinkModel: Sendable {
    let href: String
    let label: TextModel
    /// How many notes it leads to; nil where nobody counts.
    let count: Int?

    init(href: String, label: TextModel, count: Int? = nil) {
        self.href = href
        self.label = label
        self.count = count
    }
}
