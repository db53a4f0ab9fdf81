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
    /// What a reader has to know of all that the page says; nil where there is nothing.
    let notice: String?
    let page: Content
}
