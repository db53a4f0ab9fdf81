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
