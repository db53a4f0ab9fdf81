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
    let switches: [Switch]
    let page: Content
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
