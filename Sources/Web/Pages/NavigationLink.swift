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
